import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { rateCardQueries } from '../api/rate-card.ts';
import type { GenerationEntry } from '../api/schemas.ts';
import { formatDerivation } from '../credits/derivation.ts';
import { FailureNotice } from '../credits/failure-notice.tsx';
import type { Estimate, RateCard, Unpriced } from '../estimator/index.ts';
import { Button } from '../ui/button.tsx';
import { useFormats } from '../ui/formats-context.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { useSlow } from '../ui/skeleton.tsx';
import type { Formats } from '../units/formats.ts';
import { recompute } from './ledger-recomputation.ts';

/** Prices an entry's request anew, under the card of its time and under today's. */
export function Recompute({ entry }: { entry: GenerationEntry }) {
  const [asked, setAsked] = useState(false);
  const then = useQuery({ ...rateCardQueries.version(entry.rateCardVersion), enabled: asked });
  const today = useQuery({ ...rateCardQueries.inForce(), enabled: asked });
  const isAsking = then.isFetching || today.isFetching;
  const slow = useSlow(isAsking);
  const error = then.error ?? today.error;
  const askAgain = () => void Promise.all([then.refetch(), today.refetch()]);
  return (
    <div className="mt-5">
      <Button
        aria-busy={isAsking}
        className="print:hidden"
        onClick={() => {
          setAsked(true);
          if (error) askAgain();
        }}
      >
        Recompute
      </Button>
      <div role="status" className="mt-3 empty:hidden">
        {slow && (
          <p className="text-ink-muted text-sm">Still recomputing: the rate cards are slow to come.</p>
        )}
        {asked && then.data && today.data && (
          <Result entry={entry} cardThen={then.data} cardToday={today.data} />
        )}
      </div>
      {error && (
        <div className="mt-4">
          <FailureNotice
            error={error}
            what="The rate cards could not be loaded to recompute this. Nothing was charged for asking"
            onRetry={askAgain}
          />
        </div>
      )}
    </div>
  );
}

interface ResultProps {
  entry: GenerationEntry;
  cardThen: RateCard;
  cardToday: RateCard;
}

function Result({ entry, cardThen, cardToday }: ResultProps) {
  const formats = useFormats();
  const { matches, atItsTime, today } = recompute(entry, cardThen, cardToday);
  const charged = formats.credits(entry.credits);
  const given = `Rate card ${cardThen.version} gives ${priceInWords(atItsTime, formats)}`;
  return (
    <div className="space-y-3 text-sm">
      {matches ? (
        <div className="flex gap-2.5">
          <CheckIcon />
          <p>
            <span className="font-medium">Match.</span> {given}; {charged} were charged.
          </p>
        </div>
      ) : (
        <Notice tone="stop" title={`Mismatch: ${charged} were charged`}>
          <p>{given}. Tell support the entry’s id.</p>
        </Notice>
      )}
      <p>
        {today.ok
          ? `Today, under rate card ${cardToday.version}: ${formatDerivation(today, formats)}${differenceInWords(today.credits - entry.credits, formats)}.`
          : `Today there is no price under rate card ${cardToday.version}: ${whyNone(today)}`}
      </p>
    </div>
  );
}

function priceInWords(price: Estimate | Unpriced, formats: Formats): string {
  return price.ok ? formatDerivation(price, formats) : 'no price for it';
}

function differenceInWords(difference: number, formats: Formats): string {
  if (difference === 0) return ', the same';
  return `, ${formats.integer(Math.abs(difference))} ${difference > 0 ? 'more' : 'less'}`;
}

/** The estimator speaks of what to choose; nothing is to be chosen here. */
function whyNone({ reason, message }: Unpriced): string {
  switch (reason) {
    case 'unknown-tool':
      return 'the tool is no longer offered.';
    case 'unknown-model':
      return 'the model is no longer offered.';
    case 'unpriced-combination':
      return 'this combination of options is no longer offered.';
    default:
      return message;
  }
}
