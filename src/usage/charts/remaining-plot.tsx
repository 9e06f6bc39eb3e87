import { useId } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceArea, ReferenceLine, XAxis, YAxis } from 'recharts';
import type { Period } from '../../api/schemas.ts';
import { useDayFormats } from '../../ui/use-day-formats.ts';
import { epochMs, instantAt } from '../../units/instants.ts';
import { Hatching } from './hatching.tsx';
import { AXIS, GRID, PLOT } from './plot-style.ts';
import { type Point, PointTooltip } from './point-card.tsx';

interface RemainingPlotProps {
  label: string;
  columns: readonly string[];
  points: readonly (Point & { atMs: number; remaining: number })[];
  cycle: Period;
  allowance: number;
  /** Draws the even pace, and the run-out range if there is one. */
  pace: { runOut: { from: string; to: string } | null } | null;
}

/** What is left as a step line over the whole cycle, against an even pace. */
export default function RemainingPlot({
  label,
  columns,
  points,
  cycle,
  allowance,
  pace,
}: RemainingPlotProps) {
  const formats = useDayFormats();
  const hatching = useId();
  const [startMs, endMs] = [epochMs(cycle.start), epochMs(cycle.end)];
  const ticks = Array.from({ length: 5 }, (_, i) => startMs + ((endMs - startMs) * i) / 4);
  const top = Math.max(allowance, ...points.map(({ remaining }) => remaining));
  return (
    <LineChart {...PLOT} data={[...points]} aria-label={label}>
      <defs>
        <Hatching id={hatching} color="var(--ink-muted)" ground="var(--surface-sunken)" />
      </defs>
      <CartesianGrid {...GRID} />
      <XAxis
        {...AXIS}
        dataKey="atMs"
        type="number"
        domain={[startMs, endMs]}
        ticks={ticks}
        tickFormatter={(ms: number) => formats.shortDayOf(instantAt(ms))}
      />
      <YAxis {...AXIS} width="auto" axisLine={false} domain={[0, top]} tickFormatter={formats.integer} />
      {pace?.runOut && (
        <ReferenceArea
          x1={epochMs(pace.runOut.from)}
          x2={epochMs(pace.runOut.to)}
          fill={`url(#${hatching})`}
          fillOpacity={1}
          stroke="var(--ink-muted)"
        />
      )}
      {pace && (
        <ReferenceLine
          segment={[
            { x: startMs, y: allowance },
            { x: endMs, y: 0 },
          ]}
          stroke="var(--ink-muted)"
          strokeWidth={1.5}
          strokeDasharray="5 4"
        />
      )}
      <PointTooltip columns={columns} cursor={{ stroke: 'var(--ink-muted)' }} />
      <Line
        dataKey="remaining"
        type="stepAfter"
        stroke="var(--ink)"
        strokeWidth={2}
        dot={false}
        activeDot={{ r: 4, fill: 'var(--ink)', stroke: 'var(--surface)' }}
        isAnimationActive={false}
      />
    </LineChart>
  );
}
