/** Less than this apart, the two clocks only drift. */
const DRIFT_MS = 1000;

/**
 * The machine's clock in milliseconds since 1970, for as long as the page is open, but never put back: from there it
 * runs on, as the clock of a server would. Put ahead it is followed, since a machine that slept looks no different.
 */
export function createSteadyClock(wallMs: () => number, monotonicMs: () => number): () => number {
  let last = { wall: wallMs(), monotonic: monotonicMs() };
  let aheadMs = 0;
  return () => {
    const now = { wall: wallMs(), monotonic: monotonicMs() };
    const putBackMs = now.monotonic - last.monotonic - (now.wall - last.wall);
    if (putBackMs > DRIFT_MS) aheadMs += putBackMs;
    last = now;
    return now.wall + aheadMs;
  };
}
