import type { ReactNode } from 'react';
import { useFormats } from '../ui/formats-context.tsx';
import { KIND_COLORS, KIND_LABELS, sumByKind } from './tool-kinds.ts';

interface MeterLegendProps {
  used: number;
  usedByTool: Readonly<Record<string, number>>;
  /** Further list items, for what else the meter shows. */
  children?: ReactNode;
}

/** What the stretches of a meter stand for, with their figures. */
export function MeterLegend({ used, usedByTool, children }: MeterLegendProps) {
  const formats = useFormats();
  return (
    <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {sumByKind(usedByTool).map(({ kind, credits }) => (
        <li key={kind} className="flex items-center gap-2">
          <span
            aria-hidden="true"
            className="size-2.5 rounded-xs forced-color-adjust-none"
            style={{ background: KIND_COLORS[kind] }}
          />
          {KIND_LABELS[kind]} <span className="text-ink-muted">{formats.integer(credits)}</span>
        </li>
      ))}
      {children}
      <li className="ms-auto text-ink-muted">{formats.integer(used)} used</li>
    </ul>
  );
}
