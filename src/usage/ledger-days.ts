import { type Instant, instantAt } from '../units/instants.ts';

/** A day of some zone's calendar, `YYYY-MM-DD`. Sorting such strings sorts the days. */
type Day = string;

const DAY_MS = 86_400_000;
const QUARTER_HOUR_MS = 900_000;
/** No zone's midnight is farther than this from that of UTC. */
const FARTHEST_MS = 16 * 3_600_000;

/** The day on which a moment falls in the zone, an IANA name. Swedish writes dates as `YYYY-MM-DD`. */
export function localDay(ms: number, timeZone: string): Day {
  return new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' }).format(ms);
}

/** Whether there is such a day in the calendar. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  // Of 30 February some engines make 2 March.
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}

/** The day so many days after this one; before it where negative. */
export function shiftedDay(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/**
 * When a day begins in the zone. Found by bisection, because only the zone knows: where clocks go forward at midnight
 * a day begins at 01:00, and one that a zone skipped is where the day after it begins. Always on a quarter of an hour.
 */
export function startOfDay(day: Day, timeZone: string): Instant {
  const utcMs = Date.parse(day);
  let before = (utcMs - FARTHEST_MS) / QUARTER_HOUR_MS;
  let after = (utcMs + FARTHEST_MS) / QUARTER_HOUR_MS;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (localDay(middle * QUARTER_HOUR_MS, timeZone) < day) before = middle;
    else after = middle;
  }
  return instantAt(after * QUARTER_HOUR_MS);
}
