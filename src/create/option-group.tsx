import { useId } from 'react';
import type { Choice, Move, OptionField } from '../estimator/index.ts';
import { useFormats } from '../ui/formats-context.tsx';
import type { Formats } from '../units/formats.ts';
import { choiceName, describeMoves, OPTION_LABELS } from './option-words.ts';

/** A choice as the form offers it. */
export interface PricedChoice extends Choice {
  /** Tells choices of one group apart; several may stand for one value, such as the voices one has cloned. */
  id: string;
  label: string;
  /** More about it, such as the ratio of the image that it takes. */
  note?: string | undefined;
  /** What else taking it moves. */
  moves: readonly Move[];
  /** What it costs a unit, for when there is nothing to price yet; null if the form knows none. */
  rate: string | null;
}

interface OptionGroupProps {
  name: OptionField['name'];
  choices: readonly PricedChoice[];
  /** The id of the choice that is taken. */
  chosen: string;
  /** The price of the form as it stands; null while there is none. */
  credits: number | null;
  onChoose: (choice: PricedChoice) => void;
}

/** One option as a group of radios, each with what it costs before it is taken: models as a list, the rest in a row. */
export function OptionGroup({ name, choices, chosen, credits, onChoose }: OptionGroupProps) {
  const id = useId();
  const isList = name === 'model';
  const labelOf = (choice: PricedChoice) => {
    const props = {
      group: id,
      choice,
      checked: choice.id === chosen,
      credits,
      onChoose: () => onChoose(choice),
    };
    return isList ? <ListLabel key={choice.id} {...props} /> : <SegmentLabel key={choice.id} {...props} />;
  };
  const [fitting, others] = [choices.filter(({ open }) => open), choices.filter(({ open }) => !open)];
  return (
    <div role="radiogroup" aria-labelledby={id}>
      <p id={id} className="mb-1.5 font-medium text-sm">
        {OPTION_LABELS[name]}
      </p>
      {isList ? (
        <div className="grid gap-x-8 sm:grid-cols-2">{choices.map(labelOf)}</div>
      ) : (
        <>
          <div className="flex flex-wrap gap-1.5">{fitting.map(labelOf)}</div>
          {others.length > 0 && (
            <>
              <p className="mt-2 mb-1 text-ink-muted text-xs">These change other choices too:</p>
              <div className="flex flex-wrap gap-1.5">{others.map(labelOf)}</div>
            </>
          )}
        </>
      )}
    </div>
  );
}

interface LabelProps {
  group: string;
  choice: PricedChoice;
  checked: boolean;
  credits: number | null;
  onChoose: () => void;
}

function ListLabel({ group, choice, checked, onChoose }: LabelProps) {
  const formats = useFormats();
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: its control is the Radio inside.
    <label
      title={describeMoves(choice.moves).join(', ') || undefined}
      className="relative flex min-h-10 items-center gap-2.5 border-hairline border-b px-2 py-1.5 text-sm has-checked:bg-surface-sunken has-focus-visible:outline-2 hover:bg-surface-sunken"
    >
      <Radio group={group} choice={choice} checked={checked} onChoose={onChoose} />
      <span
        aria-hidden="true"
        className={`size-3.5 shrink-0 rounded-full ${checked ? 'border-4 border-ink' : 'border border-hairline-strong'}`}
      />
      <span className="flex min-w-0 grow flex-wrap items-baseline justify-between gap-x-2">
        <bdi className={`min-w-0 wrap-anywhere ${checked ? 'font-medium' : ''}`}>{choice.label}</bdi>
        <span className={`text-ink-muted ${choice.credits === null ? '' : 'ms-auto'}`}>
          {choice.credits === null ? choice.rate : formats.integer(choice.credits)}
        </span>
        <span className="basis-full">
          <MovedTo moves={choice.moves} />
        </span>
      </span>
    </label>
  );
}

function SegmentLabel({ group, choice, checked, credits, onChoose }: LabelProps) {
  const formats = useFormats();
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: its control is the Radio inside.
    <label
      title={describeMoves(choice.moves).join(', ') || undefined}
      className={`relative flex min-w-16 flex-col items-center rounded-md border px-3 py-1.5 text-center text-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 ${
        checked
          ? 'border-ink bg-ink text-surface forced-colors:bg-[Highlight] forced-colors:text-[HighlightText] forced-colors:forced-color-adjust-none'
          : 'border-hairline-strong hover:bg-surface-sunken'
      }`}
    >
      <Radio group={group} choice={choice} checked={checked} onChoose={onChoose} />
      <span className="font-medium">
        {choice.label}
        {choice.note && <span className="font-normal opacity-80"> {choice.note}</span>}
      </span>
      <span className={`text-xs ${checked ? '' : 'text-ink-muted'}`}>
        {choice.credits !== null && priceOnSegment(choice.credits, checked ? null : credits, formats)}
      </span>
      <MovedTo moves={choice.moves} />
    </label>
  );
}

/** What a choice costs, or the difference it makes to the form's price where there is one. */
function priceOnSegment(credits: number, formCredits: number | null, formats: Formats): string {
  if (formCredits === null) return formats.integer(credits);
  return credits === formCredits ? 'same' : formats.difference(credits - formCredits);
}

function Radio({ group, choice, checked, onChoose }: Omit<LabelProps, 'credits'>) {
  const formats = useFormats();
  const cost = choice.credits === null ? (choice.rate ?? 'not priced yet') : formats.credits(choice.credits);
  return (
    <input
      type="radio"
      className="absolute inset-0 cursor-pointer opacity-0"
      name={group}
      value={choice.id}
      checked={checked}
      onChange={onChoose}
      aria-label={[
        choice.label,
        cost,
        ...(choice.note ? [choice.note] : []),
        ...describeMoves(choice.moves),
      ].join(', ')}
    />
  );
}

/** What else a choice brings with it, in as few words as will do. */
function MovedTo({ moves }: { moves: readonly Move[] }) {
  if (moves.length === 0) return null;
  return (
    <span className="wrap-anywhere text-ink-muted text-xs">
      {moves.map(({ to }) => choiceName(to)).join(', ')}
    </span>
  );
}
