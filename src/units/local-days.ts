/** A day of some zone's calendar, `YYYY-MM-DD`. Sorting such strings sorts the days. */
export type Day = string;

/** Finds the day on which a moment, in milliseconds since 1970, falls in one zone. */
export type DayOf = (ms: number) => Day;

/** A stretch of one local day, half-open, in milliseconds since 1970. */
export interface DayStretch {
  day: Day;
  startMs: number;
  endMs: number;
}

const DAY_MS = 86_400_000;
const QUARTER_HOUR_MS = 900_000;

/** How to find the day of a moment in the zone, an IANA name. Swedish writes dates as `YYYY-MM-DD`. */
export function dayFinder(timeZone: string): DayOf {
  const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' });
  return (ms) => format.format(ms);
}

/** All days of the calendar from one up to and without another. */
export function calendarDays(first: Day, end: Day): Day[] {
  const firstMs = Date.parse(first);
  return Array.from({ length: Math.max(0, (Date.parse(end) - firstMs) / DAY_MS) }, (_, i) =>
    new Date(firstMs + i * DAY_MS).toISOString().slice(0, 10),
  );
}

/** The local days that tile the time from one moment to another, the first and the last of them cut short. */
export function daysBetween(fromMs: number, toMs: number, dayOf: DayOf): DayStretch[] {
  const days: DayStretch[] = [];
  let startMs = fromMs;
  while (startMs < toMs) {
    const day = dayOf(startMs);
    const endMs = Math.min(toMs, nextDayMs(startMs, dayOf));
    days.push({ day, startMs, endMs });
    startMs = endMs;
  }
  return days;
}

/**
 * When the local day after this moment's begins. Found by bisection, because only the zone knows: a day may have 23,
 * 24.5 or 25 hours and begin at 01:00, but it always begins on a quarter of an hour of UTC.
 */
function nextDayMs(ms: number, dayOf: DayOf): number {
  const day = dayOf(ms);
  let before = Math.floor(ms / QUARTER_HOUR_MS);
  let after = before + (26 * 3_600_000) / QUARTER_HOUR_MS;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayOf(middle * QUARTER_HOUR_MS) > day) after = middle;
    else before = middle;
  }
  return after * QUARTER_HOUR_MS;
}
