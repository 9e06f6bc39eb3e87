import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { cycleQueries, planQueries } from '../api/customer.ts';
import type { LedgerFilter } from '../api/history.ts';
import { rateCardQueries } from '../api/rate-card.ts';
import type { LedgerEntry } from '../api/schemas.ts';
import { serverClock } from '../api/server-clock.ts';
import { FailureNotice } from '../credits/failure-notice.tsx';
import { lastKnown } from '../credits/last-known.ts';
import { TOOL_IDS } from '../meter/tool-kinds.ts';
import { Button } from '../ui/button.tsx';
import { useFormats } from '../ui/formats-context.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { Formats } from '../units/formats.ts';
import { LedgerEntryDialog } from './ledger-entry-dialog.tsx';
import { useLedgerExport } from './ledger-export.ts';
import { LedgerExportPanel } from './ledger-export-panel.tsx';
import { LedgerFilters } from './ledger-filters.tsx';
import { LedgerGrid } from './ledger-grid.tsx';
import { NothingFound } from './ledger-nothing-found.tsx';
import { ledgerPeriods } from './ledger-periods.ts';
import { changedFilter, type FilterChange, formatLedgerLink, parseLedgerView } from './ledger-view.ts';
import { countedEntries, describePeriod } from './ledger-words.ts';
import { useLedgerEntries } from './use-ledger-entries.ts';

/** Every entry, narrowed as the link says, each to be opened and all of them to be exported. */
export function Ledger() {
  const formats = useFormats();
  const search = useSearch();
  const [, navigate] = useLocation();
  const { data: plans = [] } = useQuery(planQueries.all());
  const { data: cycles = [] } = useQuery(cycleQueries.all());
  const { data: rateCard } = useQuery(rateCardQueries.inForce());
  const rules = rateCard?.rules ?? [];
  const tools = [...new Set([...TOOL_IDS, ...rules.map(({ tool }) => tool)])];
  const { filter, entryId, ignored } = parseLedgerView(search, formats.timeZone, (id) => tools.includes(id));
  const ledger = useLedgerEntries(filter);
  const { entries } = ledger;
  const usedModels = useMemo(() => modelsIn(entries ?? []), [entries]);
  const soldModels = rules.flatMap(({ tool, model }) =>
    model !== undefined && tool === (filter.tool ?? tool) ? [model] : [],
  );
  const models = [...soldModels, ...(filter.tool === undefined ? usedModels : []), filter.model].filter(
    (model) => model !== undefined,
  );
  const csv = useLedgerExport(formats.timeZone);
  const isFiltered = Object.keys(filter).length > 0;

  function show(next: LedgerFilter, typed = false) {
    navigate(formatLedgerLink(next, null), { replace: typed });
  }

  function change(part: FilterChange, typed = false) {
    show(changedFilter(filter, part), typed);
  }

  function open(id: string) {
    navigate(formatLedgerLink(filter, id), { state: OPENED_HERE });
  }

  function close() {
    if (history.state === OPENED_HERE) history.back();
    else navigate(formatLedgerLink(filter, null), { replace: true });
  }

  return (
    <section aria-labelledby="ledger" className="mt-10">
      <div className="mb-3 flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id="ledger" className="font-semibold">
          Ledger
        </h2>
        {entries && entries.length > 0 && (
          <Button
            className="print:hidden"
            aria-disabled={csv.state.kind === 'running'}
            onClick={() => csv.state.kind !== 'running' && csv.start(filter)}
          >
            Export CSV
          </Button>
        )}
      </div>
      {ignored.map((sentence) => (
        <p key={sentence} className="mb-3 text-sm">
          {sentence}
        </p>
      ))}
      <LedgerExportPanel state={csv.state} filter={filter} onCancel={csv.cancel} onResume={csv.resume} />
      {(isFiltered || entries === undefined || entries.length > 0) && (
        <LedgerFilters
          filter={filter}
          periods={ledgerPeriods(cycles, serverClock.now() ?? 0, formats.timeZone)}
          tools={tools}
          models={[...new Set(models)]}
          onChange={change}
          onClear={() => show({})}
        />
      )}
      {ledger.refreshError && (
        <div className="mb-4">
          <FailureNotice
            error={ledger.refreshError}
            what={`Newer entries could not be loaded. Nothing was charged for asking${lastKnown(ledger.refreshedAt, formats)}`}
            onRetry={ledger.refresh}
          />
        </div>
      )}
      <p role="status" className="mb-2 text-ink-muted text-sm empty:hidden">
        {entries && entries.length > 0 && summary(entries.length, ledger, filter, formats)}
      </p>
      {renderEntries()}
      {entryId !== null && (
        <LedgerEntryDialog
          key={entryId}
          id={entryId}
          entry={entries?.find(({ id }) => id === entryId)}
          plans={plans}
          onClose={close}
        />
      )}
    </section>
  );

  function renderEntries() {
    if (ledger.error) {
      return (
        <FailureNotice
          error={ledger.error}
          what="The ledger could not be loaded. Nothing was charged for asking"
          onRetry={ledger.retry}
        />
      );
    }
    if (entries === undefined) return <Skeleton className="h-72" />;
    if (entries.length === 0) return <NothingFound filter={filter} onChange={change} />;
    return (
      <LedgerGrid
        entries={entries}
        plans={plans}
        isComplete={!ledger.hasMore && !ledger.isFull}
        isStale={ledger.isStale}
        onOpen={open}
        onEndNear={() => {
          if (ledger.hasMore && !ledger.isLoadingMore && ledger.moreError === null) ledger.loadMore();
        }}
      >
        {ledger.isLoadingMore && <p className="p-3 text-ink-muted text-sm">Earlier entries are loading.</p>}
        {ledger.moreError && (
          <div className="p-3">
            <FailureNotice
              error={ledger.moreError}
              what="Earlier entries could not be loaded. Nothing was charged for asking"
              onRetry={ledger.loadMore}
            />
          </div>
        )}
      </LedgerGrid>
    );
  }
}

/** Marks a place in the browser's history that leads back to the ledger behind it. */
const OPENED_HERE = 'opened from the ledger';

function modelsIn(entries: readonly LedgerEntry[]): string[] {
  const models = entries.flatMap((entry) => (entry.kind === 'generation' ? (entry.request.model ?? []) : []));
  return [...new Set(models)];
}

interface Extent {
  hasMore: boolean;
  isFull: boolean;
}

function summary(count: number, { hasMore, isFull }: Extent, filter: LedgerFilter, formats: Formats): string {
  const period = describePeriod(filter, formats);
  const listed = countedEntries(count, formats);
  const extent = isFull
    ? `${listed}, as many as can be listed. A period or a search leads further back, and an export has them all.`
    : `${listed}${hasMore ? ' so far; scrolling brings earlier ones' : ''}.`;
  return period === null ? extent : `${extent} ${period}`;
}
