import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Instant } from '../units/instants.ts';
import { send } from './client.ts';
import { type LedgerEntry, type LedgerPage, LedgerPageSchema, UsageSchema } from './schemas.ts';

/** What ledger entries may be narrowed to; `from` belongs to the stretch of time, `to` does not. */
export interface LedgerFilter {
  kind?: LedgerEntry['kind'];
  tool?: string;
  model?: string;
  from?: Instant;
  to?: Instant;
  /** Part of an id, a tool or a model. */
  q?: string;
}

/** The most entries that the API gives out at once. */
export const LARGEST_PAGE = 200;

interface PageRequest {
  /** Where the page before this one ended; null for the newest. */
  cursor: string | null;
  limit: number;
  signal?: AbortSignal;
}

/** One page of the entries that pass the filter, newest first. */
export function fetchLedgerPage(filter: LedgerFilter, { cursor, limit, signal }: PageRequest) {
  const query = new URLSearchParams({
    limit: `${limit}`,
    ...filter,
    ...(cursor !== null && { cursor }),
  });
  return send(LedgerPageSchema, { path: `/v1/ledger?${query}`, ...(signal && { signal }) });
}

export interface NewerEntries {
  entries: LedgerEntry[];
  /** The entry that they should follow is not there any more: what is known of the ledger no longer holds. */
  rewritten: boolean;
}

export const ledgerQueries = {
  /** The newest `limit` entries. */
  newest: (limit: number) =>
    queryOptions({
      queryKey: ['ledger', 'newest', limit],
      queryFn: ({ signal }) => fetchLedgerPage({}, { cursor: null, limit, signal }),
    }),
  /** All entries that pass the filter, page by page, newest first. */
  pages: (filter: LedgerFilter) =>
    infiniteQueryOptions({
      queryKey: ['ledger', 'pages', filter],
      queryFn: ({ pageParam, signal }) => fetchLedgerPage(filter, { cursor: pageParam, limit: 50, signal }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
    }),
  /**
   * The same in the largest pages, and never asked for again: entries do not change and a ledger grows at its newest
   * end alone, which `newerThan` looks after. However many pages are held, a change on the server costs one request.
   */
  history: (filter: LedgerFilter) =>
    infiniteQueryOptions({
      queryKey: ['ledger', 'history', filter],
      queryFn: ({ pageParam, signal }) =>
        fetchLedgerPage(filter, { cursor: pageParam, limit: LARGEST_PAGE, signal }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      staleTime: Number.POSITIVE_INFINITY,
      meta: { frozen: true },
    }),
  /** Whatever passes the filter and was booked after a known entry; all that passes where none is known. */
  newerThan: (filter: LedgerFilter, known: LedgerEntry | undefined) =>
    queryOptions({
      queryKey: ['ledger', 'newer', filter, known?.id ?? null],
      queryFn: async ({ signal }): Promise<NewerEntries> => {
        const since = known ? { ...filter, from: known.at } : filter;
        const entries: LedgerEntry[] = [];
        for await (const page of allPages(since, signal)) {
          const place = page.entries.findIndex(({ id }) => id === known?.id);
          if (place !== -1)
            return { entries: [...entries, ...page.entries.slice(0, place)], rewritten: false };
          entries.push(...page.entries);
        }
        return { entries, rewritten: known !== undefined };
      },
    }),
  /** The entry with this id, or null. */
  entry: (id: string) =>
    queryOptions({
      queryKey: ['ledger', 'entry', id],
      queryFn: async ({ signal }): Promise<LedgerEntry | null> => {
        for await (const { entries } of allPages({ q: id }, signal)) {
          const found = entries.find((entry) => entry.id === id);
          if (found) return found;
        }
        return null;
      },
    }),
};

export const usageQueries = {
  /** Credits of the generations in `[from, to)` by local day of the zone, tool and model; unused days have no row. */
  byDay: (stretch: { from: Instant; to: Instant; timeZone: string }) =>
    queryOptions({
      queryKey: ['usage', stretch],
      queryFn: ({ signal }) =>
        send(UsageSchema, { path: `/v1/usage?${new URLSearchParams(stretch)}`, signal }),
    }),
};

async function* allPages(filter: LedgerFilter, signal: AbortSignal): AsyncGenerator<LedgerPage> {
  let cursor: string | null = null;
  do {
    const page: LedgerPage = await fetchLedgerPage(filter, { cursor, limit: LARGEST_PAGE, signal });
    yield page;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
