import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Instant } from '../units/instants.ts';
import { send } from './client.ts';
import { type LedgerEntry, LedgerPageSchema, UsageSchema } from './schemas.ts';

/** Ledger entries may be narrowed to one kind and to a half-open stretch of time. */
export interface LedgerFilter {
  kind?: LedgerEntry['kind'];
  from?: Instant;
  to?: Instant;
}

export const ledgerQueries = {
  /** The newest `limit` entries. */
  newest: (limit: number) =>
    queryOptions({
      queryKey: ['ledger', 'newest', limit],
      queryFn: ({ signal }) =>
        send(LedgerPageSchema, { path: `/v1/ledger?${new URLSearchParams({ limit: `${limit}` })}`, signal }),
    }),
  /** All entries that pass the filter, page by page, newest first. */
  pages: (filter: LedgerFilter) =>
    infiniteQueryOptions({
      queryKey: ['ledger', 'pages', filter],
      queryFn: ({ pageParam, signal }) => {
        const query = new URLSearchParams({
          limit: '50',
          ...filter,
          ...(pageParam !== null && { cursor: pageParam }),
        });
        return send(LedgerPageSchema, { path: `/v1/ledger?${query}`, signal });
      },
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
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
