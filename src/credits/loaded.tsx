import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { serverClock } from '../api/server-clock.ts';
import { useFormats } from '../ui/formats-context.tsx';
import { instantAt } from '../units/instants.ts';
import { FailureNotice } from './failure-notice.tsx';

interface LoadedProps<Data> {
  query: UseQueryResult<Data>;
  /** A skeleton of the final size. */
  waiting: ReactNode;
  /** What to say when it fails: `Your balance could not be loaded`. */
  failure: string;
  children: (data: Data) => ReactNode;
}

/** What a query brought. If asking again fails, the last known data stays, under a notice that says of when it is. */
export function Loaded<Data>({ query, waiting, failure, children }: LoadedProps<Data>) {
  const formats = useFormats();
  const { data, dataUpdatedAt, isError, error } = query;
  const now = serverClock.now();
  const knownSince = now === null ? null : now - (Date.now() - dataUpdatedAt);
  const retry = () => void query.refetch();
  if (data === undefined) {
    return isError ? <FailureNotice error={error} what={failure} onRetry={retry} /> : waiting;
  }
  return (
    <>
      {isError && (
        <div className="mb-5">
          <FailureNotice
            error={error}
            what={
              knownSince === null
                ? failure
                : `${failure} again. Last known: ${formats.moment(instantAt(knownSince)).local}`
            }
            onRetry={retry}
          />
        </div>
      )}
      {children(data)}
    </>
  );
}
