import { useQuery } from '@tanstack/react-query';
import { cycleQueries } from '../api/customer.ts';
import type { LedgerFilter } from '../api/history.ts';
import { serverClock } from '../api/server-clock.ts';
import { FailureNotice } from '../credits/failure-notice.tsx';
import { Button } from '../ui/button.tsx';
import { useFormats } from '../ui/formats-context.tsx';
import { epochMs } from '../units/instants.ts';
import type { ExportProgress, ExportState } from './ledger-export.ts';
import { countedEntries } from './ledger-words.ts';

interface LedgerExportPanelProps {
  state: ExportState;
  filter: LedgerFilter;
  onCancel: () => void;
  onResume: () => void;
}

/** How an export comes along, and what came of it. */
export function LedgerExportPanel({ state, filter, onCancel, onResume }: LedgerExportPanelProps) {
  const formats = useFormats();
  return (
    <div className="print:hidden">
      {state.kind === 'running' && (
        <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
          <ExportBar progress={state} filter={filter} />
          <span>{countedEntries(state.entries, formats)} so far</span>
          <Button onClick={onCancel}>Cancel export</Button>
        </div>
      )}
      {state.kind === 'failed' && (
        <div className="mb-4">
          <FailureNotice
            error={state.error}
            what={`The export stopped after ${countedEntries(state.entries, formats)}. Nothing of it is lost: trying again goes on from there`}
            onRetry={onResume}
          />
        </div>
      )}
      <p role="status" className="mb-4 text-sm empty:hidden">
        {state.kind === 'saved' && `${countedEntries(state.entries, formats)} saved as ${state.fileName}.`}
        {state.kind === 'canceled' && 'The export was canceled. No file was saved.'}
      </p>
    </div>
  );
}

/** How far back the export has come, as a share of the time that it covers: how many entries there are is not known. */
function ExportBar({ progress: { reached }, filter }: { progress: ExportProgress; filter: LedgerFilter }) {
  const { data: cycles = [] } = useQuery(cycleQueries.all());
  const begin = filter.from ?? cycles.at(-1)?.start;
  const endMs = Math.min(serverClock.now() ?? 0, filter.to ? epochMs(filter.to) : Number.POSITIVE_INFINITY);
  const isKnown = begin !== undefined && reached !== null;
  return (
    <progress
      aria-label="Export"
      className="h-2 w-48"
      max={1}
      value={isKnown ? (endMs - epochMs(reached)) / Math.max(1, endMs - epochMs(begin)) : undefined}
    />
  );
}
