import { useId, useRef, useState } from 'react';
import type { Account, Balance, OfferedPlan, Subscription } from '../api/schemas.ts';
import {
  estimate,
  type OptionField,
  type OptionValue,
  options,
  type RateCard,
  settle,
} from '../estimator/index.ts';
import { CreditMeter } from '../meter/credit-meter.tsx';
import { usePendingCost } from '../meter/pending.ts';
import { toolKind } from '../meter/tool-kinds.ts';
import { useFormats } from '../ui/formats-context.tsx';
import { costOf, priceOf } from './cost.ts';
import { CostNotice } from './cost-notice.tsx';
import { formatRate } from './derivation.ts';
import { type Draft, draftOf, useDrafts } from './drafts.ts';
import { GenerateButton } from './generate-button.tsx';
import { ImagesField } from './images-field.tsx';
import { OptionGroup } from './option-group.tsx';
import { describeMoves } from './option-words.ts';
import { Outcome } from './outcome.tsx';
import { TextField } from './text-field.tsx';
import { type Field, missingField, requestOf, type ToolForm } from './tool-forms.ts';
import { useGeneration } from './use-generation.ts';

interface GeneratorProps {
  form: ToolForm;
  rateCard: RateCard;
  balance: Balance;
  subscription: Subscription;
  plans: readonly OfferedPlan[];
  account: Account;
}

/** The form of one tool, driven by the rate card: fields, options with their prices, and the button with the sum. */
export function Generator({ form, rateCard, balance, subscription, plans, account }: GeneratorProps) {
  const formats = useFormats();
  const { tool, fields, verb } = form;
  const draft = useDrafts(({ drafts }) => drafts[`${account.id} ${tool}`]) ?? draftOf({}, account.id, tool);
  const { drafted, startedOver } = useDrafts.getState();
  const [moved, setMoved] = useState<string[]>([]);
  const [missing, setMissing] = useState<Field | null>(null);
  const generation = useGeneration();
  const panel = useRef<HTMLFormElement>(null);
  const movedId = useId();

  const { chosen } = settle(rateCard, tool, draft.chosen, undefined);
  const request = requestOf(form, chosen, draft);
  const cost = costOf(rateCard, request, balance, subscription);
  const credits = priceOf(cost)?.credits ?? null;
  const { fields: optionFields } = options(rateCard, tool, request);

  function change(part: Partial<Draft>) {
    setMissing(null);
    drafted(account.id, tool, part);
  }

  function choose(field: OptionField['name'], value: OptionValue) {
    const settled = settle(rateCard, tool, { ...draft.chosen, ...chosen, [field]: value }, field);
    setMoved(describeMoves(settled.moved));
    change({ chosen: settled.chosen });
  }

  function movesOf(field: OptionField['name'], value: OptionValue): string {
    return describeMoves(settle(rateCard, tool, { ...chosen, [field]: value }, field).moved).join(', ');
  }

  /** What a model costs a unit while there is no quantity, such as no script: its price for a single unit. */
  function rateOf(field: OptionField['name'], value: OptionValue): string | null {
    const sample = settle(rateCard, tool, { ...chosen, [field]: value }, field).chosen;
    const price = estimate(rateCard, {
      ...sample,
      tool,
      characters: 1,
      seconds: 1,
      images: 1,
      inputImages: 1,
    });
    return price.ok ? formatRate(price, formats) : null;
  }

  function generate() {
    const empty = missingField(form, draft);
    setMissing(empty);
    if (empty !== null) {
      panel.current?.querySelector<HTMLElement>(`[name="${empty}"]`)?.focus();
      return;
    }
    if (cost.kind !== 'ready') return;
    generation.start({ request, credits: cost.estimate.credits, rateCardVersion: rateCard.version });
  }

  return (
    <form
      ref={panel}
      noValidate
      onSubmit={(event) => event.preventDefault()}
      className="lg:grid lg:grid-cols-[minmax(0,1fr)_19rem] lg:gap-12"
    >
      <div className="space-y-7">
        <h2 className="sr-only">{toolKind(tool).label}</h2>
        {fields.includes('script') && (
          <TextField
            name="script"
            label="Script"
            rows={8}
            value={draft.script}
            hint={`${formats.integer(request.characters ?? 0)} ${request.characters === 1 ? 'character' : 'characters'}, spaces and punctuation included`}
            onChange={(script) => change({ script })}
          />
        )}
        {fields.includes('prompt') && (
          <TextField
            name="prompt"
            label="Prompt"
            rows={4}
            value={draft.prompt}
            hint="Stays in this browser; only what is priced is sent"
            error={missing === 'prompt' ? 'Write a prompt first. Nothing was charged.' : null}
            onChange={(prompt) => change({ prompt })}
          />
        )}
        {fields.includes('images') && (
          <ImagesField
            value={draft.chosen.images ?? 1}
            max={
              rateCard.rules.find((rule) => rule.tool === tool && rule.model === chosen.model)?.maxQuantity
            }
            onChange={(images) => change({ chosen: { ...draft.chosen, images } })}
          />
        )}
        {optionFields.map((field) => (
          <OptionGroup
            key={field.name}
            field={field}
            chosen={chosen[field.name]}
            credits={credits}
            rateOf={(value) => rateOf(field.name, value)}
            movesOf={(value) => movesOf(field.name, value)}
            onChoose={(value) => choose(field.name, value)}
          />
        ))}
        <p id={movedId} role="status" className="min-h-6 text-ink-muted text-sm">
          {moved.length > 0 && `${moved.join('. ')}.`}
        </p>
      </div>
      <div className="sticky bottom-14 -mx-4 border-hairline border-t bg-surface px-4 py-4 sm:-mx-6 sm:px-6 lg:top-24 lg:bottom-auto lg:mx-0 lg:self-start lg:border-0 lg:p-0">
        <div className="max-lg:hidden">
          <GeneratorMeter balance={balance} />
        </div>
        <GenerateButton
          verb={verb}
          cost={cost}
          remaining={balance.remaining}
          busy={generation.isPending}
          onGenerate={generate}
        />
        <div className="mt-3 space-y-4">
          <CostNotice tool={tool} cost={cost} balance={balance} subscription={subscription} plans={plans} />
          <Outcome
            reply={generation.reply}
            asked={generation.asked}
            error={generation.error}
            plans={plans}
            onAgain={generation.again}
          />
        </div>
      </div>
      <div className="mt-2">
        <button
          type="button"
          className="min-h-9 text-ink-muted text-sm underline underline-offset-4 hover:text-ink"
          onClick={() => {
            startedOver(account.id, tool);
            setMoved([]);
            setMissing(null);
            generation.forget();
          }}
        >
          Clear this form
        </button>
      </div>
    </form>
  );
}

function GeneratorMeter({ balance }: { balance: Balance }) {
  const formats = useFormats();
  const pending = usePendingCost(({ credits }) => credits);
  return (
    <div className="mb-8">
      <CreditMeter label="Credits after this" size="medium" pending={pending} {...balance} />
      {pending <= balance.remaining && (
        <p className="mt-1 text-ink-muted text-sm">
          {formats.integer(balance.remaining - pending)} {pending > 0 ? 'left after this' : 'left'}
        </p>
      )}
    </div>
  );
}
