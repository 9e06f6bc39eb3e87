import { Bar, BarChart, LabelList, Rectangle, XAxis, YAxis } from 'recharts';
import { useFormats } from '../../ui/formats-context.tsx';
import { PLOT } from './plot-style.ts';
import { type Point, PointTooltip } from './point-card.tsx';
import type { Share } from './series.ts';

interface SharesPlotProps {
  label: string;
  columns: readonly string[];
  points: readonly (Point & Share)[];
}

/** One bar a tool or model, each under its name and figure. */
export default function SharesPlot({ label, columns, points }: SharesPlotProps) {
  const formats = useFormats();
  return (
    <BarChart
      {...PLOT}
      layout="vertical"
      margin={{ top: 14, right: 2, bottom: 0, left: 0 }}
      data={[...points]}
      aria-label={label}
    >
      <XAxis type="number" hide domain={[0, 'dataMax']} />
      <YAxis type="category" dataKey="label" hide />
      <PointTooltip columns={columns} cursor={{ fill: 'var(--surface-sunken)' }} />
      <Bar
        dataKey="credits"
        barSize={8}
        minPointSize={2}
        isAnimationActive={false}
        shape={({ payload, ...bar }) => <Rectangle {...bar} fill={(payload as Share).color} radius={2} />}
      >
        <LabelList
          dataKey="label"
          content={({ viewBox, value, index }) => (
            <NameAndFigure
              viewBox={viewBox}
              name={String(value)}
              figure={formats.integer(points[index ?? 0]?.credits ?? 0)}
            />
          )}
        />
      </Bar>
    </BarChart>
  );
}

function NameAndFigure({
  viewBox,
  name,
  figure,
}: {
  viewBox: object | undefined;
  name: string;
  figure: string;
}) {
  const { x, y } = viewBox as { x: number; y: number };
  return (
    <text x={x} y={y - 5} style={{ fill: 'var(--ink)' }}>
      {name} <tspan style={{ fill: 'var(--ink-muted)' }}>{figure}</tspan>
    </text>
  );
}
