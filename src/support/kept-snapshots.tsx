import { useMutation, useQuery } from '@tanstack/react-query';
import type { KeptSnapshot, SnapshotLibrary } from '../api/schemas/support.ts';
import { FailureNotice } from '../credits/failure-notice.tsx';
import { Loaded } from '../credits/loaded.tsx';
import { Button } from '../ui/button.tsx';
import { useFormats } from '../ui/formats-context.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Section } from './section.tsx';
import { supportQueries } from './support-queries.ts';

interface KeptSnapshotsProps {
  library: SnapshotLibrary;
  openId: string | undefined;
}

/** The snapshots that this browser keeps, each opened by its link. */
export function KeptSnapshots({ library, openId }: KeptSnapshotsProps) {
  const kept = useQuery(supportQueries.snapshots(library));
  const forget = useMutation({ mutationFn: (id: string) => library.forget(id) });
  return (
    <Section title="In this browser">
      <Loaded
        query={kept}
        waiting={<Skeleton className="h-24" />}
        failure="The kept snapshots could not be listed"
      >
        {(snapshots) =>
          snapshots.length === 0 ? (
            <p className="text-ink-muted text-sm">Nothing was imported yet.</p>
          ) : (
            <ul>
              {snapshots.map((snapshot) => (
                <Entry
                  key={snapshot.id}
                  snapshot={snapshot}
                  isOpen={snapshot.id === openId}
                  onForget={() => forget.mutate(snapshot.id)}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      {forget.error && <FailureNotice error={forget.error} what="The snapshot could not be forgotten" />}
    </Section>
  );
}

interface EntryProps {
  snapshot: KeptSnapshot;
  isOpen: boolean;
  onForget: () => void;
}

function Entry({ snapshot: { kind, title, at, search, id }, isOpen, onForget }: EntryProps) {
  const formats = useFormats();
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-hairline border-b py-2.5 text-sm last:border-0">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3">
          <a
            href={`/?${search}`}
            aria-current={isOpen ? 'true' : undefined}
            className="wrap-anywhere font-medium underline underline-offset-4 hover:no-underline"
          >
            {title}
          </a>
          {isOpen && (
            <span className="flex items-center gap-1">
              <CheckIcon /> Open now
            </span>
          )}
        </p>
        <p className="text-ink-muted">
          {kind === 'replay' ? 'Replay' : 'Captured screens, read only'},{' '}
          <time dateTime={at}>{formats.moment(at).local}</time>, <code className="text-xs">{id}</code>
        </p>
      </div>
      <Button aria-label={`Forget ${title}`} aria-disabled={isOpen} onClick={() => !isOpen && onForget()}>
        Forget
      </Button>
    </li>
  );
}
