import type { Cycle } from '../../api/schemas.ts';
import { useDayFormats } from '../../ui/use-day-formats.ts';
import { ChartCard, type FigureRow } from './chart-card.tsx';
import { cycleFinding } from './findings.ts';
import { lazyPlot } from './lazy-plot.tsx';
import { Legend } from './legend.tsx';
import { latestCycles } from './series.ts';

const CyclesPlot = lazyPlot(() => import('./cycles-plot.tsx'));

/** As many as find room in the plot; the table has all. */
const CYCLES_SHOWN = 12;

/** How the cycles before this one ended, beside it: what was used and what expired. */
export function EarlierCycles({ cycles }: { cycles: readonly Cycle[] }) {
  const formats = useDayFormats();
  const rowOf = ({ start, end, allowance, used, expired }: Cycle): FigureRow => ({
    name: formats.date(start),
    dateTime: start,
    until: { name: formats.date(end), dateTime: end },
    cells: [
      formats.integer(allowance),
      formats.integer(used),
      expired === null ? 'not yet' : formats.integer(expired),
    ],
  });
  const columns = ['From, to', 'Allowance', 'Used', 'Expired'];
  const finding = cycleFinding(cycles, formats);
  const points = latestCycles(cycles, CYCLES_SHOWN).map((cycle) => {
    const { start, allowance, used, expired } = cycle;
    const left = expired === null ? Math.max(0, allowance - used) : 0;
    return { start, used, expired: expired ?? 0, left, row: rowOf(cycle) };
  });
  return (
    <ChartCard
      subject="Credits by cycle, this one beside earlier ones"
      finding={finding}
      figures={{ caption: 'Earlier cycles beside this one', columns, rows: cycles.map(rowOf) }}
      empty={
        cycles.some(({ expired }) => expired !== null)
          ? undefined
          : 'Each cycle stands here with what it used and what expired, once it is over.'
      }
      legend={
        <Legend
          items={[
            { pattern: 'used', label: 'Used' },
            { pattern: 'expired', label: 'Expired unused' },
            { pattern: 'left', label: 'Left now' },
          ]}
        />
      }
    >
      <CyclesPlot label={finding} columns={columns} points={points} />
    </ChartCard>
  );
}
