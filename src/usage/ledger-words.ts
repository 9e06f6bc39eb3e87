import type { LedgerFilter } from '../api/history.ts';
import type { LedgerEntry } from '../api/schemas.ts';
import type { Formats } from '../units/formats.ts';

export const KIND_NAMES: Record<LedgerEntry['kind'], string> = {
  generation: 'Generations',
  reset: 'Resets',
  'plan-change': 'Plan changes',
};

/** `1 entry`, `1,200 entries` */
export function countedEntries(count: number, formats: Formats): string {
  return `${formats.integer(count)} ${count === 1 ? 'entry' : 'entries'}`;
}

/** The exact moments between which entries are listed; null where time does not count. */
export function describePeriod({ from, to }: LedgerFilter, formats: Formats): string | null {
  const begin = from && formats.moment(from).local;
  const end = to && formats.moment(to).local;
  if (begin && end) return `From ${begin} up to ${end}.`;
  if (begin) return `From ${begin} on.`;
  return end ? `Up to ${end}.` : null;
}
