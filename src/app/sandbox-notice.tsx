import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { storageName } from '../api/sandbox-link.ts';
import type { Sandbox } from '../api/schemas/support.ts';
import { serverClock } from '../api/server-clock.ts';
import { useServerNow } from '../credits/use-server-now.ts';
import { useFormats } from '../ui/formats-context.tsx';
import { instantAt } from '../units/instants.ts';
import { useSandbox } from './sandbox.ts';
import { SupportScreen } from './support-console.ts';

/**
 * Says that no real billing is behind the page and what is open instead, and offers to begin it anew. What a customer
 * saw, a replay or a capture, stands out in reverse.
 */
export function SandboxNotice() {
  const sandbox = useSandbox();
  const [location] = useLocation();
  const [starting, setStarting] = useState(false);
  if (sandbox === null) return null;

  async function startOver() {
    setStarting(true);
    await sandbox?.startOver();
    // A charge that was left open here was the old customer’s: the new one has pressed nothing.
    sessionStorage.removeItem(storageName('unsettled-charges'));
    globalThis.location.reload();
  }

  return (
    <aside
      aria-label="Sandbox"
      className={`flex flex-wrap print:hidden items-baseline gap-x-3 gap-y-0.5 border-hairline border-b py-2 text-xs ${
        sandbox.kind === 'scenario'
          ? 'text-ink-muted'
          : '-mx-4 bg-ink px-4 text-surface selection:bg-surface selection:text-ink sm:-mx-6 sm:px-6 [&_:focus-visible]:outline-surface'
      }`}
    >
      <p className="min-w-0 wrap-anywhere">
        <OpenNow sandbox={sandbox} />
        {sandbox.faults.length > 0 && <> Faults: {sandbox.faults.join(', ')}.</>}
      </p>
      {sandbox.kind !== 'capture' && (
        <button type="button" disabled={starting} onClick={startOver} className={LINK}>
          Start over
        </button>
      )}
      {SupportScreen !== null && !location.startsWith('/support') && (
        <Link href="/support" className={LINK}>
          Console
        </Link>
      )}
    </aside>
  );
}

const LINK = 'min-h-6 content-center underline underline-offset-2 hover:no-underline';

function OpenNow({ sandbox: { kind, scenario, at } }: { sandbox: Sandbox }) {
  const formats = useFormats();
  const now = useServerNow(1000);
  // Before the first reply the link is all that is known.
  const known = now === null ? at : instantAt(now);
  const standsStill = now === null || serverClock.isFrozen();
  const moment = known !== undefined && <time dateTime={known}>{formats.moment(known).local}</time>;
  switch (kind) {
    case 'scenario':
      return (
        <>
          <span className="font-medium text-ink">{scenario.title}</span>: {scenario.story} Nothing is billed
          and no media is made.
          {moment && standsStill && <> The clock stands still at {moment}.</>}
        </>
      );
    case 'replay':
      return (
        <>
          <span className="font-semibold">Replay of {scenario.title}</span>
          {moment && <> at {moment}</>}. What is done here stays in this browser: nothing is billed.
        </>
      );
    case 'capture':
      return (
        <>
          <span className="font-semibold">Captured screens, read only</span>
          {moment && <>, as of {moment}</>}. What the capture does not hold is missing, and nothing can be
          charged.
        </>
      );
  }
}
