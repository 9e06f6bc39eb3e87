import type { ReactNode } from 'react';
import { useFormats } from '../ui/formats-context.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { lastKnown } from './last-known.ts';

/** As much of a query, or of several taken together, as it takes to show what it brought. */
interface Asked<Data> {
  data: Data | undefined;
  dataUpdatedAt: number;
  error: Error | null;
  refetch: () => unknown;
}

interface LoadedProps<Data> {
  query: Asked<Data>;
  /** A skeleton of the final size. */
  waiting: ReactNode;
  /** What to say when it fails: `Your balance could not be loaded`. */
  failure: string;
  children: (data: Data) => ReactNode;
}

/**
 * What a query brought. If asking again fails, the last known data stays, under a notice that says of when it is. If
 * showing it crashes, the rest of the screen stands.
 */
export function Loaded<Data>({ query, waiting, failure, children }: LoadedProps<Data>) {
  const formats = useFormats();
  const { data, dataUpdatedAt, error } = query;
  const retry = () => void query.refetch();
  if (data === undefined) {
    return error ? (
      <FailureNotice error={error} what={`${failure}. Nothing was charged for asking`} onRetry={retry} />
    ) : (
      waiting
    );
  }
  return (
    <>
      {error && (
        <div className="mb-5">
          <FailureNotice
            error={error}
            what={`${failure} again. Nothing was charged for asking${lastKnown(dataUpdatedAt, formats)}`}
            onRetry={retry}
          />
        </div>
      )}
      <ErrorBoundary resetKey={data} what="This part">
        <Shown data={data}>{children}</Shown>
      </ErrorBoundary>
    </>
  );
}

/** Within the boundary, so that it catches what goes wrong while arranging too. */
function Shown<Data>({ data, children }: { data: Data; children: (data: Data) => ReactNode }) {
  return children(data);
}
