import { type Instant, instantAt } from './instants.ts';

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

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const QUARTER_HOUR_MS = HOUR_MS / 4;
/** No zone's midnight is farther than this from that of UTC. */
const FARTHEST_MS = 16 * HOUR_MS;

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

/** When a day begins in the zone; one that the zone skipped begins with the day after it. */
export function startOfDay(day: Day, timeZone: string): Instant {
  const dayOf = dayFinder(timeZone);
  const utcMs = Date.parse(day);
  return instantAt(firstMsOf(utcMs - FARTHEST_MS, utcMs + FARTHEST_MS, (ms) => dayOf(ms) >= day));
}

/** When the local day after this moment's begins: a day has 26 hours at most. */
function nextDayMs(ms: number, dayOf: DayOf): number {
  const day = dayOf(ms);
  return firstMsOf(ms, ms + 26 * HOUR_MS, (later) => dayOf(later) > day);
}

/**
 * The first quarter of an hour of UTC after one moment and up to another that has begun a day, on which every day of
 * every zone begins. Found by bisection, because only the zone knows: a day may have 23, 24.5 or 25 hours, and where
 * clocks go forward at midnight it begins at 01:00.
 */
function firstMsOf(afterMs: number, untilMs: number, hasBegun: (ms: number) => boolean): number {
  let before = Math.floor(afterMs / QUARTER_HOUR_MS);
  let after = Math.ceil(untilMs / QUARTER_HOUR_MS);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (hasBegun(middle * QUARTER_HOUR_MS)) after = middle;
    else before = middle;
  }
  return after * QUARTER_HOUR_MS;
}
