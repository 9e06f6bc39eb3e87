import type { Cycle, LedgerEntry, OfferedPlan, Period, UsageRow } from '../../api/schemas.ts';
import { KIND_COLORS, type Kind, sumByKind, toolKind } from '../../meter/tool-kinds.ts';
import { epochMs, type Instant } from '../../units/instants.ts';
import { type Day, type DayStretch, dayFinder, daysBetween } from '../../units/local-days.ts';

/** What one local day of a cycle took. */
export interface DayUse extends DayStretch {
  credits: number;
  byKind: { kind: Kind; credits: number }[];
}

/**
 * Every local day of the cycle up to today, those without use too. The cycle's first and last day are cut where it
 * begins and ends, today is cut at `now`.
 */
export function dailyUse(rows: readonly UsageRow[], cycle: Period, now: Instant, timeZone: string): DayUse[] {
  const endMs = Math.min(epochMs(cycle.end), epochMs(now) + 1000);
  return daysBetween(epochMs(cycle.start), endMs, dayFinder(timeZone)).map((stretch) => {
    const ofDay = rows.filter(({ day }) => day === stretch.day);
    const byKind = sumByKind(sumBy(ofDay, ({ tool }) => tool));
    return { ...stretch, credits: creditsIn(ofDay), byKind };
  });
}

/** The local days of the cycle after today. */
export function daysAhead(cycle: Period, now: Instant, timeZone: string): Day[] {
  const dayOf = dayFinder(timeZone);
  const today = dayOf(epochMs(now));
  return daysBetween(epochMs(cycle.start), epochMs(cycle.end), dayOf)
    .map(({ day }) => day)
    .filter((day) => day > today);
}

/** Credits added to a cycle's allowance while it runs. */
export interface Rise {
  at: Instant;
  credits: number;
}

/** What upgrades that keep the cycle have added to it. A plan that is no longer sold is not known by its size, and counts for none. */
export function risesIn(
  { start }: Period,
  entries: readonly LedgerEntry[],
  plans: readonly OfferedPlan[],
): Rise[] {
  const sizeOf = (id: string) => plans.find((plan) => plan.id === id)?.monthlyCredits ?? Number.NaN;
  return entries.flatMap((entry) => {
    if (entry.kind !== 'plan-change' || entry.policy === 'restart-anchor' || entry.at < start) return [];
    const credits = sizeOf(entry.to) - sizeOf(entry.from);
    return credits > 0 ? [{ at: entry.at, credits }] : [];
  });
}

/** What the upgrade that began this cycle carried into it: used, but before it began. */
export function carriedInto({ start }: Period, entries: readonly LedgerEntry[]): number {
  const beginning = entries.find(
    (entry) => entry.kind === 'plan-change' && entry.policy === 'restart-anchor' && entry.at === start,
  );
  return beginning?.kind === 'plan-change' ? beginning.usedCarried : 0;
}

/** Credits left at a moment, in milliseconds since 1970. */
export interface Level {
  atMs: number;
  /** The day that ends there; null for the start of the cycle. */
  day: Day | null;
  remaining: number;
}

/**
 * What was left at the start of the cycle, at the end of each of its days, and now. Counted back from what is left
 * now, by what each day took, so that it is exact whatever an upgrade carried in.
 */
export function levelsOf(
  days: readonly DayUse[],
  remaining: number,
  rises: readonly Rise[],
  now: Instant,
): Level[] {
  const levels: Level[] = [];
  let left = remaining;
  let untilMs = Number.POSITIVE_INFINITY;
  for (const { day, startMs, endMs, credits } of days.toReversed()) {
    levels.unshift({ atMs: Math.min(endMs, epochMs(now)), day, remaining: left });
    left += credits - risenBetween(startMs, untilMs);
    untilMs = startMs;
  }
  const [first] = days;
  if (first) levels.unshift({ atMs: first.startMs, day: null, remaining: left });
  return levels;

  function risenBetween(fromMs: number, toMs: number): number {
    const within = rises.filter(({ at }) => epochMs(at) >= fromMs && epochMs(at) < toMs);
    return creditsIn(within);
  }
}

/** What one tool or model took. */
export interface Share {
  label: string;
  color: string;
  credits: number;
  /** How many generations. */
  count: number;
}

/** Tools by what they took, the largest first. */
export function usedByTool(rows: readonly UsageRow[]): Share[] {
  return rank(
    rows,
    ({ tool }) => toolKind(tool).label,
    ({ tool }) => toolKind(tool).color,
  );
}

/** Models by what they took, whatever the tool, the largest first; a tool without models stands for itself. */
export function usedByModel(rows: readonly UsageRow[]): Share[] {
  return rank(
    rows,
    ({ tool, model }) => model ?? toolKind(tool).label,
    ({ tool }) => KIND_COLORS[toolKind(tool).kind],
  );
}

/** At most `count` shares: the smallest of more are put together as the last. */
export function withOthers(shares: readonly Share[], count: number): Share[] {
  if (shares.length <= count) return [...shares];
  const others = shares.slice(count - 1);
  return [
    ...shares.slice(0, count - 1),
    {
      label: `${others.length} others`,
      color: KIND_COLORS.other,
      credits: creditsIn(others),
      count: others.reduce((sum, share) => sum + share.count, 0),
    },
  ];
}

/** The newest `count` cycles, oldest first. */
export function latestCycles(cycles: readonly Cycle[], count: number): Cycle[] {
  return cycles.toSorted((a, b) => (a.start < b.start ? -1 : 1)).slice(-count);
}

export function creditsIn(parts: readonly { credits: number }[]): number {
  return parts.reduce((sum, { credits }) => sum + credits, 0);
}

function rank(
  rows: readonly UsageRow[],
  labelOf: (row: UsageRow) => string,
  colorOf: (row: UsageRow) => string,
): Share[] {
  const shares = new Map<string, Share>();
  for (const row of rows) {
    const label = labelOf(row);
    const share = shares.get(label) ?? { label, color: colorOf(row), credits: 0, count: 0 };
    share.credits += row.credits;
    share.count += row.count;
    shares.set(label, share);
  }
  return [...shares.values()]
    .filter(({ credits }) => credits > 0)
    .sort((a, b) => b.credits - a.credits || a.label.localeCompare(b.label));
}

function sumBy(rows: readonly UsageRow[], keyOf: (row: UsageRow) => string): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const row of rows) sums[keyOf(row)] = (sums[keyOf(row)] ?? 0) + row.credits;
  return sums;
}
