import { ApiError } from '../api/api-error.ts';
import { Button } from '../ui/button.tsx';
import { useFormats } from '../ui/formats-context.tsx';
import { Notice } from '../ui/notice.tsx';
import type { Formats } from '../units/formats.ts';

interface FailureNoticeProps {
  error: Error;
  /** What could not be done, and whether anything was charged: `Your balance could not be loaded. Nothing was charged for asking`. */
  what: string;
  onRetry?: (() => void) | undefined;
}

/** What happened, whether anything was charged, what to do, and the id that support needs. */
export function FailureNotice({ error, what, onRetry }: FailureNoticeProps) {
  const formats = useFormats();
  // A capture has no more to give, however often it is asked.
  const isFinal = error instanceof ApiError && error.code === 'not_in_snapshot';
  return (
    <Notice
      tone={isFinal ? 'info' : 'stop'}
      announced
      title={what}
      actions={!isFinal && onRetry && <Button onClick={onRetry}>Try again</Button>}
    >
      <p>{explain(error, formats)}</p>
      <RequestId error={error} />
    </Notice>
  );
}

/** The id under which support finds the request: the one that was sent, whether or not a reply came. */
export function RequestId({ error }: { error: Error }) {
  if (!(error instanceof ApiError)) return null;
  return (
    <p>
      Request <code className="break-all">{error.requestId}</code>
    </p>
  );
}

function explain(error: Error, formats: Formats): string {
  if (!(error instanceof ApiError)) return 'Something in this page failed. Reload the page and try again.';
  const { failure, retryAfterMs } = error;
  const when = retryAfterMs ? `in ${formats.span(retryAfterMs)}` : 'in a moment';
  switch (failure.kind) {
    case 'unreachable':
      return navigator.onLine
        ? 'The billing service cannot be reached. Try again in a moment.'
        : 'You are offline. Try again once you are connected.';
    case 'timed-out':
      return 'The billing service did not answer in time. Try again in a moment.';
    case 'session-ended':
      return 'Your session has ended. Sign in again to go on.';
    case 'unintelligible':
      return `The billing service gave an answer that makes no sense. It is not your doing; try again ${when}.`;
    case 'problem':
      if (error.isBusy) {
        return `The billing service has trouble right now (${failure.problem.title}). Try again ${when}.`;
      }
      return failure.problem.detail ?? `${failure.problem.title}.`;
  }
}
