/** A moment in UTC to the whole second, `YYYY-MM-DDTHH:mm:ssZ`. Sorting such strings sorts the moments. */
export type Instant = string;

/** Milliseconds since 1970 of an instant; NaN for text that is none. */
export function epochMs(instant: Instant): number {
  return Date.parse(instant);
}

/** The instant at or just before `ms` milliseconds since 1970: fractions of a second are floored. */
export function instantAt(ms: number): Instant {
  return `${new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}
