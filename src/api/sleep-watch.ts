/** Less than this apart, the two clocks only drift. */
const DRIFT_MS = 3000;

/**
 * Notices that the machine slept: on some platforms its monotonic counter stands still meanwhile, and what runs on it,
 * as the client's idea of the server's time does, falls behind. The function it returns says whether the machine's
 * clock and the counter parted since it was last asked. A clock that somebody set looks no different; in both cases
 * only the server knows what time it is.
 */
export function createSleepWatch(wallMs: () => number, monotonicMs: () => number): () => boolean {
  let apartMs = wallMs() - monotonicMs();
  return () => {
    const before = apartMs;
    apartMs = wallMs() - monotonicMs();
    return Math.abs(apartMs - before) > DRIFT_MS;
  };
}
