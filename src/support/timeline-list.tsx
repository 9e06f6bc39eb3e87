import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { Moment } from '../api/schemas/support.ts';
import type { OfferedPlan } from '../api/schemas.ts';
import { useFormats } from '../ui/formats-context.tsx';
import { rowAfterKey } from '../ui/row-after-key.ts';
import type { Instant } from '../units/instants.ts';
import { describeMoment } from './describe-moment.ts';

const ROW_PX = 52;
const PAGE_ROWS = 8;

interface TimelineListProps {
  moments: readonly Moment[];
  plans: readonly OfferedPlan[];
  now: Instant;
  chosen: number;
  onChoose: (index: number) => void;
}

/** All moments, oldest first, one of them chosen by pointer or arrow keys; only the rows in sight stand in the page. */
export function TimelineList({ moments, plans, now, chosen, onChoose }: TimelineListProps) {
  const formats = useFormats();
  const id = useId();
  const view = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: moments.length,
    getScrollElement: () => view.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
    initialRect: { width: 0, height: ROW_PX * PAGE_ROWS },
    // The chosen row stays, wherever the view is: it is what the keys move from.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      return indexes.includes(chosen) ? indexes : [...indexes, chosen].toSorted((a, b) => a - b);
    },
  });

  useEffect(() => virtual.scrollToIndex(chosen, { align: 'auto' }), [virtual, chosen]);

  function move(event: KeyboardEvent) {
    const goal = rowAfterKey(event.key, chosen, PAGE_ROWS, moments.length - 1);
    if (goal === null) return;
    event.preventDefault();
    onChoose(goal);
  }

  return (
    <div
      ref={view}
      role="listbox"
      aria-label="Moments"
      tabIndex={0}
      aria-activedescendant={`${id}-${chosen}`}
      onKeyDown={move}
      className="max-h-[26rem] self-start overflow-y-auto border-hairline border-y [overflow-anchor:none]"
    >
      <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const moment = moments[index];
          if (!moment) return null;
          const { title, detail } = describeMoment(moment, plans, formats);
          const hidden = moment.at > now;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys move the choice at the list, which has the focus.
            <div
              key={moment.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              aria-setsize={moments.length}
              aria-posinset={index + 1}
              onClick={() => onChoose(index)}
              style={{ transform: `translateY(${start}px)`, height: ROW_PX }}
              className={`absolute inset-x-0 top-0 grid cursor-pointer grid-cols-[minmax(0,1fr)_auto] content-center gap-x-3 border-hairline border-b px-2 text-sm leading-snug ${
                index === chosen ? 'bg-surface-sunken' : 'hover:bg-surface-sunken'
              } ${hidden ? 'text-ink-muted' : ''}`}
            >
              <span className="truncate font-medium">
                {title}
                {hidden && <span className="font-normal">, hidden</span>}
              </span>
              <span className="text-end">{formats.integer(moment.after.remaining)} left</span>
              <span className="truncate text-ink-muted text-xs">{detail}</span>
              <time dateTime={moment.at} className="text-end text-ink-muted text-xs">
                {formats.date(moment.at)}, {formats.time(moment.at)}
              </time>
            </div>
          );
        })}
      </div>
    </div>
  );
}
