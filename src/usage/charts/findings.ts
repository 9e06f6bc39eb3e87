import type { Balance, Cycle } from '../../api/schemas.ts';
import { KIND_LABELS, type Kind } from '../../meter/tool-kinds.ts';
import type { DayFormats } from '../../units/day-formats.ts';
import type { Formats } from '../../units/formats.ts';
import type { DayUse, Share } from './series.ts';

type Words = Formats & DayFormats;

/** How the cycle goes: what is used against what an even pace would have used by now, or null where no pace counts. */
export function paceFinding(
  { allowance, used, remaining }: Balance,
  even: number | null,
  formats: Words,
): string {
  if (remaining === 0) return `All ${formats.credits(allowance)} are used`;
  if (used === 0) return 'Nothing is used in this cycle yet';
  const difference = even === null ? null : used - even;
  if (difference === null) return `${formats.integer(remaining)} of ${formats.credits(allowance)} are left`;
  if (difference === 0) return 'You are exactly at an even pace';
  const amount = formats.credits(Math.abs(difference));
  return difference < 0
    ? `You have used ${amount} less than an even pace`
    : `You have used ${amount} more than an even pace`;
}

/** The busiest of some days, the earlier of two alike. */
export function dayFinding(days: readonly DayUse[], formats: Words): string {
  const most = Math.max(0, ...days.map(({ credits }) => credits));
  const busiest = days.find(({ credits }) => credits === most);
  if (!busiest || most === 0) return 'Nothing is used in this cycle yet';
  const amount = formats.credits(most);
  return busiest === days.at(-1)
    ? `Today is the busiest day so far: ${amount}`
    : `${formats.longDay(busiest.day)} was the busiest day: ${amount}`;
}

/** What the charts take shares of: a cycle that an upgrade began holds credits that were used before it. */
export function wholeOf(carried: number): string {
  return carried > 0 ? 'the credits used since your upgrade' : 'this cycle’s credits';
}

/** Which kind of media took most of what some days used, of the `whole` they are; undefined before anything is used. */
export function kindFinding(days: readonly DayUse[], whole: string, formats: Words): string | undefined {
  const sums = new Map<Kind, number>();
  for (const { kind, credits } of days.flatMap(({ byKind }) => byKind)) {
    sums.set(kind, (sums.get(kind) ?? 0) + credits);
  }
  const [most] = [...sums].toSorted(([, a], [, b]) => b - a);
  if (!most) return undefined;
  const all = [...sums.values()].reduce((sum, credits) => sum + credits, 0);
  return `${KIND_LABELS[most[0]]} took ${formats.percent(most[1] / all)} of ${whole}`;
}

/** What took the largest share of the `whole`; `shares` are sorted, the largest first. */
export function shareFinding(shares: readonly Share[], whole: string, formats: Words): string {
  const [first] = shares;
  if (!first) return 'Nothing is used in this cycle yet';
  const all = shares.reduce((sum, { credits }) => sum + credits, 0);
  if (shares.length === 1) return `${first.label} took all ${formats.credits(all)}`;
  return `${first.label} took most: ${formats.percent(first.credits / all)} of ${whole}`;
}

/** What expired unused in earlier cycles; `cycles` may hold the running one. */
export function cycleFinding(cycles: readonly Cycle[], formats: Words): string {
  const expired = cycles.flatMap((cycle) => (cycle.expired === null ? [] : [cycle.expired]));
  if (expired.length === 0) return 'This is the first cycle';
  const sum = expired.reduce((all, credits) => all + credits, 0);
  const when =
    expired.length === 1 ? 'the cycle before' : `the ${formats.integer(expired.length)} cycles before`;
  return sum === 0 ? `Nothing expired in ${when}` : `${formats.credits(sum)} expired unused in ${when}`;
}
