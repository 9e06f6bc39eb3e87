import { useId } from 'react';
import type { Choice, OptionField, OptionValue } from '../estimator/index.ts';
import { useFormats } from '../ui/formats-context.tsx';
import { choiceName, OPTION_LABELS } from './option-words.ts';

interface OptionGroupProps {
  field: OptionField;
  chosen: OptionValue | undefined;
  /** The price of the form as it stands; null while there is none. */
  credits: number | null;
  /** What a choice costs a unit, for when there is nothing to price yet. */
  rateOf: (value: OptionValue) => string | null;
  /** What else a choice moves, in words; empty if nothing. */
  movesOf: (value: OptionValue) => string;
  onChoose: (value: OptionValue) => void;
}

/** One option as a group of radios, each with what it costs before it is taken: models as a list, the rest in a row. */
export function OptionGroup({ field, chosen, credits, rateOf, movesOf, onChoose }: OptionGroupProps) {
  const formats = useFormats();
  const id = useId();
  const isList = field.name === 'model';

  function priceTag(choice: Choice): string {
    if (choice.credits === null) return rateOf(choice.value) ?? '';
    if (isList || credits === null || choice.value === chosen) return formats.integer(choice.credits);
    const difference = choice.credits - credits;
    return difference === 0 ? 'same' : formats.difference(difference);
  }

  function accessibleName({ value, credits: price }: Choice): string {
    const cost = price === null ? (rateOf(value) ?? 'not priced yet') : formats.credits(price);
    return [choiceName(value), cost, movesOf(value)].filter((part) => part !== '').join(', ');
  }

  return (
    <div role="radiogroup" aria-labelledby={id}>
      <p id={id} className="mb-1.5 font-medium text-sm">
        {OPTION_LABELS[field.name]}
      </p>
      <div className={isList ? 'grid gap-x-6 sm:grid-cols-2' : 'flex flex-wrap gap-1.5'}>
        {field.choices.map((choice) => (
          <label
            key={String(choice.value)}
            title={movesOf(choice.value) || undefined}
            className={`flex has-focus-visible:outline-2 has-focus-visible:outline-offset-2 ${
              isList
                ? 'min-h-9 items-center justify-between gap-3 border-hairline border-b px-2 py-1.5 text-sm hover:bg-surface-sunken has-checked:bg-surface-sunken'
                : 'min-w-16 flex-col items-center rounded-md border border-hairline-strong px-3 py-1.5 text-sm hover:bg-surface-sunken has-checked:border-ink has-checked:bg-ink has-checked:text-surface'
            } ${choice.open ? '' : 'border-dashed'}`}
          >
            <input
              type="radio"
              className="peer sr-only"
              name={id}
              value={String(choice.value)}
              checked={choice.value === chosen}
              onChange={() => onChoose(choice.value)}
              aria-label={accessibleName(choice)}
            />
            <span
              className={
                isList ? 'flex min-w-0 items-center gap-2.5 peer-checked:font-medium' : 'font-medium'
              }
            >
              {isList && <RadioDot checked={choice.value === chosen} />}
              <span className="truncate">{choiceName(choice.value)}</span>
            </span>
            <span className={isList ? 'shrink-0 text-ink-muted' : 'text-xs opacity-80'}>
              {priceTag(choice)}
            </span>
          </label>
        ))}
      </div>
    </div>
  );
}

function RadioDot({ checked }: { checked: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={`size-3.5 shrink-0 rounded-full border ${checked ? 'border-4 border-ink' : 'border-hairline-strong'}`}
    />
  );
}
