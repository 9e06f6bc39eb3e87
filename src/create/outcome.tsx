import { useEffect, useRef } from 'react';
import { ApiError } from '../api/api-error.ts';
import type { GenerationReply, OfferedPlan } from '../api/schemas.ts';
import { ChargeProgress } from '../credits/charge-progress.tsx';
import { formatDerivation } from '../credits/derivation.ts';
import { describeRequest } from '../credits/describe-entry.ts';
import { FailureNotice, RequestId } from '../credits/failure-notice.tsx';
import type { Estimate } from '../estimator/index.ts';
import { toolKind } from '../meter/tool-kinds.ts';
import { useFormats } from '../ui/formats-context.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import type { useGeneration } from './use-generation.ts';

type Generation = ReturnType<typeof useGeneration>;

interface OutcomeProps {
  generation: Generation;
  plans: readonly OfferedPlan[];
}

/** What came of the last press: a receipt, or why nothing was charged. */
export function Outcome({ generation, plans }: OutcomeProps) {
  const { reply, error } = generation;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (reply === null && error === null) return;
    place.current?.scrollIntoView({ block: 'nearest' });
    // The button that asked again is gone.
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, [reply, error]);
  return (
    <div ref={place} tabIndex={-1} className="outline-none">
      <ChargeProgress {...generation} />
      {error !== null && <Refused error={error} generation={generation} plans={plans} />}
      {error === null && reply !== null && <Receipt reply={reply} />}
    </div>
  );
}

function Receipt({ reply: { entry, balance } }: { reply: GenerationReply }) {
  const formats = useFormats();
  const price = {
    ...entry.derivation,
    ok: true,
    credits: entry.credits,
    rateCardVersion: entry.rateCardVersion,
  } as const;
  return (
    <section aria-label="Receipt" className="border-hairline border-t pt-4">
      <div role="status" className="flex gap-2.5">
        <CheckIcon />
        <p className="font-medium">
          {formats.credits(entry.credits)} charged, {formats.integer(balance.remaining)} left
        </p>
      </div>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-ink-muted text-sm">
        <dt>What</dt>
        <dd className="text-ink">
          {toolKind(entry.request.tool).label}
          {describeRequest(entry.request, formats) && `, ${describeRequest(entry.request, formats)}`}
        </dd>
        <dt>How</dt>
        <dd className="text-ink">{formatDerivation(price, formats)}</dd>
        <dt>When</dt>
        <dd className="text-ink">
          <time dateTime={entry.at}>{formats.moment(entry.at).local}</time>
        </dd>
        <dt>Entry</dt>
        <dd className="text-ink">{entry.id}</dd>
      </dl>
    </section>
  );
}

function Refused({ error, generation, plans }: OutcomeProps & { error: Error }) {
  const formats = useFormats();
  const { asked, shown, again, isOpen } = generation;
  if (isOpen) {
    return (
      <FailureNotice
        error={error}
        what="It is not known yet whether this was charged. Trying again finds out and never charges twice"
        onRetry={again}
      />
    );
  }
  const problem = error instanceof ApiError ? error.problem : null;
  if (problem?.code === 'price_changed' && problem.estimate) {
    return (
      <PriceChanged shownCredits={asked?.credits ?? 0} shown={shown} now={problem.estimate} error={error} />
    );
  }
  if (problem?.code === 'insufficient_credits') {
    const covering = plans.find(({ id }) => id === problem.planId);
    return (
      <Notice tone="stop" announced title="Not enough credits. Nothing was charged">
        <p>
          It takes {formats.credits(problem.required ?? asked?.credits ?? 0)} and{' '}
          {formats.integer(problem.remaining ?? 0)} are left.{' '}
          {covering ? `${covering.name} would cover it.` : ''}
        </p>
        <RequestId error={error} />
      </Notice>
    );
  }
  return <FailureNotice error={error} what="This was not generated. Nothing was charged" />;
}

interface PriceChangedProps {
  shownCredits: number;
  /** Null after a reload: then the sum is known, its arithmetic is not. */
  shown: Estimate | null;
  now: Estimate;
  error: Error;
}

/** The price that was shown beside the one in force. The button carries the new one: pressing it agrees. */
function PriceChanged({ shownCredits, shown, now, error }: PriceChangedProps) {
  const formats = useFormats();
  return (
    <Notice tone="stop" announced title="The price has changed. Nothing was charged">
      <dl className="mt-1 grid grid-cols-2 gap-4">
        <div>
          <dt>Shown{shown && `, rate card ${shown.rateCardVersion}`}</dt>
          <dd className="line-through">{formats.credits(shownCredits)}</dd>
          {shown && <dd>{formatDerivation(shown, formats)}</dd>}
        </div>
        <div>
          <dt>Now, rate card {now.rateCardVersion}</dt>
          <dd className="font-medium text-ink">{formats.credits(now.credits)}</dd>
          <dd>{formatDerivation(now, formats)}</dd>
        </div>
      </dl>
      <p className="mt-2">The button carries the new price. Press it to agree.</p>
      <RequestId error={error} />
    </Notice>
  );
}
