import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FailureNotice } from './failure-notice.tsx';

interface LoadedProps<Data> {
  query: UseQueryResult<Data>;
  /** A skeleton of the final size. */
  waiting: ReactNode;
  /** What to say when it fails: `Your balance could not be loaded`. */
  failure: string;
  children: (data: Data) => ReactNode;
}

/** What a query brought. If asking again fails, the last known data stays, under a notice that says so. */
export function Loaded<Data>({ query, waiting, failure, children }: LoadedProps<Data>) {
  const retry = () => void query.refetch();
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && (
          <FailureNotice
            error={query.error}
            what={`${failure}: these are the last known figures`}
            onRetry={retry}
          />
        )}
        {children(query.data)}
      </>
    );
  }
  return query.isError ? <FailureNotice error={query.error} what={failure} onRetry={retry} /> : waiting;
}
