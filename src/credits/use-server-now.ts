import { useSyncExternalStore } from 'react';
import { serverClock } from '../api/server-clock.ts';

/**
 * The server's time in milliseconds since 1970, floored to `stepMs`; renders anew when that changes. Null before the
 * first reply.
 */
export function useServerNow(stepMs: number): number | null {
  return useSyncExternalStore(everySecond, () => {
    const now = serverClock.now();
    return now === null ? null : Math.floor(now / stepMs) * stepMs;
  });
}

function everySecond(listener: () => void): () => void {
  const timer = setInterval(listener, 1000);
  return () => clearInterval(timer);
}
