import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { formatDerivation } from '../credits/derivation.ts';
import { usePendingCost } from '../meter/pending.ts';
import { Button } from '../ui/button.tsx';
import { useFormats } from '../ui/formats-context.tsx';
import { InfoIcon } from '../ui/icons.tsx';
import { useEscape } from '../ui/use-escape.ts';
import { usePressOutside } from '../ui/use-press-outside.ts';
import type { Formats } from '../units/formats.ts';
import { type Cost, priceOf } from './cost.ts';

interface GenerateButtonProps {
  verb: string;
  cost: Cost;
  remaining: number;
  busy: boolean;
  /** Pressed while it can be generated. */
  onGenerate: () => void;
}

/**
 * The button that spends, with what it spends written on it. Hover and focus show the arithmetic and what it leaves,
 * and hatch it into every meter; a click puts that away until the next hover or focus. `How this is priced` opens
 * the same where there is no hover.
 */
export function GenerateButton({ verb, cost, remaining, busy, onGenerate }: GenerateButtonProps) {
  const formats = useFormats();
  const [pointedAt, setPointedAt] = useState(false);
  const [pinned, setPinned] = useState(false);
  const tooltipId = useId();
  const element = useRef<HTMLDivElement>(null);
  const { costPointedAt, costLeft } = usePendingCost.getState();
  const price = priceOf(cost);
  const pending = pointedAt && price !== null && cost.kind !== 'locked' ? price.credits : 0;

  useEffect(() => {
    costPointedAt(pending);
    return costLeft;
  }, [pending, costPointedAt, costLeft]);

  function press(event: MouseEvent) {
    putAway();
    const isDoubleClick = event.detail > 1;
    if (cost.kind === 'ready' && !busy && !isDoubleClick) onGenerate();
  }

  function putAway() {
    setPointedAt(false);
    setPinned(false);
  }

  function ignoreHeldKey(event: KeyboardEvent) {
    if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
  }

  function putAwayOnceLeft({ currentTarget, relatedTarget }: FocusEvent) {
    if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) putAway();
  }

  const open = pointedAt || pinned;
  useEscape(open, putAway);
  usePressOutside(element, open, putAway);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only sees the focus leave the buttons inside.
    <div
      ref={element}
      className="relative"
      onBlur={putAwayOnceLeft}
      // The pointer may move on to the arithmetic and read it there.
      onPointerLeave={() => setPointedAt(false)}
    >
      <div className="flex items-center gap-2 lg:block">
        <Button
          look="primary"
          className="min-h-11 w-full text-base"
          aria-disabled={cost.kind !== 'ready' || undefined}
          aria-busy={busy}
          aria-describedby={open ? tooltipId : undefined}
          onPointerEnter={(event) => event.pointerType !== 'touch' && setPointedAt(true)}
          onFocus={() => setPointedAt(true)}
          onBlur={() => setPointedAt(false)}
          onKeyDown={ignoreHeldKey}
          onClick={press}
        >
          <span>
            {verb}, <span className="opacity-80">{priceOnButton(cost, formats)}</span>
          </span>
        </Button>
        <button
          type="button"
          aria-expanded={pinned}
          aria-describedby={open ? tooltipId : undefined}
          className="grid size-11 shrink-0 place-items-center rounded-md text-ink-muted text-sm hover:text-ink lg:mt-1 lg:block lg:h-9 lg:w-auto lg:underline lg:underline-offset-4"
          onClick={() => setPinned(!pinned)}
        >
          <span className="lg:hidden">
            <InfoIcon />
          </span>
          <span className="max-lg:sr-only">How this is priced</span>
        </button>
      </div>
      {open && (
        <div
          role="tooltip"
          id={tooltipId}
          className="absolute inset-x-0 bottom-full z-20 mb-2 rounded-md border border-transparent bg-ink px-3.5 py-2.5 text-sm text-surface lg:top-full lg:bottom-auto lg:mt-2 lg:mb-0"
        >
          {explanation(cost, remaining, formats).map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      )}
    </div>
  );
}

function priceOnButton(cost: Cost, formats: Formats): string {
  switch (cost.kind) {
    case 'ready':
      return formats.credits(cost.estimate.credits);
    case 'short':
      return `${formats.credits(cost.estimate.credits)}, ${formats.integer(cost.missing)} short`;
    case 'locked':
      return 'not in your plan';
    case 'blocked':
      return cost.estimate ? formats.credits(cost.estimate.credits) : 'nothing to price yet';
    case 'nothing':
    case 'invalid':
      return 'nothing to price yet';
  }
}

function explanation(cost: Cost, remaining: number, formats: Formats): string[] {
  const price = priceOf(cost);
  if (price === null) {
    return [
      cost.kind === 'invalid'
        ? cost.message
        : 'There is nothing to price yet. Fill in the form and the cost stands here.',
    ];
  }
  const arithmetic = formatDerivation(price, formats);
  const card = `Rate card ${price.rateCardVersion}, rule ${price.ruleId}.`;
  switch (cost.kind) {
    case 'ready':
      return [
        arithmetic,
        `Leaves ${formats.integer(remaining - price.credits)} of the ${formats.integer(remaining)} you have.`,
        card,
      ];
    case 'short':
      return [
        arithmetic,
        `You have ${formats.integer(remaining)}: ${formats.integer(cost.missing)} short.`,
        card,
      ];
    case 'locked':
      return [arithmetic, 'This tool is not in your plan.', card];
    default:
      return [arithmetic, 'Nothing can be spent now.', card];
  }
}
