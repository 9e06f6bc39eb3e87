import type { LedgerEntry, LedgerPage } from '../../src/api/schemas.ts';
import type { Instant } from '../../src/units/instants.ts';
import type { EntryColumns, Group } from './entry-columns.ts';
import { GENERATION_PREFIX, generationsById } from './id-search.ts';
import { secondsOf } from './instant.ts';
import { bothOf, eitherOf, everyRow, type RowSearch, rowsIn, rowsWhere } from './row-search.ts';
import type { BillingState } from './state.ts';

export interface LedgerFilter {
  kind?: string | undefined;
  tool?: string | undefined;
  model?: string | undefined;
  from?: Instant | undefined;
  to?: Instant | undefined;
  /** Matches id, tool or model, ignoring case. */
  q?: string | undefined;
}

/**
 * Ledger entries newest first, at most `limit`. The cursor is the row of the oldest entry given out, so entries booked
 * meanwhile do not shift a page.
 */
export function ledgerPage(
  { entries }: BillingState,
  filter: LedgerFilter,
  cursor: number | null,
  limit: number,
): LedgerPage {
  const first = filter.from === undefined ? 0 : entries.at.firstAtLeast(secondsOf(filter.from));
  const end = filter.to === undefined ? entries.length : entries.at.firstAtLeast(secondsOf(filter.to));
  const search = matching(entries, filter);
  const page: LedgerEntry[] = [];
  let oldest = Math.min(cursor ?? end, end);
  let next = search(oldest);
  while (next >= first && page.length < limit) {
    page.push(entries.entry(next));
    oldest = next;
    next = search(oldest);
  }
  return { entries: page, nextCursor: next >= first ? String(oldest) : null };
}

/** The rows that pass the filter, its period apart. */
function matching(entries: EntryColumns, { kind, tool, model, q }: LedgerFilter): RowSearch {
  const groups = entries.groups.filter(
    (group) =>
      (kind === undefined || group.kind === kind) &&
      (tool === undefined || group.tool === tool) &&
      (model === undefined || group.model === model),
  );
  const sought = q?.trim().toLowerCase();
  if (!sought) return rowsOf(groups, entries);

  const generations = groups.filter((group) => group.kind === 'generation');
  const named = generations.filter(({ tool, model }) =>
    [GENERATION_PREFIX, tool, model].some((text) => text?.toLowerCase().includes(sought)),
  );
  // Resets and plan changes are few: their ids are read.
  const others = groups.filter((group) => group.kind !== 'generation');
  return eitherOf([
    rowsOf(named, entries),
    bothOf(generationsById(entries, sought), rowsOf(generations, entries)),
    rowsWhere(rowsOf(others, entries), (row) => entries.entry(row).id.toLowerCase().includes(sought)),
  ]);
}

function rowsOf(groups: readonly Group[], entries: EntryColumns): RowSearch {
  if (groups.length === entries.groups.length) return everyRow;
  return eitherOf(groups.map(({ rows }) => rowsIn(rows)));
}
