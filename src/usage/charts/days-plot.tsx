import { useId } from 'react';
import { Bar, BarChart, CartesianGrid, XAxis, YAxis } from 'recharts';
import { KIND_COLORS, KIND_LABELS, KINDS, type Kind } from '../../meter/tool-kinds.ts';
import { useDayFormats } from '../../ui/use-day-formats.ts';
import type { Day } from '../../units/local-days.ts';
import { Dots, Hatching } from './hatching.tsx';
import { AXIS, GRID, PLOT } from './plot-style.ts';
import { type Point, PointTooltip } from './point-card.tsx';

interface DaysPlotProps {
  label: string;
  columns: readonly string[];
  /** Credits by kind; days to come have none. */
  points: readonly (Partial<Point> & { day: Day } & Partial<Record<Kind, number>>)[];
}

/** What each day of the cycle took, stacked by kind of media. */
export default function DaysPlot({ label, columns, points }: DaysPlotProps) {
  const formats = useDayFormats();
  const id = useId();
  const fills: Record<Kind, string> = {
    ...KIND_COLORS,
    voice: `url(#${id}-voice)`,
    image: `url(#${id}-image)`,
  };
  return (
    <BarChart {...PLOT} data={[...points]} barCategoryGap="15%" aria-label={label}>
      <defs>
        <Hatching id={`${id}-voice`} color="var(--surface)" ground={KIND_COLORS.voice} />
        <Dots id={`${id}-image`} color="var(--surface)" ground={KIND_COLORS.image} />
      </defs>
      <CartesianGrid {...GRID} />
      <XAxis
        {...AXIS}
        dataKey="day"
        tickFormatter={formats.shortDay}
        interval="equidistantPreserveStart"
        minTickGap={24}
      />
      <YAxis {...AXIS} width="auto" axisLine={false} allowDecimals={false} tickFormatter={formats.integer} />
      <PointTooltip columns={columns} cursor={{ fill: 'var(--surface-sunken)' }} />
      {KINDS.filter((kind) => points.some((point) => point[kind])).map((kind) => (
        <Bar
          key={kind}
          dataKey={kind}
          name={KIND_LABELS[kind]}
          stackId="day"
          fill={fills[kind]}
          stroke="var(--surface)"
          strokeWidth={0.5}
          isAnimationActive={false}
        />
      ))}
    </BarChart>
  );
}
