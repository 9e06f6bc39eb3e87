export type Pattern =
  | 'voice'
  | 'image'
  | 'video'
  | 'other'
  | 'line'
  | 'pace'
  | 'run-out'
  | 'used'
  | 'expired'
  | 'left';

interface LegendProps {
  items: readonly { pattern: Pattern; label: string; figure?: string }[];
}

/** What the lines and patterns of a chart stand for. */
export function Legend({ items }: LegendProps) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {items.map(({ pattern, label, figure }) => (
        <li key={pattern} className="flex items-center gap-2">
          <span aria-hidden="true" className="chart-swatch" data-pattern={pattern} />
          {label}
          {figure !== undefined && <span className="text-ink-muted">{figure}</span>}
        </li>
      ))}
    </ul>
  );
}
