import { useId } from 'react';
import { Bar, BarChart, CartesianGrid, XAxis, YAxis } from 'recharts';
import { useDayFormats } from '../../ui/use-day-formats.ts';
import { Hatching } from './hatching.tsx';
import { AXIS, GRID, PLOT } from './plot-style.ts';
import { type Point, PointTooltip } from './point-card.tsx';

interface CyclesPlotProps {
  label: string;
  columns: readonly string[];
  points: readonly (Point & { start: string; used: number; expired: number; left: number })[];
}

/** What each cycle used and what expired of it, oldest first, the running one with what is left. */
export default function CyclesPlot({ label, columns, points }: CyclesPlotProps) {
  const formats = useDayFormats();
  const hatching = useId();
  const bar = {
    stackId: 'cycle',
    stroke: 'var(--ink-muted)',
    isAnimationActive: false,
    maxBarSize: 56,
  } as const;
  return (
    <BarChart {...PLOT} data={[...points]} barCategoryGap="20%" aria-label={label}>
      <defs>
        <Hatching id={hatching} color="var(--ink-muted)" ground="var(--surface-sunken)" />
      </defs>
      <CartesianGrid {...GRID} />
      <XAxis
        {...AXIS}
        dataKey="start"
        tickFormatter={formats.shortDayOf}
        interval="equidistantPreserveStart"
      />
      <YAxis {...AXIS} width="auto" axisLine={false} allowDecimals={false} tickFormatter={formats.integer} />
      <PointTooltip columns={columns} cursor={{ fill: 'var(--surface-sunken)' }} />
      <Bar {...bar} dataKey="used" fill="var(--ink)" stroke="var(--ink)" />
      <Bar {...bar} dataKey="expired" fill={`url(#${hatching})`} />
      <Bar {...bar} dataKey="left" fill="var(--surface)" />
    </BarChart>
  );
}
