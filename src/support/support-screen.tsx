import { useQuery } from '@tanstack/react-query';
import { type ReactNode, Suspense } from 'react';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import type { SupportTools, WorldTools } from '../api/schemas/support.ts';
import { Loaded } from '../credits/loaded.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { CapturedRequests } from './captured-requests.tsx';
import { Catalogue } from './catalogue.tsx';
import { ClockPanel } from './clock-panel.tsx';
import { Explain } from './explain.tsx';
import { FaultBuilder } from './fault-builder.tsx';
import { OpenNow } from './open-now.tsx';
import { SnapshotPanel } from './snapshot-panel.tsx';
import { supportQueries } from './support-queries.ts';
import { Timeline } from './timeline.tsx';

interface SupportScreenProps {
  loadTools: () => Promise<SupportTools>;
}

/** Opens any state a customer was in, moves its clock, breaks its network, and explains what came of it. */
export default function SupportScreen({ loadTools }: SupportScreenProps) {
  const tools = useQuery(supportQueries.tools(loadTools));
  return (
    <>
      <title>Support – AI credits</title>
      <h1 className="mb-1 font-semibold text-xl tracking-tight">Support</h1>
      <Loaded query={tools} waiting={<Skeleton className="h-96" />} failure="The console could not be loaded">
        {(loaded) => <Console tools={loaded} />}
      </Loaded>
    </>
  );
}

function Console({ tools }: { tools: SupportTools }) {
  const [location] = useLocation();
  const { world } = tools;
  return (
    <>
      <OpenNow tools={tools} withClock={location !== '/support'} />
      <Parts hasWorld={world !== null} />
      <div>
        <Suspense fallback={<Skeleton className="h-96" />}>
          <Switch>
            <Route path="/support">
              {world ? <ClockPanel world={world} /> : <CapturedRequests capture={tools.capture} />}
              <Catalogue tools={tools} />
            </Route>
            <Route path="/support/faults">
              {withWorld(() => (
                <FaultBuilder tools={tools} />
              ))}
            </Route>
            <Route path="/support/timeline">
              {withWorld((open) => (
                <Timeline world={open} />
              ))}
            </Route>
            <Route path="/support/explain/:id?">
              {({ id }) => withWorld((open) => <Explain key={id} world={open} entryId={id} />)}
            </Route>
            <Route path="/support/snapshots">
              <SnapshotPanel tools={tools} />
            </Route>
            <Route>
              <Redirect to="/support" replace />
            </Route>
          </Switch>
        </Suspense>
      </div>
    </>
  );

  function withWorld(render: (open: WorldTools) => ReactNode) {
    return world ? render(world) : <Redirect to="/support" replace />;
  }
}

const PARTS = [
  { path: '/support', label: 'Clock and catalogue', needsWorld: false },
  { path: '/support/timeline', label: 'Timeline', needsWorld: true },
  { path: '/support/explain', label: 'Explain', needsWorld: true },
  { path: '/support/faults', label: 'Faults', needsWorld: true },
  { path: '/support/snapshots', label: 'Snapshots', needsWorld: false },
] as const;

function Parts({ hasWorld }: { hasWorld: boolean }) {
  const [location] = useLocation();
  return (
    <nav aria-label="Console" className="mt-5 mb-6 border-hairline border-b">
      <ul className="-mb-px flex flex-wrap gap-x-5">
        {PARTS.filter(({ needsWorld }) => hasWorld || !needsWorld).map(({ path, label }) => {
          const current = path === '/support' ? location === path : location.startsWith(path);
          return (
            <li key={path}>
              <Link
                href={path}
                aria-current={current ? 'page' : undefined}
                className={`inline-block border-b-2 py-2 text-sm ${
                  current
                    ? 'border-ink font-medium text-ink'
                    : 'border-transparent text-ink-muted hover:text-ink'
                }`}
              >
                {path === '/support' && !hasWorld ? 'Captured and catalogue' : label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
