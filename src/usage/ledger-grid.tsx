import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { LedgerEntry, OfferedPlan } from '../api/schemas.ts';
import { describeEntry } from '../credits/describe-entry.ts';
import { toolKind } from '../meter/tool-kinds.ts';
import { useFormats } from '../ui/formats-context.tsx';
import { rowAfterKey } from '../ui/row-after-key.ts';

/** Rows beyond each edge of the view, so that scrolling meets no gap. */
const OVERSCAN = 8;
/** A row of two lines. It is only a first guess: each row is measured once it stands. */
const ROW_PX = 58;
/** How far before the end of what is loaded more is asked for. */
const ROWS_AHEAD = 30;

interface LedgerGridProps {
  entries: readonly LedgerEntry[];
  plans: readonly OfferedPlan[];
  /** No entry is left beyond these: only then is their number known. */
  isComplete: boolean;
  /** These are of another filter, whose entries are on their way. */
  isStale: boolean;
  onOpen: (id: string) => void;
  /** Called, perhaps repeatedly, when the last rows come into view. */
  onEndNear: () => void;
  /** What stands below the last row. */
  children: ReactNode;
}

/**
 * Entries newest first, however many, in a view of their own that holds only the rows in sight. One row takes the
 * focus: arrow keys, Page Up and Down, Home and End move it, Enter opens its entry. Printed, all rows stand.
 */
export function LedgerGrid({
  entries,
  plans,
  isComplete,
  isStale,
  onOpen,
  onEndNear,
  children,
}: LedgerGridProps) {
  const view = useRef<HTMLDivElement>(null);
  const isPrinting = useSyncExternalStore(onPrintChange, () => print.matches);
  const [activeId, setActiveId] = useState<string | null>(null);
  const activeIndex = Math.max(
    0,
    entries.findIndex(({ id }) => id === activeId),
  );
  /** The focus follows the active row only when a key has moved it. */
  const isMoving = useRef(false);

  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => view.current,
    getItemKey: (index) => entries[index]?.id ?? index,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    // The active row stays, wherever the view is: unmounted, it would lose the focus.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      return indexes.includes(activeIndex) ? indexes : [...indexes, activeIndex].toSorted((a, b) => a - b);
    },
    // What is read stays in place when entries are booked above it; at the top the newest comes into view.
    anchorTo: (view.current?.scrollTop ?? 0) > 0 ? 'end' : 'start',
  });
  const rows = virtual.getVirtualItems();

  const lastInSight = virtual.range?.endIndex ?? 0;
  const endIsNear = lastInSight >= entries.length - ROWS_AHEAD;
  const whenEndNear = useEffectEvent(onEndNear);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with more entries the end may still be near.
  useEffect(() => {
    if (endIsNear) whenEndNear();
  }, [endIsNear, entries.length]);

  useLayoutEffect(() => {
    if (!isMoving.current) return;
    isMoving.current = false;
    const row = view.current?.querySelector(`[data-index="${activeIndex}"]`);
    row?.querySelector('button')?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  }, [activeIndex]);

  function move(event: KeyboardEvent) {
    const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};
    const rowsInView = Math.max(1, endIndex - startIndex - 1);
    const goal = rowAfterKey(event.key, activeIndex, rowsInView, entries.length - 1);
    if (goal === null) return;
    event.preventDefault();
    isMoving.current = goal !== activeIndex;
    setActiveId(entries[goal]?.id ?? null);
  }

  const renderRow = (index: number, place?: Pick<RowProps, 'measure' | 'gap'>) => {
    const entry = entries[index];
    return (
      entry && (
        <Row
          key={entry.id}
          index={index}
          entry={entry}
          plans={plans}
          isActive={index === activeIndex}
          onFocus={() => setActiveId(entry.id)}
          onOpen={() => onOpen(entry.id)}
          {...place}
        />
      )
    );
  };

  return (
    <div
      ref={view}
      className="relative max-h-[min(44rem,75dvh)] scroll-pt-10 overflow-y-auto border-hairline border-y [overflow-anchor:none] print:max-h-none print:overflow-visible"
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA lets a table be a grid, and keys walk through this one.
        role="grid"
        aria-label="Ledger"
        aria-rowcount={isComplete ? entries.length + 1 : -1}
        aria-busy={isStale}
        onKeyDown={move}
        className={`block ${isStale ? 'opacity-50' : ''}`}
      >
        <thead className="top-0 z-10 block bg-surface max-sm:sr-only sm:sticky print:static">
          <tr aria-rowindex={1} className={`border-hairline border-b text-ink-muted text-sm ${COLUMNS}`}>
            <th scope="col" className="py-2 text-start font-normal">
              When
            </th>
            <th scope="col" className="py-2 text-start font-normal">
              What
            </th>
            <th scope="col" className="py-2 text-end font-normal">
              Credits
            </th>
            <th scope="col" className="py-2 text-end font-normal">
              Left after
            </th>
          </tr>
        </thead>
        {isPrinting ? (
          <tbody className="block">{entries.map((_, index) => renderRow(index))}</tbody>
        ) : (
          <tbody className="flow-root" style={{ height: virtual.getTotalSize() }}>
            {rows.map(({ index, start }, place) =>
              renderRow(index, {
                gap: start - (rows[place - 1]?.end ?? 0),
                measure: virtual.measureElement,
              }),
            )}
          </tbody>
        )}
      </table>
      {children}
    </div>
  );
}

/** On a phone a row is a card: what and its credits, below them when and what was left. */
const COLUMNS =
  'grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 px-1 sm:grid-cols-[7rem_minmax(0,1fr)_5rem_5.5rem]';

interface RowProps {
  index: number;
  entry: LedgerEntry;
  plans: readonly OfferedPlan[];
  isActive: boolean;
  /** The room above it for rows that do not stand, in pixels. */
  gap?: number;
  measure?: (row: HTMLElement | null) => void;
  onFocus: () => void;
  onOpen: () => void;
}

function Row({ index, entry, plans, isActive, gap = 0, measure, onFocus, onOpen }: RowProps) {
  const formats = useFormats();
  const { title, detail } = describeEntry(entry, plans, formats);
  return (
    <tr
      ref={measure}
      aria-rowindex={index + 2}
      data-index={index}
      // Only the first row of a run is placed: browsers take ten times as long over rows that each have a style of their own.
      style={gap === 0 ? undefined : { marginTop: gap }}
      className={`relative min-h-12 break-inside-avoid scroll-mb-1 content-center border-hairline py-2 leading-snug hover:bg-surface-sunken ${COLUMNS} ${index > 0 ? 'border-t' : ''}`}
    >
      <td className="text-ink-muted text-sm max-sm:order-3 sm:pt-0.5">
        <time dateTime={entry.at} title={formats.moment(entry.at).local}>
          {formats.date(entry.at)} <span className="sm:block">{formats.time(entry.at)}</span>
        </time>
      </td>
      <td className="min-w-0">
        <button
          type="button"
          tabIndex={isActive ? 0 : -1}
          aria-haspopup="dialog"
          onFocus={onFocus}
          onClick={onOpen}
          className="block w-full min-w-0 text-start outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2"
        >
          <span className="flex items-baseline gap-2">
            {entry.kind === 'generation' && (
              <span
                aria-hidden="true"
                className="size-2 shrink-0 rounded-full forced-color-adjust-none"
                style={{ background: toolKind(entry.request.tool).color }}
              />
            )}
            {title}
          </span>{' '}
          <span className="block text-ink-muted text-sm">{detail}</span>
        </button>
      </td>
      <td className="text-end">{entry.kind === 'generation' ? formats.difference(-entry.credits) : '–'}</td>
      <td className="text-end max-sm:order-4 max-sm:text-ink-muted max-sm:text-sm">
        {formats.integer(entry.balanceAfter)}
        <span className="sm:hidden"> left</span>
      </td>
    </tr>
  );
}

const print = matchMedia('print');

function onPrintChange(listener: () => void): () => void {
  print.addEventListener('change', listener);
  return () => print.removeEventListener('change', listener);
}
