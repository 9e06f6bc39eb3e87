import type { InterestingMoment } from '../api/schemas/support.ts';
import { epochMs, type Instant, instantAt } from '../units/instants.ts';

/** By how much the clock is stepped. A month is one of the calendar in UTC, cut to its last day where it is shorter. */
export const STEPS = [
  { unit: 'second', label: '1 s' },
  { unit: 'minute', label: '1 min' },
  { unit: 'hour', label: '1 h' },
  { unit: 'day', label: '1 day' },
  { unit: 'month', label: '1 month' },
] as const;

export type StepUnit = (typeof STEPS)[number]['unit'];

const LENGTH_MS = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** One step from an instant, forward or back. */
export function stepped(at: Instant, unit: StepUnit, direction: 1 | -1): Instant {
  if (unit !== 'month') return instantAt(epochMs(at) + direction * LENGTH_MS[unit]);
  const date = new Date(epochMs(at));
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + direction);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return instantAt(date.getTime());
}

/** The last moment before an instant and the first after it, of one kind or of any. */
export function neighbours(
  moments: readonly InterestingMoment[],
  at: Instant,
  what: InterestingMoment['what'] | 'any',
): { previous: InterestingMoment | undefined; next: InterestingMoment | undefined } {
  const wanted = moments.filter((moment) => what === 'any' || moment.what === what);
  return {
    previous: wanted.findLast((moment) => moment.at < at),
    next: wanted.find((moment) => moment.at > at),
  };
}

/** An exact instant as someone writes it; null for a text or a date that is none. */
export function parseInstant(text: string): Instant | null {
  const trimmed = text.trim();
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(trimmed)) return null;
  const ms = epochMs(trimmed);
  return Number.isNaN(ms) || instantAt(ms) !== trimmed ? null : trimmed;
}
