import { useState } from 'react';
import { useFormats } from '../ui/formats-context.tsx';
import { useSandbox } from './sandbox.ts';

/** Says that no real billing is behind the page, which scenario is open, and offers to begin it anew. */
export function SandboxNotice() {
  const sandbox = useSandbox();
  const formats = useFormats();
  const [starting, setStarting] = useState(false);
  if (sandbox === null) return null;
  const { scenario, at, faults } = sandbox;

  async function startOver() {
    setStarting(true);
    await sandbox?.startOver();
    location.reload();
  }

  return (
    <aside
      aria-label="Sandbox"
      className="flex flex-wrap print:hidden items-baseline gap-x-3 gap-y-0.5 border-hairline border-b py-2 text-ink-muted text-xs"
    >
      <p>
        <span className="font-medium text-ink">{scenario.title}</span>: {scenario.story} Nothing is billed and
        no media is made.
        {at !== undefined && (
          <>
            {' '}
            The clock stands still at <time dateTime={at}>{formats.moment(at).local}</time>.
          </>
        )}
        {faults.length > 0 && <> Faults: {faults.join(', ')}.</>}
      </p>
      <button
        type="button"
        disabled={starting}
        onClick={startOver}
        className="min-h-6 text-ink underline underline-offset-2 hover:no-underline"
      >
        Start over
      </button>
    </aside>
  );
}
