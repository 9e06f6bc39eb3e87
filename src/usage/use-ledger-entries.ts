import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { type LedgerFilter, ledgerQueries } from '../api/history.ts';

/** A million entries are not listed one by one: beyond this a narrower period, a search or an export leads further. */
export const MOST_LISTED = 100_000;

/** The entries that pass the filter, newest first: pages as they are asked for, and whatever is booked meanwhile. */
export function useLedgerEntries(filter: LedgerFilter) {
  const client = useQueryClient();
  const { queryKey, ...history } = ledgerQueries.history(filter);
  const pages = useInfiniteQuery({ ...history, queryKey, placeholderData: keepPreviousData });
  const known = useMemo(() => pages.data?.pages.flatMap(({ entries }) => entries) ?? [], [pages.data]);
  const newer = useQuery({
    ...ledgerQueries.newerThan(filter, known[0]),
    enabled: pages.isSuccess && !pages.isPlaceholderData,
    initialData: { entries: [], rewritten: false },
    initialDataUpdatedAt: pages.dataUpdatedAt,
  });
  const booked = newer.data.entries;
  const entries = useMemo(() => [...booked, ...known], [booked, known]);

  const { rewritten } = newer.data;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is made anew in each rendering.
  useEffect(() => {
    if (rewritten) void client.resetQueries({ queryKey });
  }, [rewritten, client]);

  const isFull = entries.length >= MOST_LISTED;
  return {
    /** Undefined before the first page. */
    entries: pages.data && entries,
    /** Those of the filter before this one, until its own are there. */
    isStale: pages.isPlaceholderData,
    /** Why the first page could not be had. */
    error: pages.data ? null : pages.error,
    retry: () => void pages.refetch(),
    hasMore: pages.hasNextPage && !isFull,
    isFull: pages.hasNextPage && isFull,
    isLoadingMore: pages.isFetchingNextPage,
    /** Why the next page could not be had. */
    moreError: pages.isFetchNextPageError ? pages.error : null,
    loadMore: () => void pages.fetchNextPage(),
    /** Why it is not known whether anything was booked since. */
    refreshError: newer.error,
    refreshedAt: newer.dataUpdatedAt,
    refresh: () => void newer.refetch(),
  };
}
