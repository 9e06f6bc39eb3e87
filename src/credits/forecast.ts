import { epochMs, type Instant, instantAt } from '../units/instants.ts';
import { calendarDays, type DayOf, type DayStretch, dayFinder, daysBetween } from '../units/local-days.ts';
import { spread } from '../units/spread.ts';

/** Will the credits last until they reset? Always a range, never one date; meant to hold four times out of five. */
export type Forecast =
  /** They run out at some moment from `earliest` to `latest`, both before the reset. */
  | { kind: 'runs-out'; earliest: Instant; latest: Instant }
  /** They may run out from `earliest` on, or last past the reset with up to `mostSpare` to spare. */
  | { kind: 'may-run-out'; earliest: Instant; mostSpare: number }
  /** They last past the reset; so many credits are left then. */
  | { kind: 'lasts'; spare: { least: number; about: number; most: number } }
  /** Fewer whole days with credits to spend are known than it takes to judge. */
  | { kind: 'silent'; reason: 'short-history'; daysKnown: number; daysNeeded: number }
  | { kind: 'silent'; reason: 'nothing-left' | 'cycle-over' };

export interface ForecastInput {
  /** Credits by local day, in any order: rows of one day add up, and a day without a row used nothing. */
  usage: readonly { day: string; credits: number }[];
  /** The zone whose days those are. */
  timeZone: string;
  /** Credits left at `now`. */
  remaining: number;
  cycle: { start: Instant; end: Instant };
  /** All cycles so far, in any order; `expired` is null while one runs. */
  cycles: readonly { start: Instant; end: Instant; expired: number | null }[];
  now: Instant;
}

/** Draws one course that the `count` days after a history may take: credits by day, as the history, oldest first. */
type DrawDays = (history: readonly number[], count: number, random: () => number) => number[];

/** How far back from today usage is looked at, and has to be given if there is any. */
export const HISTORY_DAYS = 168;
const DAYS_NEEDED = 14;
const HALF_LIFE_DAYS = 5;
const COURSES = 500;
/** The share of courses left out at each end of a range. */
const TAIL = 0.1;

const DAY_MS = 86_400_000;

/**
 * Whether and when the credits run out before the cycle ends, from the usage of all days before today. A day's sum says
 * nothing of its hours, so `earliest` is the first moment of a local day (or `now`) and `latest` the last second of one
 * (or of the cycle). Equal input gives an equal answer. The bench measures other methods in place of `drawDays`.
 */
export function forecast(input: ForecastInput, drawDays: DrawDays = drawLikeRecentDays): Forecast {
  const { remaining, cycle, now } = input;
  if (now >= cycle.end) return { kind: 'silent', reason: 'cycle-over' };
  if (remaining <= 0) return { kind: 'silent', reason: 'nothing-left' };

  const dayOf = dayFinder(input.timeZone);
  const history = historyOf(input, dayOf);
  if (history.length < DAYS_NEEDED) {
    return { kind: 'silent', reason: 'short-history', daysKnown: history.length, daysNeeded: DAYS_NEEDED };
  }

  const days = daysBetween(epochMs(now), epochMs(cycle.end), dayOf);
  const random = repeatableRandom();
  const outcomes = Array.from({ length: COURSES }, () =>
    spend(drawDays(history, days.length, random), days, remaining),
  );
  const spare = rangeOf(outcomes.map(({ left }) => Math.round(left)));
  const dayOut = rangeOf(outcomes.map(({ dayOut }) => dayOut));
  const first = days[dayOut.least];
  const last = days[dayOut.most];
  if (!first) return { kind: 'lasts', spare };
  const earliest = instantAt(first.startMs);
  if (!last) return { kind: 'may-run-out', earliest, mostSpare: spare.most };
  return { kind: 'runs-out', earliest, latest: instantAt(last.endMs - 1000) };
}

/**
 * The days to come are drawn from the days gone by, recent ones more often, and each drawn day is from then on one of
 * those gone by: a Pólya urn whose weights halve every five days. So courses part the more, the less the history tells.
 */
function drawLikeRecentDays(history: readonly number[], count: number, random: () => number): number[] {
  const days = [...history];
  while (days.length < history.length + count) {
    // Ages from 0 to days.length - 1, each with the weight 2^(-age / HALF_LIFE_DAYS), by inversion.
    const weightOfAll = 1 - 2 ** (-days.length / HALF_LIFE_DAYS);
    const age = Math.floor(-HALF_LIFE_DAYS * Math.log2(1 - random() * weightOfAll));
    days.push(days.at(-1 - age) ?? 0);
  }
  return days.slice(history.length);
}

/** What a course leaves, below 0 where it wants more than there is, and the number of the day on which that runs out. */
function spend(course: readonly number[], days: readonly DayStretch[], remaining: number) {
  let left = remaining;
  let dayOut = days.length;
  for (const [i, { startMs, endMs }] of days.entries()) {
    left -= (course[i] ?? 0) * Math.min(1, (endMs - startMs) / DAY_MS);
    if (left <= 0) dayOut = Math.min(dayOut, i);
  }
  return { dayOut, left };
}

/** The middle of some figures, and how far they reach to both sides without the tails. */
function rangeOf(figures: readonly number[]): { least: number; about: number; most: number } {
  const sorted = figures.toSorted((a, b) => a - b);
  const cut = Math.floor(sorted.length * TAIL);
  const at = (place: number) => sorted[place] ?? Number.NaN;
  return { least: at(cut), about: at(Math.floor(sorted.length / 2)), most: at(sorted.length - 1 - cut) };
}

/** Credits of each day before today on which there were any to spend, oldest first. */
function historyOf({ usage, cycle, cycles, now }: ForecastInput, dayOf: DayOf): number[] {
  const creditsByDay = new Map<string, number>();
  for (const { day, credits } of usage) creditsByDay.set(day, (creditsByDay.get(day) ?? 0) + credits);
  const creditsOn = (day: string) => creditsByDay.get(day) ?? 0;

  const dry = new Set(cycles.flatMap((past) => dryDays(past, creditsOn, dayOf)));
  const today = dayOf(epochMs(now));
  const opened = [cycle, ...cycles].map(({ start }) => dayOf(epochMs(start))).toSorted()[0] ?? today;
  return calendarDays(opened, today)
    .slice(-HISTORY_DAYS)
    .filter((day) => !dry.has(day))
    .map(creditsOn);
}

/**
 * The unused days at the end of a cycle that ran out: of such days nobody knows what they would have used. A cycle ran
 * out if what expired is less than its busiest day took, since the last few credits may buy nothing that is wanted.
 */
function dryDays(
  { start, end, expired }: ForecastInput['cycles'][number],
  creditsOn: (day: string) => number,
  dayOf: DayOf,
): string[] {
  const days = calendarDays(dayOf(epochMs(start)), dayOf(epochMs(end)));
  if (expired === null || expired >= Math.max(...days.map(creditsOn))) return [];
  return days.slice(days.findLastIndex((day) => creditsOn(day) > 0) + 1);
}

/** Numbers in [0, 1) that look like chance and are the same in every run. */
function repeatableRandom(): () => number {
  let drawn = 0;
  return () => {
    drawn += 1;
    return spread(`${drawn}`);
  };
}
