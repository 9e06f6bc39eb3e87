import { MutationCache, type Query, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';
import { onCustomerChange } from './client.ts';
import { asksForLongPause, pauseAfter } from './retry.ts';
import { storageName } from './sandbox-link.ts';

const CHANGED = storageName('billing-changed');

/**
 * The one place that says when server state is asked for again. After any charge, accepted or not, everything on
 * screen is refetched here and in the other tabs, except quotes, which are frozen. Another customer's reply empties
 * the cache.
 */
export function createQueryClient(): QueryClient {
  const otherTabs = new BroadcastChannel(CHANGED);
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        networkMode: 'always',
        refetchOnReconnect: true,
        retry: (failures, error) => failures < 2 && error instanceof ApiError && isWorthRetrying(error),
        retryDelay: pauseAfter,
        // What failed all the same is asked for again each minute while it is on screen: nothing stays out of date.
        refetchInterval: ({ state, meta }) =>
          state.status === 'error' && meta?.frozen !== true
            ? Math.max(60_000, (state.error instanceof ApiError && state.error.retryAfterMs) || 0)
            : false,
      },
      mutations: { networkMode: 'always' },
    },
    mutationCache: new MutationCache({
      onSettled: () => {
        otherTabs.postMessage(CHANGED);
        void refetchAll(client);
      },
    }),
  });
  otherTabs.onmessage = () => refetchAll(client);
  onCustomerChange(() => client.clear());
  return client;
}

/** Asks again for everything on screen that may have changed on the server. */
export function refetchAll(client: QueryClient): Promise<void> {
  const mayHaveChanged = ({ meta }: Query) => meta?.frozen !== true;
  // A first load, which may have been answered before the change, would go on and count as fresh.
  void client.cancelQueries({
    predicate: (query) => query.state.data === undefined && mayHaveChanged(query),
  });
  return client.invalidateQueries({ predicate: mayHaveChanged });
}

/** The same in all tabs of this browser at once, this one included, for what none of them did. */
export function refetchInAllTabs(): void {
  const allTabs = new BroadcastChannel(CHANGED);
  allTabs.postMessage(CHANGED);
  allTabs.close();
}

function isWorthRetrying(error: ApiError): boolean {
  return (error.failure.kind === 'unreachable' || error.isBusy) && !asksForLongPause(error);
}
