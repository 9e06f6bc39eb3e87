import { ApiError } from '../api/api-error.ts';
import { useFormats } from '../ui/formats-context.tsx';
import { useSlow } from '../ui/skeleton.tsx';

interface ChargeProgressProps {
  isPending: boolean;
  /** How the last attempt failed, while another one is made. */
  lastFailure: Error | null;
}

/** Why a charge takes its time: no answer so far, a server that asks for a pause, or one that is slow. */
export function ChargeProgress({ isPending, lastFailure }: ChargeProgressProps) {
  const formats = useFormats();
  const slow = useSlow(isPending);
  const pauseMs = lastFailure instanceof ApiError ? lastFailure.retryAfterMs : null;
  let sentence = '';
  if (pauseMs !== null) {
    sentence = `The billing service asks for a pause of ${formats.span(pauseMs)}. Then the same request goes out again; you are not charged twice.`;
  } else if (lastFailure !== null) {
    sentence = 'No answer came yet. Finding out what happened; you are not charged twice.';
  } else if (slow) {
    sentence = 'Still waiting for the answer. There is no need to press again; you are not charged twice.';
  }
  return (
    <p role="status" className={sentence === '' ? 'sr-only' : 'text-sm'}>
      {sentence}
    </p>
  );
}
