import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { accountQueries } from '../api/customer.ts';
import type { SupportTools, WorldTools } from '../api/schemas/support.ts';
import { useFormats } from '../ui/formats-context.tsx';
import { Moment } from '../ui/moment.tsx';
import { supportQueries } from './support-queries.ts';

const KINDS = { scenario: 'Scenario', replay: 'Replay', capture: 'Captured screens' };

interface OpenNowProps {
  tools: SupportTools;
  withClock: boolean;
}

/** What is open: whose it is, on which plan, and at which moment. */
export function OpenNow({ tools, withClock }: OpenNowProps) {
  const { kind, link, world, capture } = tools;
  const { data: account } = useQuery(accountQueries.current());
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
      <Fact name={KINDS[kind]}>
        <code>{link.scenarioId ?? link.snapshot}</code>
      </Fact>
      <Fact name="Customer">{account?.name ?? 'not known'}</Fact>
      {world && <WorldNow world={world} withClock={withClock} />}
      {capture && (
        <Fact name="Captured">
          <Moment at={capture.capturedAt} />
        </Fact>
      )}
    </dl>
  );
}

function WorldNow({ world, withClock }: { world: WorldTools; withClock: boolean }) {
  const formats = useFormats();
  const { data: facts } = useQuery(supportQueries.factsNow(world));
  const { data: clock } = useQuery(supportQueries.clock(world));
  return (
    <>
      <Fact name="Plan">{facts && `${facts.plan.name}, ${facts.status.replace('_', ' ')}`}</Fact>
      <Fact name="Left">{facts && formats.credits(facts.remaining)}</Fact>
      {withClock && (
        <Fact name={clock?.frozen === false ? 'Clock, running' : 'Clock, standing still'}>
          {clock && <Moment at={clock.now} />}
        </Fact>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-muted text-xs">{name}</dt>
      <dd className="min-h-5 wrap-anywhere">{children}</dd>
    </div>
  );
}
