import { useRef, useState } from 'react';
import type { Account, Balance, OfferedPlan, Subscription } from '../api/schemas.ts';
import { type OptionField, type OptionValue, type RateCard, settle } from '../estimator/index.ts';
import { CreditMeter } from '../meter/credit-meter.tsx';
import { usePendingCost } from '../meter/pending.ts';
import { toolKind } from '../meter/tool-kinds.ts';
import { useFormats } from '../ui/formats-context.tsx';
import { costOf, priceOf } from './cost.ts';
import { CostNotice } from './cost-notice.tsx';
import { type Draft, draftOf, useDrafts } from './drafts.ts';
import { GenerateButton } from './generate-button.tsx';
import { ImagesField } from './images-field.tsx';
import { OptionGroup } from './option-group.tsx';
import { describeMoves } from './option-words.ts';
import { Outcome } from './outcome.tsx';
import { priceChoices } from './price-choices.ts';
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

  const { chosen } = settle(rateCard, tool, draft.chosen, undefined);
  const request = requestOf(form, chosen, draft);
  const cost = costOf(rateCard, request, balance, subscription);
  const credits = priceOf(cost)?.credits ?? null;

  function change(part: Partial<Draft>) {
    setMissing(null);
    drafted(account.id, tool, part);
  }

  function choose(field: OptionField['name'], value: OptionValue) {
    const settled = settle(rateCard, tool, { ...draft.chosen, ...chosen, [field]: value }, field);
    setMoved(describeMoves(settled.moved));
    change({ chosen: settled.chosen });
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
        {priceChoices(rateCard, tool, request, formats).map(({ name, choices }) => (
          <OptionGroup
            key={name}
            name={name}
            choices={choices}
            chosen={chosen[name]}
            credits={credits}
            onChoose={(value) => choose(name, value)}
          />
        ))}
        <p role="status" className="min-h-6 text-ink-muted text-sm">
          {moved.length > 0 && `${moved.join('. ')}.`}
        </p>
      </div>
      {/* Below 1,024 px the button alone sticks to the bottom, over the form that it belongs to. */}
      <div className="max-lg:contents lg:sticky lg:top-24 lg:self-start">
        <div className="max-lg:hidden">
          <GeneratorMeter balance={balance} />
        </div>
        <div className="sticky bottom-14 z-10 -mx-4 border-hairline border-t bg-surface px-4 py-3 sm:-mx-6 sm:px-6 lg:static lg:mx-0 lg:border-0 lg:p-0">
          <GenerateButton
            verb={verb}
            cost={cost}
            remaining={balance.remaining}
            busy={generation.isPending}
            onGenerate={generate}
          />
        </div>
        <div className="mt-4 space-y-4">
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
      <p className="mt-1 min-h-6 text-ink-muted text-sm">
        {pending <= balance.remaining &&
          `${formats.integer(balance.remaining - pending)} ${pending > 0 ? 'left after this' : 'left'}`}
      </p>
    </div>
  );
}
