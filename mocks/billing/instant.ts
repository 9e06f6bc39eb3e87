import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../../src/units/instants.ts';

/**
 * Any ISO 8601 instant as UTC in whole seconds, `YYYY-MM-DDTHH:mm:ssZ`. Fractions of a second are floored: always
 * toward the past, before 1970 too. RangeError for any other text (a local time without an offset is no instant) and
 * for years that four digits cannot write.
 */
export function canonicalInstant(text: string): Instant {
  return inWholeSeconds(readInstant(text));
}

/** Whole seconds since 1970-01-01T00:00:00Z, negative before it. RangeError as in `canonicalInstant`. */
export function secondsOf(instant: Instant): number {
  return Math.floor(readInstant(instant).epochMilliseconds / 1000);
}

/** The instant that many seconds after 1970-01-01T00:00:00Z. RangeError as in `canonicalInstant`. */
export function instantOf(seconds: number): Instant {
  return inWholeSeconds(Temporal.Instant.fromEpochMilliseconds(seconds * 1000));
}

/** The same moment as a calendar date and a time of day in UTC. RangeError as in `canonicalInstant`. */
export function inUtc(instant: Instant): Temporal.ZonedDateTime {
  return readInstant(instant).toZonedDateTimeISO('UTC');
}

/**
 * The instant a duration away on the UTC calendar; the duration is ISO 8601, such as `-P3DT4H`, or its parts. Adding
 * months keeps the day and the time of day, the day clamped to the month's end. RangeError for a text that is no
 * duration, and as in `canonicalInstant`.
 */
export function shifted(instant: Instant, by: string | Temporal.DurationLike): Instant {
  return inWholeSeconds(inUtc(instant).add(by).toInstant());
}

function readInstant(text: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(withShortFraction(text));
  } catch {
    throw new RangeError(`"${text}" is not an ISO 8601 instant, such as 2026-01-31T09:00:00Z.`);
  }
}

/** Temporal refuses a fraction of more than nine digits. One will do, since it is floored away. */
function withShortFraction(text: string): string {
  return text.replace(/([.,]\d)\d+/, '$1');
}

function inWholeSeconds(instant: Temporal.Instant): Instant {
  const text = instant.toString({ smallestUnit: 'second', roundingMode: 'floor' });
  // Temporal writes years outside 0000 to 9999 with a sign and six digits.
  if (!/^\d{4}-/.test(text)) throw new RangeError(`${text} is outside the years 0000 to 9999.`);
  return text;
}
