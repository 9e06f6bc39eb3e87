import { epochMs, instantAt } from '../src/units/instants.ts';
import { type DrawDays, drawLikeRecentDays, type Forecast, forecast } from '../src/usage/forecast.ts';
import type { Case } from './forecast-customers.ts';

/** The share by which the straight line may be off either way: it makes its ranges about as wide as the chosen method's. */
const LEEWAY = 0.45;

/**
 * The methods that were measured. All but the straight line share everything with the product's forecast but the way a
 * course of days is drawn.
 */
export const METHODS: Record<string, (asked: Case) => Forecast> = {
  [`straight line ±${LEEWAY * 100} %`]: straightLine,
  'whole weeks': ({ input }) => forecast(input, drawWholeWeeks),
  'recent days': ({ input }) => forecast(input, drawIndependentDays),
  smoothing: ({ input }) => forecast(input, drawSmoothed),
  'urn, by weekday': ({ input }) => forecast(input, drawLikeSameWeekdays),
  'urn (chosen)': ({ input }) => forecast(input, drawLikeRecentDays),
};

/** The pace of this cycle so far goes on: what every such figure on the web does. */
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

/** Moving-block bootstrap: whole weeks of the history, each as likely as the others, on the same days of the week. */
function drawWholeWeeks(history: readonly number[], count: number, random: () => number): number[] {
  const weeks = Math.floor(history.length / 7);
  const days: number[] = [];
  while (days.length < count) {
    const start = history.length - 7 * (1 + Math.floor(random() * weeks));
    days.push(...history.slice(start, start + 7));
  }
  return days;
}

/** Bootstrap of single days with a half-life of 14 days; no draw knows of another. */
function drawIndependentDays(history: readonly number[], count: number, random: () => number): number[] {
  const weights = history.map((_, i) => 2 ** (i / 14));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Array.from({ length: count }, () => history[pick(weights, random() * total)] ?? 0);
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
  const weekday = (i: number) => (i - history.length + 7 * history.length) % 7;
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
const drawLikeSameWeekdays: DrawDays = (history, count, random) => {
  const days = [...history];
  while (days.length < history.length + count) {
    const weights = days.map((_, i) => 2 ** (i / 7) * ((days.length - i) % 7 === 0 ? 7 : 1));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    days.push(days[pick(weights, random() * total)] ?? 0);
  }
  return days.slice(history.length);
};

/** The index at which the running sum of weights passes `mark`. */
function pick(weights: readonly number[], mark: number): number {
  let passed = 0;
  const found = weights.findIndex((weight) => {
    passed += weight;
    return passed > mark;
  });
  return found === -1 ? weights.length - 1 : found;
}
