import { ApiError } from './api-error.ts';

/** A server that asks for a longer pause is not waited for: whoever looks is told how long it wants. */
export const LONGEST_PAUSE_MS = 30_000;

/** No timer waits for more than 24 days, and nobody for more than one. */
const LONGEST_ASKED_MS = 86_400_000;

/** The pauses double from here. */
const FIRST_PAUSE_MS = 400;
const LONGEST_BACKOFF_MS = 8000;

/** Whether the server said for how long to leave it alone, and that is too long to keep somebody waiting. */
export function asksForLongPause(error: Error): boolean {
  return error instanceof ApiError && (error.retryAfterMs ?? 0) > LONGEST_PAUSE_MS;
}

/**
 * Milliseconds before the next attempt, after so many failures before this one: what the server asked for, else ever
 * longer. Up to half of a pause of our own, and a second of the server's, is left to chance, so that the many who
 * failed at one moment do not return at one moment.
 */
export function pauseAfter(failures: number, error: Error, chance = Math.random()): number {
  const asked = error instanceof ApiError ? error.retryAfterMs : null;
  if (asked !== null) return asked + chance * 1000;
  return Math.min(LONGEST_BACKOFF_MS, FIRST_PAUSE_MS * 2 ** failures) * (1 - chance / 2);
}

/**
 * `Retry-After` in milliseconds from now, at most a day, given in seconds or as an HTTP date; null where there is none.
 * A date is counted from the reply's own, since the machine's clock may be wrong.
 */
export function parseRetryAfter(headers: Headers, nowMs: number): number | null {
  const asked = headers.get('Retry-After')?.trim() ?? '';
  const said = Date.parse(headers.get('Date') ?? headers.get('As-Of') ?? '');
  const ms = /^\d+$/.test(asked)
    ? Number(asked) * 1000
    : Date.parse(asked) - (Number.isNaN(said) ? nowMs : said);
  return Number.isNaN(ms) ? null : Math.min(LONGEST_ASKED_MS, Math.max(0, ms));
}
