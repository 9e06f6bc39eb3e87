import { useId } from 'react';
import type { Choice, Move, OptionField } from '../estimator/index.ts';
import { useFormats } from '../ui/formats-context.tsx';
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
  const Label = isList ? ListLabel : SegmentLabel;
  return (
    <div role="radiogroup" aria-labelledby={id}>
      <p id={id} className="mb-1.5 font-medium text-sm">
        {OPTION_LABELS[name]}
      </p>
      <div className={isList ? 'grid gap-x-8 sm:grid-cols-2' : 'flex flex-wrap gap-1.5'}>
        {choices.map((choice) => (
          <Label
            key={choice.id}
            group={id}
            choice={choice}
            checked={choice.id === chosen}
            credits={credits}
            onChoose={() => onChoose(choice)}
          />
        ))}
      </div>
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
      <span className="flex min-w-0 grow flex-wrap items-baseline gap-x-2">
        <span className={checked ? 'font-medium' : ''}>{choice.label}</span>
        <MovedTo moves={choice.moves} />
      </span>
      <span className="shrink-0 text-end text-ink-muted">
        {choice.credits === null ? choice.rate : formats.integer(choice.credits)}
      </span>
    </label>
  );
}

function SegmentLabel({ group, choice, checked, credits, onChoose }: LabelProps) {
  const formats = useFormats();
  const difference = choice.credits === null || credits === null ? null : choice.credits - credits;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: its control is the Radio inside.
    <label
      title={describeMoves(choice.moves).join(', ') || undefined}
      className={`relative flex min-w-16 flex-col items-center rounded-md border px-3 py-1.5 text-center text-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 ${
        checked
          ? 'border-ink bg-ink text-surface forced-colors:bg-[Highlight] forced-colors:text-[HighlightText] forced-colors:forced-color-adjust-none'
          : 'border-hairline-strong hover:bg-surface-sunken'
      } ${choice.open ? '' : 'border-dashed'}`}
    >
      <Radio group={group} choice={choice} checked={checked} onChoose={onChoose} />
      <span className="font-medium">
        {choice.label}
        {choice.note && <span className="font-normal opacity-80"> {choice.note}</span>}
      </span>
      <span className={`text-xs ${checked ? '' : 'text-ink-muted'}`}>
        {checked && choice.credits !== null && formats.integer(choice.credits)}
        {!checked && difference !== null && (difference === 0 ? 'same' : formats.difference(difference))}
      </span>
      <MovedTo moves={choice.moves} />
    </label>
  );
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
  return <span className="text-ink-muted text-xs">{moves.map(({ to }) => choiceName(to)).join(', ')}</span>;
}
