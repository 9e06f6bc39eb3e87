import type { Interval, Period } from '../../src/api/schemas.ts';
import type { Instant } from '../../src/units/instants.ts';
import { canonicalInstant, inUtc, secondsOf, shifted } from './instant.ts';

/**
 * Boundary `n` of a subscription: its anchor plus `n` months or years in UTC, the day clamped to the month's end, the
 * time of day kept. Always counted from the anchor and never from the boundary before, so 31 January gives 28 February
 * and then 31 March, and 29 February returns in every leap year. RangeError for a bad instant, interval or `n`.
 */
export function boundary(anchor: Instant, n: number, interval: Interval): Instant {
  if (!Number.isInteger(n)) throw new RangeError(`Boundaries are counted in whole numbers, not ${n}.`);
  return shifted(anchor, { months: n * monthsIn(interval) });
}

/**
 * The one period that holds `now`, half-open: at the very instant of a boundary the new period has begun.
 * RangeError before the anchor.
 */
export function periodAt(anchor: Instant, now: Instant, interval: Interval): Period {
  const n = boundariesPassed(anchor, now, interval);
  return { start: boundary(anchor, n, interval), end: boundary(anchor, n + 1, interval) };
}

/** The next `count` boundaries strictly after `after`, soonest first. RangeError before the anchor. */
export function upcoming(anchor: Instant, after: Instant, interval: Interval, count: number): Instant[] {
  const next = boundariesPassed(anchor, after, interval) + 1;
  return Array.from({ length: count }, (_, k) => boundary(anchor, next + k, interval));
}

/** How many boundaries after the anchor have come by `now`: the number of the boundary that began its period. */
function boundariesPassed(anchor: Instant, now: Instant, interval: Interval): number {
  if (secondsOf(now) < secondsOf(anchor)) throw new RangeError(`${now} is before the anchor ${anchor}.`);
  const start = inUtc(anchor);
  const moment = inUtc(now);
  const calendarMonths = (moment.year - start.year) * 12 + moment.month - start.month;
  // Boundary n never leaves its calendar month, so `latest` is the only one that may lie on either side of `now`.
  const latest = Math.floor(calendarMonths / monthsIn(interval));
  return boundary(anchor, latest, interval) <= canonicalInstant(now) ? latest : latest - 1;
}

function monthsIn(interval: Interval): number {
  switch (interval) {
    case 'month':
      return 1;
    case 'year':
      return 12;
    default:
      throw new RangeError(`An interval is "month" or "year", not "${interval}".`);
  }
}
