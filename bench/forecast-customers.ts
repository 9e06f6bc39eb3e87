import { type Instant, instantAt } from '../src/units/instants.ts';
import { spread } from '../src/units/spread.ts';
import type { ForecastInput } from '../src/usage/forecast.ts';

/** A moment in a customer's cycle: what a forecast may know of it, and what came of it. */
export interface Case {
  input: ForecastInput;
  /** The share of the cycle that is over, give or take a day. */
  point: number;
  /** Credits spent in the cycle so far. */
  used: number;
  /** When the credits ran out; null if they lasted past the reset. */
  outAt: Instant | null;
  /** What was left at the reset. */
  left: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const FIRST_DAY_MS = Date.parse('2026-01-05T00:00:00Z');
/** The cycle starts on this day, counted from the first; the days before it are the longest history. */
const CYCLE_DAY = 112;
const CYCLE_DAYS = 30;
const LAST_DAY = CYCLE_DAY + CYCLE_DAYS + 1;
/** Where in the cycle a forecast is asked for. */
export const POINTS = [0.05, 0.25, 0.5, 0.75];

/** Repeatable chance: uniform in [0, 1), and what is made of it. */
export type Chance = ReturnType<typeof createChance>;

export function createChance(seed: number) {
  let drawn = 0;
  const uniform = () => {
    drawn += 1;
    return spread(`${seed} ${drawn}`);
  };
  const between = (low: number, high: number) => low + (high - low) * uniform();
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  /** Arrivals in one unit of time at such a rate. */
  const poisson = (rate: number) => {
    let count = -1;
    for (let time = 0; time < rate; count += 1) time -= Math.log(1 - uniform());
    return Math.max(0, count);
  };
  return { uniform, between, normal, poisson };
}

/** How many generations a customer starts on each day on average, Monday 5 January 2026 first. */
type Rates = (chance: Chance, perDay: number) => number[];

const everyDay = (rate: (day: number) => number) => Array.from({ length: LAST_DAY }, (_, day) => rate(day));

/** Each kind's habit. A big job comes on top of its kind's. */
const HABITS: Record<string, Rates> = {
  steady: (_, perDay) => everyDay(() => perDay),
  'weekly rhythm': (chance, perDay) => {
    const weekend = chance.uniform() < 0.8 ? chance.between(0, 0.3) : chance.between(2, 5);
    return everyDay((day) => (day % 7 < 5 ? perDay : perDay * weekend));
  },
  bursty: (chance, perDay) => {
    const [quietDays, busyDays] = [chance.between(3, 9), chance.between(1.5, 5)];
    let busy = false;
    let rate = 0;
    return everyDay(() => {
      if (chance.uniform() < 1 / (busy ? busyDays : quietDays)) {
        busy = !busy;
        rate = perDay * (busy ? 2 * Math.exp(0.5 * chance.normal()) : chance.between(0, 0.2));
      }
      return rate;
    });
  },
  'one big job': (_, perDay) => everyDay(() => 0.4 * perDay),
  'slowing down': (chance, perDay) => {
    const [from, halfLife] = [CYCLE_DAY - chance.between(0, 40), chance.between(14, 56)];
    return everyDay((day) => 1.5 * perDay * 2 ** (-Math.max(0, day - from) / halfLife));
  },
};

export const KINDS = Object.keys(HABITS);

/** The moments in one customer's cycle at which credits are left. The allowance is such that it may or may not last. */
export function buildCases(kind: string, chance: Chance): Case[] {
  const rates = HABITS[kind]?.(chance, chance.between(3, 12)) ?? [];
  const size = 100 * Math.exp(0.7 * chance.normal());
  const sizeSpread = chance.between(0.5, 1.2);
  const startMs = FIRST_DAY_MS + CYCLE_DAY * DAY_MS + Math.floor(chance.between(0, 24)) * HOUR_MS;
  const joinedMs = startMs - Math.floor(chance.between(0, 4)) * CYCLE_DAYS * DAY_MS;

  const wishes: Generation[] = [];
  for (const [day, rate] of rates.entries()) {
    for (let left = chance.poisson(rate); left > 0; left -= 1) {
      wishes.push({
        atMs: FIRST_DAY_MS + day * DAY_MS + timeOfDayMs(chance),
        credits: Math.ceil(size * Math.exp(sizeSpread * chance.normal())),
      });
    }
  }
  const meanRate = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  let expected = CYCLE_DAYS * (kind === 'slowing down' ? (rates[CYCLE_DAY + 15] ?? 0) : meanRate);
  expected *= size * Math.exp(sizeSpread ** 2 / 2);

  if (kind === 'one big job') {
    const credits = expected * chance.between(1, 3);
    const jobMs = chance.between(joinedMs, startMs + CYCLE_DAYS * DAY_MS);
    const parts = Math.ceil(chance.between(0, 20));
    for (let part = 0; part < parts; part += 1) {
      wishes.push({ atMs: jobMs + chance.between(0, DAY_MS), credits: Math.ceil(credits / parts) });
    }
    expected += credits * chance.uniform();
  }
  const sinceJoined = wishes.filter(({ atMs }) => atMs >= joinedMs).toSorted((a, b) => a.atMs - b.atMs);

  const allowance = Math.round(expected * chance.between(0.6, 1.35));
  return POINTS.flatMap((point) => {
    const nowMs = startMs + point * CYCLE_DAYS * DAY_MS + chance.between(-1, 1) * DAY_MS;
    const asked = caseAt(point, Math.floor(nowMs / 1000) * 1000, { wishes: sinceJoined, startMs, allowance });
    return asked ? [asked] : [];
  });
}

/** Mostly in the day and the evening, seldom at night. */
function timeOfDayMs(chance: Chance): number {
  const hour = chance.uniform() < 0.05 ? chance.between(0, 7) : chance.between(7, 24);
  return Math.floor(hour * HOUR_MS);
}

interface Generation {
  atMs: number;
  credits: number;
}

interface Customer {
  /** All generations that are wanted, paid for or not, in order. */
  wishes: readonly Generation[];
  startMs: number;
  allowance: number;
}

/** Null if the credits ran out before. */
function caseAt(point: number, nowMs: number, { wishes, startMs, allowance }: Customer): Case | null {
  const byCycle = Map.groupBy(wishes, ({ atMs }) => Math.floor((atMs - startMs) / (CYCLE_DAYS * DAY_MS)));
  const cycleFrom = (number: number) => ({
    start: instantAt(startMs + number * CYCLE_DAYS * DAY_MS),
    end: instantAt(startMs + (number + 1) * CYCLE_DAYS * DAY_MS),
  });
  const past = [...byCycle]
    .filter(([number]) => number < 0)
    .map(([number, wished]) => ({ ...cycleFrom(number), ...spend(wished, allowance) }));
  const running = byCycle.get(0) ?? [];
  const before = spend(
    running.filter(({ atMs }) => atMs < nowMs),
    allowance,
  );
  if (before.outAt !== null) return null;
  const after = spend(
    running.filter(({ atMs }) => atMs >= nowMs),
    before.left,
  );
  const input: ForecastInput = {
    usage: [...past, before].flatMap(({ granted }) =>
      granted.map(({ atMs, credits }) => ({ day: instantAt(atMs).slice(0, 10), credits })),
    ),
    timeZone: 'UTC',
    remaining: before.left,
    cycle: cycleFrom(0),
    cycles: [
      { ...cycleFrom(0), expired: null },
      ...past.map(({ start, end, left }) => ({ start, end, expired: left })),
    ],
    now: instantAt(nowMs),
  };
  return { input, point, used: allowance - before.left, outAt: after.outAt, left: after.left };
}

/** Grants all wishes that can be paid. The credits have run out when one cannot, or when none are left. */
function spend(wished: readonly Generation[], credits: number) {
  const granted: Generation[] = [];
  let left = credits;
  let outAt: Instant | null = null;
  for (const wish of wished) {
    if (wish.credits <= left) {
      granted.push(wish);
      left -= wish.credits;
    }
    if (left === 0 || granted.at(-1) !== wish) outAt ??= instantAt(wish.atMs);
  }
  return { granted, left, outAt };
}
