import { epochMs, type Instant } from '../units/instants.ts';

/**
 * What time it is on the server. Every reply says it in `As-Of`, in whole seconds; between replies the clock runs on
 * a monotonic counter, so neither a wrong machine clock nor one that is set matters. While the server's clock is
 * frozen this one stands still too.
 */
export interface ServerClock {
  /** Milliseconds since 1970 on the server's clock, or null before the first reply. */
  now(): number | null;
  /** A reply came that was `tookMs` milliseconds under way, there and back, by the counter. */
  hear(reply: { asOf: Instant; frozen: boolean; tookMs: number }): void;
  isFrozen(): boolean;
}

export function createServerClock(monotonicMs: () => number): ServerClock {
  let heard: { serverMs: number; atMs: number; frozen: boolean } | null = null;

  function now(): number | null {
    if (heard === null) return null;
    return heard.frozen ? heard.serverMs : heard.serverMs + (monotonicMs() - heard.atMs);
  }

  return {
    now,
    hear({ asOf, frozen, tookMs }) {
      const serverMs = epochMs(asOf);
      const predicted = now();
      // By now it is at least what the reply says, and at most the rest of that second and all of its way later.
      const agrees =
        predicted !== null &&
        heard?.frozen === false &&
        !frozen &&
        predicted >= serverMs &&
        predicted < serverMs + 1000 + tookMs;
      if (!agrees) heard = { serverMs, atMs: monotonicMs(), frozen };
    },
    isFrozen: () => heard?.frozen ?? false,
  };
}

export const serverClock = createServerClock(() => performance.now());
