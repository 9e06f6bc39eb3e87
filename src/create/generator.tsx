import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { Account, Balance, OfferedPlan, Subscription } from '../api/schemas.ts';
import { type OptionField, type RateCard, settle } from '../estimator/index.ts';
import { CreditMeter } from '../meter/credit-meter.tsx';
import { usePendingCost } from '../meter/pending.ts';
import { toolKind } from '../meter/tool-kinds.ts';
import { useFormats } from '../ui/formats-context.tsx';
import { modelChoiceId, withClonedVoices, withoutMissingVoice } from './cloned-voices.ts';
import { costAt, costOf, priceOf } from './cost.ts';
import { CostNotice } from './cost-notice.tsx';
import { type Draft, draftOf, placeOf, useDrafts } from './drafts.ts';
import { FormFields } from './form-fields.tsx';
import { parseFormLink } from './form-link.ts';
import { GenerateButton } from './generate-button.tsx';
import { withImageRatio } from './image-ratio.ts';
import { NO_MEDIA, useMedia } from './media-store.ts';
import { OptionGroup, type PricedChoice } from './option-group.tsx';
import { describeMoves } from './option-words.ts';
import { Outcome } from './outcome.tsx';
import { priceChoices } from './price-choices.ts';
import { type Field, isNothingYet, missingField, requestOf, type ToolForm } from './tool-forms.ts';
import { useGeneration } from './use-generation.ts';
import { withChoice } from './wanted.ts';

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
  const { tool, verb } = form;
  const draft = draftOf(
    useDrafts(({ drafts }) => drafts),
    account.id,
    tool,
  );
  const place = placeOf(account.id, tool);
  const media = useMedia(({ byPlace }) => byPlace[place]) ?? NO_MEDIA;
  const [told, setTold] = useState<string[]>([]);
  const [missing, setMissing] = useState<Field | null>(null);
  /** How often the form was cleared: its fields begin anew each time. */
  const [round, setRound] = useState(0);
  const generation = useGeneration(place);
  const element = useRef<HTMLFormElement>(null);

  useEffect(() => {
    useDrafts.getState().customerSignedIn(account.id);
  }, [account.id]);

  const search = useSearch();
  const [path, navigate] = useLocation();
  /** Takes over the choices of the link, once: whatever is chosen after that is not overwritten by a reload. */
  const takeLink = useEffectEvent(() => {
    const linked = parseFormLink(search, rateCard, tool);
    if (linked === null) return;
    change({ chosen: linked.chosen });
    setTold(['The choices are those of the link', ...linked.told]);
    navigate(path, { replace: true });
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new link brings new choices.
  useEffect(() => takeLink(), [search]);

  const voices = account.clonedVoices;
  const drafted = withoutMissingVoice(draft.chosen, voices);
  const { chosen, moved } = settle(rateCard, tool, drafted, undefined);
  // What nobody has chosen yet is wanted as it stands on the screen.
  const wanted = { ...chosen, ...drafted };
  const request = requestOf(form, chosen, draft, media);
  const { newPrice, asked } = generation;
  const isRefusedPrice =
    newPrice !== null &&
    newPrice.rateCardVersion !== rateCard.version &&
    JSON.stringify(asked?.request) === JSON.stringify(request);
  const cost = isRefusedPrice
    ? costAt(newPrice, balance)
    : costOf(rateCard, request, balance, subscription, isNothingYet(form, media));
  const credits = priceOf(cost)?.credits ?? null;
  const priced = priceChoices(rateCard, tool, { ...request, ...wanted }, formats);
  const optionFields = withImageRatio(withClonedVoices(priced, voices), media.images[0]?.aspect);

  function change(part: Partial<Draft>) {
    setMissing(null);
    useDrafts.getState().drafted(account.id, tool, part);
  }

  function choose(field: OptionField['name'], choice: PricedChoice) {
    const taken = withChoice(rateCard, tool, wanted, field, choice.value);
    setTold(describeMoves(taken.givenUp));
    change({ chosen: taken.wanted, ...(field === 'model' && { voiceId: choice.id }) });
  }

  function chosenId(field: OptionField['name']): string {
    return field === 'model'
      ? modelChoiceId(chosen.model ?? '', draft.voiceId, voices)
      : String(chosen[field]);
  }

  function startOver() {
    useDrafts.getState().startedOver(account.id, tool);
    useMedia.getState().cleared(place);
    setTold([]);
    setMissing(null);
    setRound(round + 1);
    generation.forget();
  }

  function generate() {
    const empty = missingField(form, draft, media);
    setMissing(empty);
    if (empty !== null) {
      element.current?.querySelector<HTMLElement>(`[name="${empty}"]`)?.focus();
      return;
    }
    if (cost.kind !== 'ready') return;
    const named = form.fields.includes('voiceName');
    generation.start(request, cost.estimate, named ? draft.voiceName.trim() : undefined);
  }

  return (
    <form
      ref={element}
      noValidate
      onSubmit={(event) => event.preventDefault()}
      className="lg:grid lg:grid-cols-[minmax(0,1fr)_19rem] lg:gap-x-12"
    >
      <div className="space-y-7">
        <h2 className="sr-only">{toolKind(tool).label}</h2>
        <FormFields
          key={round}
          form={form}
          place={place}
          rateCard={rateCard}
          model={chosen.model}
          draft={draft}
          media={media}
          missing={missing}
          onChange={change}
        />
        {optionFields.map(({ name, choices }) => (
          <OptionGroup
            key={name}
            name={name}
            choices={choices}
            chosen={chosenId(name)}
            credits={credits}
            onChoose={(choice) => choose(name, choice)}
          />
        ))}
        <p role="status" className="text-ink-muted text-sm">
          {[...told, ...describeMoves(moved)].map((move) => `${move}. `)}
        </p>
      </div>
      {/* Below 1,024 px the button alone sticks to the bottom, over the form that it belongs to. */}
      <div className="max-lg:contents lg:sticky lg:top-24 lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:self-start">
        <div className="max-lg:hidden">
          <GeneratorMeter balance={balance} />
        </div>
        <div className="sticky bottom-0 z-10 -mx-4 tall:bottom-14 border-hairline border-t bg-surface px-4 py-3 sm:-mx-6 sm:px-6 lg:static lg:mx-0 lg:border-0 lg:p-0">
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
          <Outcome generation={generation} plans={plans} />
        </div>
      </div>
      <div className="max-lg:mt-2 lg:row-start-2">
        <button
          type="button"
          className="min-h-9 text-ink-muted text-sm underline underline-offset-4 hover:text-ink"
          onClick={startOver}
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
    <div className="mb-6">
      <p className="mb-1.5 font-medium text-sm">Credits in this cycle</p>
      <CreditMeter label="Credits after this" size="medium" pending={pending} {...balance} />
      <p className="mt-1 min-h-6 text-ink-muted text-sm">
        {pending <= balance.remaining &&
          `${formats.integer(balance.remaining - pending)} ${pending > 0 ? 'left after this' : 'left'}`}
      </p>
    </div>
  );
}
