import { epochMs, instantAt } from '../src/units/instants.ts';
import { type Forecast, forecast } from '../src/usage/forecast.ts';
import type { Case } from './forecast-customers.ts';

/** By this share the straight line may be off either way, which makes its ranges about as wide as the chosen method's. */
const LEEWAY = 0.5;

/** The product's own. */
export const CHOSEN = 'urn (chosen)';

/**
 * The methods that were measured, each with the constant at which it scored best. All but the straight line share
 * everything with the product's forecast except the way a course of days is drawn.
 */
export const METHODS: Record<string, (asked: Case) => Forecast> = {
  [`straight line ±${LEEWAY * 100} %`]: straightLine,
  'whole weeks': ({ input }) => forecast(input, drawWholeWeeks),
  'recent days': ({ input }) => forecast(input, drawIndependentDays),
  smoothing: ({ input }) => forecast(input, drawSmoothed),
  'urn, by weekday': ({ input }) => forecast(input, drawLikeSameWeekdays),
  [CHOSEN]: ({ input }) => forecast(input),
};

/** The pace of this cycle so far goes on. */
function straightLine({ input: { remaining, cycle, now }, used }: Case): Forecast {
  const [nowMs, startMs, endMs] = [epochMs(now), epochMs(cycle.start), epochMs(cycle.end)];
  const perMs = used / (nowMs - startMs);
  const spareAt = (pace: number) => Math.max(0, Math.round(remaining - pace * (endMs - nowMs)));
  const spare = {
    least: spareAt(perMs * (1 + LEEWAY)),
    about: spareAt(perMs),
    most: spareAt(perMs * (1 - LEEWAY)),
  };
  const earliestMs = nowMs + (remaining / perMs) * (1 - LEEWAY);
  const latestMs = nowMs + (remaining / perMs) * (1 + LEEWAY);
  if (!(earliestMs < endMs)) return { kind: 'lasts', spare };
  const earliest = instantAt(earliestMs);
  if (latestMs >= endMs) return { kind: 'may-run-out', earliest, mostSpare: spare.most };
  return { kind: 'runs-out', earliest, latest: instantAt(latestMs) };
}

/** Moving-block bootstrap: whole weeks of the history, on the same days of the week; weights halve every 14 days. */
function drawWholeWeeks(history: readonly number[], count: number, random: () => number): number[] {
  const weights = Array.from({ length: Math.floor(history.length / 7) }, (_, age) => 2 ** (-age / 2));
  const days: number[] = [];
  while (days.length < count) {
    const start = history.length - 7 * (1 + pick(weights, random));
    days.push(...history.slice(start, start + 7));
  }
  return days;
}

/** Bootstrap of single days whose weights halve every 14 days: an urn to which nothing is added. */
function drawIndependentDays(history: readonly number[], count: number, random: () => number): number[] {
  const weights = history.map((_, i) => 2 ** (i / 14));
  return Array.from({ length: count }, () => history[pick(weights, random)] ?? 0);
}

/** Simple exponential smoothing with factors by weekday; its past errors are drawn at random and move the level on. */
function drawSmoothed(history: readonly number[], count: number, random: () => number): number[] {
  const { factors, level, errors } = smooth(history);
  let current = level;
  return Array.from({ length: count }, (_, i) => {
    const error = errors[Math.floor(random() * errors.length)] ?? 0;
    const credits = Math.max(0, current + error) * (factors[i % 7] ?? 1);
    current += SMOOTHING * error;
    return credits;
  });
}

const SMOOTHING = 0.1;

/** Level and one-step errors at the end of a history; factor 0 belongs to the day that follows it. */
function smooth(history: readonly number[]) {
  const mean = history.reduce((sum, credits) => sum + credits, 0) / history.length;
  const weekday = (i: number) => (i + 6 * history.length) % 7;
  const factors = Array.from({ length: 7 }, (_, day) => {
    const same = history.filter((__, i) => weekday(i) === day);
    // A mean day more keeps factors off 0.
    return mean === 0 ? 1 : same.reduce((sum, credits) => sum + credits, mean) / (same.length + 1) / mean;
  });
  let level = history.slice(0, 7).reduce((sum, credits) => sum + credits, 0) / 7;
  const errors: number[] = [];
  for (const [i, credits] of history.entries()) {
    const error = credits / (factors[weekday(i)] ?? 1) - level;
    if (i >= 7) errors.push(error);
    level += SMOOTHING * error;
  }
  return { factors, level, errors };
}

/** The chosen urn, with days of the same weekday seven times as likely. */
function drawLikeSameWeekdays(history: readonly number[], count: number, random: () => number): number[] {
  const days = [...history];
  while (days.length < history.length + count) {
    days.push(days.at(-1 - pick(WEIGHTS_BY_AGE.slice(0, days.length), random)) ?? 0);
  }
  return days.slice(history.length);
}

const WEIGHTS_BY_AGE = Array.from({ length: 200 }, (_, age) => 2 ** (-age / 5) * (age % 7 === 6 ? 7 : 1));

/** An index, drawn with these weights. */
function pick(weights: readonly number[], random: () => number): number {
  let mark = random() * weights.reduce((sum, weight) => sum + weight, 0);
  const picked = weights.findIndex((weight) => {
    mark -= weight;
    return mark < 0;
  });
  return picked === -1 ? weights.length - 1 : picked;
}
