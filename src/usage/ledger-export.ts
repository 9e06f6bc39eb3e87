import { useEffect, useRef, useState } from 'react';
import { fetchLedgerPage, LARGEST_PAGE, type LedgerFilter } from '../api/history.ts';
import { serverClock } from '../api/server-clock.ts';
import { saveFile } from '../ui/save-file.ts';
import type { Instant } from '../units/instants.ts';
import { dayFinder } from '../units/local-days.ts';

export interface ExportProgress {
  entries: number;
  /** The oldest entry so far. */
  reached: Instant | null;
}

export type ExportState =
  | { kind: 'idle' }
  | ({ kind: 'running' } & ExportProgress)
  | ({ kind: 'failed'; error: Error } & ExportProgress)
  | { kind: 'canceled' }
  | { kind: 'saved'; entries: number; fileName: string };

const NOTHING_YET: ExportProgress = { entries: 0, reached: null };

/**
 * The entries that pass a filter as CSV, asked for page by page. Each page becomes a Blob of its own, which browsers
 * keep outside of the page's memory, on disk where it is large: no text ever holds the whole. `run` may be called again
 * after it threw and goes on with the page that failed.
 */
export function createLedgerExport(filter: LedgerFilter) {
  const parts: Blob[] = [];
  let cursor: string | null = null;
  let isComplete = false;
  let progress = NOTHING_YET;

  return {
    async run(signal: AbortSignal, onProgress: (progress: ExportProgress) => void): Promise<Blob> {
      const { csvHeader, csvRows } = await import('./ledger-csv.ts');
      while (!isComplete) {
        const { entries, nextCursor } = await fetchLedgerPage(filter, {
          cursor,
          limit: LARGEST_PAGE,
          signal,
        });
        signal.throwIfAborted();
        parts.push(new Blob([csvRows(entries)]));
        cursor = nextCursor;
        isComplete = nextCursor === null;
        progress = {
          entries: progress.entries + entries.length,
          reached: entries.at(-1)?.at ?? progress.reached,
        };
        onProgress(progress);
      }
      return new Blob([csvHeader(), ...parts], { type: 'text/csv;charset=utf-8' });
    },
  };
}

/** One export at a time; leaving the screen cancels it. The file is named after the customer's day. */
export function useLedgerExport(timeZone: string) {
  const [state, setState] = useState<ExportState>({ kind: 'idle' });
  const underWay = useRef<ReturnType<typeof createLedgerExport> | null>(null);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  async function run() {
    const work = underWay.current;
    if (work === null) return;
    abort.current = new AbortController();
    const { signal } = abort.current;
    let progress = NOTHING_YET;
    try {
      const file = await work.run(signal, (latest) => {
        progress = latest;
        setState({ kind: 'running', ...latest });
      });
      const fileName = `credit-ledger-${dayFinder(timeZone)(serverClock.now() ?? 0)}.csv`;
      saveFile(fileName, file.type, file);
      setState({ kind: 'saved', entries: progress.entries, fileName });
    } catch (error) {
      if (signal.aborted) return;
      const failure = error instanceof Error ? error : new Error(String(error));
      setState((before) => ({ ...NOTHING_YET, ...before, kind: 'failed', error: failure }));
    }
  }

  return {
    state,
    start(filter: LedgerFilter) {
      underWay.current = createLedgerExport(filter);
      setState({ kind: 'running', ...NOTHING_YET });
      void run();
    },
    /** Goes on after a failure. */
    resume() {
      setState((before) => ({ ...NOTHING_YET, ...before, kind: 'running' }));
      void run();
    },
    cancel() {
      abort.current?.abort();
      setState({ kind: 'canceled' });
    },
  };
}
