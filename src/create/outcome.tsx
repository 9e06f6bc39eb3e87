import { useEffect, useRef } from 'react';
import { ApiError } from '../api/api-error.ts';
import type { GenerationBody, GenerationReply, OfferedPlan } from '../api/schemas.ts';
import { describeRequest } from '../credits/describe-entry.ts';
import { FailureNotice } from '../credits/failure-notice.tsx';
import { toolKind } from '../meter/tool-kinds.ts';
import { useFormats } from '../ui/formats-context.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { formatDerivation } from './derivation.ts';

interface OutcomeProps {
  reply: GenerationReply | null;
  /** What was asked for last, whatever came of it. */
  asked: GenerationBody | null;
  error: Error | null;
  plans: readonly OfferedPlan[];
  onAgain: () => void;
}

/** What came of the last press: a receipt, or why nothing was charged. */
export function Outcome({ reply, asked, error, plans, onAgain }: OutcomeProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (reply !== null || error !== null)
      place.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [reply, error]);
  return (
    <div ref={place}>
      {error !== null && asked !== null && (
        <Refused error={error} asked={asked} plans={plans} onAgain={onAgain} />
      )}
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

interface RefusedProps {
  error: Error;
  asked: GenerationBody;
  plans: readonly OfferedPlan[];
  onAgain: () => void;
}

function Refused({ error, asked, plans, onAgain }: RefusedProps) {
  const formats = useFormats();
  if (!(error instanceof ApiError)) return <FailureNotice error={error} what="This could not be generated" />;
  const { problem } = error;
  if (problem?.code === 'price_changed' && problem.estimate) {
    return (
      <Notice tone="stop" announced title="The price has changed. Nothing was charged">
        <p>
          It was {formats.credits(asked.credits)}; it is {formats.credits(problem.estimate.credits)} now:{' '}
          {formatDerivation(problem.estimate, formats)} (rate card {problem.estimate.rateCardVersion}). The
          button carries the new price; press it to agree.
        </p>
      </Notice>
    );
  }
  if (problem?.code === 'insufficient_credits') {
    const covering = plans.find(({ id }) => id === problem.planId);
    return (
      <Notice tone="stop" announced title="Not enough credits. Nothing was charged">
        <p>
          It takes {formats.credits(problem.required ?? asked.credits)} and{' '}
          {formats.integer(problem.remaining ?? 0)} are left.{' '}
          {covering ? `${covering.name} would cover it.` : ''}
        </p>
      </Notice>
    );
  }
  if (error.isUncertain) {
    return (
      <FailureNotice
        error={error}
        what="It is not known yet whether this was charged. Try again finds out and never charges twice"
        onRetry={onAgain}
      />
    );
  }
  return <FailureNotice error={error} what="This was not generated. Nothing was charged" />;
}
