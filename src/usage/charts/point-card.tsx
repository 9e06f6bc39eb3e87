import { Tooltip, type TooltipContentProps } from 'recharts';
import type { FigureRow } from './chart-card.tsx';

/** A point of a plot: what it draws, and the row of the table that says it. */
export interface Point {
  row: FigureRow;
}

/** The tooltip of every plot: the row of the table that the pointer or the arrow keys are at, announced politely. */
export function PointTooltip({ columns, cursor }: { columns: readonly string[]; cursor: object }) {
  return (
    <Tooltip
      isAnimationActive={false}
      cursor={cursor}
      content={(shown) => <PointCard columns={columns} shown={shown} />}
    />
  );
}

function PointCard({ columns, shown }: { columns: readonly string[]; shown: TooltipContentProps }) {
  const point: Point | undefined = shown.payload[0]?.payload;
  return (
    <div role="status">
      {shown.active && point && (
        <div className="max-w-56 rounded-md border border-hairline-strong bg-surface-raised px-3 py-2 text-sm">
          <p className="font-medium">{point.row.name}</p>
          {point.row.cells.map((cell, i) => (
            <p key={columns[i + 1]} className="flex justify-between gap-4">
              <span className="text-ink-muted">{columns[i + 1]}</span> {cell}
            </p>
          ))}
        </div>
      )}
    </div>
  );
}
