import { useEffect, useState } from 'react';

/** Whoever has waited so long wants to know that something is still under way. */
const SLOW_MS = 4000;

/**
 * A grey block of the size of what will stand there, so that nothing jumps; to assistive technology, "Loading". After
 * a while it says that the answer is still awaited.
 */
export function Skeleton({ className }: { className: string }) {
  const slow = useSlow(true);
  return (
    <span
      aria-busy="true"
      className={`block overflow-hidden rounded bg-surface-sunken ${slow ? 'p-3 text-ink-muted text-sm' : 'animate-pulse'} ${className}`}
    >
      {slow ? (
        <span role="status">Still loading: the answer is slow to come.</span>
      ) : (
        <span className="sr-only">Loading</span>
      )}
    </span>
  );
}

/** Whether `waiting` has been true for longer than one waits without wondering. */
export function useSlow(waiting: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [waiting]);
  return slow;
}
