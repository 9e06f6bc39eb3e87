import type { Cycle } from '../api/schemas.ts';
import type { Instant } from '../units/instants.ts';
import { dayFinder, shiftedDay, startOfDay } from '../units/local-days.ts';

/** A stretch of time that is chosen by its name. Without `to` it goes on. */
export interface LedgerPeriod {
  label: string;
  from: Instant;
  to?: Instant;
}

/** The periods to choose from: the two latest cycles from reset to reset, and days of the zone, today included. */
export function ledgerPeriods(cycles: readonly Cycle[], nowMs: number, timeZone: string): LedgerPeriod[] {
  const running = cycles.find(({ expired }) => expired === null);
  const last = cycles.find(({ expired }) => expired !== null);
  const days = (count: number) => startOfDay(shiftedDay(dayFinder(timeZone)(nowMs), 1 - count), timeZone);
  return [
    ...(running ? [{ label: 'This cycle', from: running.start, to: running.end }] : []),
    ...(last ? [{ label: 'Last cycle', from: last.start, to: last.end }] : []),
    { label: 'Last 7 days', from: days(7) },
    { label: 'Last 30 days', from: days(30) },
  ];
}
