import { ApiError } from '../api/api-error.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

interface FailureNoticeProps {
  error: Error;
  /** What could not be done: `Your balance could not be loaded`. */
  what: string;
  onRetry?: (() => void) | undefined;
}

/** What happened, whether anything was charged, what to do, and the id that support needs. */
export function FailureNotice({ error, what, onRetry }: FailureNoticeProps) {
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <Notice
      tone="stop"
      announced
      title={what}
      actions={onRetry && <Button onClick={onRetry}>Try again</Button>}
    >
      <p>{explain(error)}</p>
      {requestId && (
        <p>
          Request <code className="break-all">{requestId}</code>
        </p>
      )}
    </Notice>
  );
}

function explain(error: Error): string {
  if (!(error instanceof ApiError)) return 'Something in this page failed. Reload the page and try again.';
  const { failure } = error;
  switch (failure.kind) {
    case 'unreachable':
      return navigator.onLine
        ? 'The billing service cannot be reached. Try again in a moment.'
        : 'You are offline. Try again once you are connected.';
    case 'session-ended':
      return 'Your session has ended. Sign in again to go on.';
    case 'unintelligible':
      return 'The billing service gave an answer that makes no sense. It is not your doing; try again in a moment.';
    case 'problem':
      if (error.isBusy) {
        return `The billing service has trouble right now (${failure.problem.title}). Try again in a moment.`;
      }
      return failure.problem.detail ?? `${failure.problem.title}.`;
  }
}
