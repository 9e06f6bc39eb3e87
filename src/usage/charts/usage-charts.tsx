import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { planQueries } from '../../api/customer.ts';
import { ledgerQueries, usageQueries } from '../../api/history.ts';
import type { Balance, LedgerEntry, Subscription, UsageRow } from '../../api/schemas.ts';
import { Loaded } from '../../credits/loaded.tsx';
import { evenUse, runOutRange } from '../../credits/outlook.ts';
import { useOutlook } from '../../credits/use-outlook.ts';
import { useServerNow } from '../../credits/use-server-now.ts';
import { KIND_LABELS, KINDS, type Kind } from '../../meter/tool-kinds.ts';
import { useDayFormats } from '../../ui/use-day-formats.ts';
import { epochMs, instantAt } from '../../units/instants.ts';
import { ChartCard, ChartCardSkeleton, type FigureRow } from './chart-card.tsx';
import { dayFinding, kindFinding, paceFinding, shareFinding, wholeOf } from './findings.ts';
import { lazyPlot } from './lazy-plot.tsx';
import { Legend } from './legend.tsx';
import {
  carriedInto,
  creditsIn,
  type DayUse,
  dailyUse,
  daysAhead,
  levelsOf,
  risesIn,
  type Share,
  usedByModel,
  usedByTool,
  withOthers,
} from './series.ts';

const RemainingPlot = lazyPlot(() => import('./remaining-plot.tsx'));
const DaysPlot = lazyPlot(() => import('./days-plot.tsx'));
const SharesPlot = lazyPlot(() => import('./shares-plot.tsx'));

/** As many as find room in a plot; the table has all. */
const SHARES_SHOWN = 7;

interface UsageChartsProps {
  balance: Balance;
  subscription: Subscription | undefined;
}

/** Where this cycle’s credits went: what is left day by day, what each day took, and what they were spent on. */
export function UsageCharts({ balance, subscription }: UsageChartsProps) {
  const { timeZone } = useDayFormats();
  const { start, end } = balance.cycle;
  const usage = useQuery(usageQueries.byDay({ from: start, to: end, timeZone }));
  return (
    <div className="grid gap-x-12 gap-y-10 *:min-w-0 md:grid-cols-2">
      <Loaded
        query={usage}
        waiting={
          <>
            <ChartCardSkeleton />
            <ChartCardSkeleton />
            <ChartCardSkeleton />
            <ChartCardSkeleton />
          </>
        }
        failure="Your use of this cycle could not be loaded"
      >
        {(rows) => <CycleCharts rows={rows} balance={balance} subscription={subscription} />}
      </Loaded>
    </div>
  );
}

function CycleCharts({ rows, balance, subscription }: UsageChartsProps & { rows: UsageRow[] }) {
  const formats = useDayFormats();
  const { timeZone } = formats;
  const minute = useServerNow(60_000) ?? 0;
  const now = instantAt(Math.max(epochMs(balance.asOf), minute));
  const days = dailyUse(rows, balance.cycle, now, timeZone);
  const { data } = useInfiniteQuery(ledgerQueries.pages({ kind: 'plan-change' }));
  const changes = data?.pages.flatMap(({ entries }) => entries) ?? [];
  const carried = carriedInto(balance.cycle, changes);
  const whole = wholeOf(carried);
  return (
    <>
      {carried > 0 && (
        <p className="text-ink-muted text-sm md:col-span-2">
          Your upgrade began this cycle and carried {formats.credits(carried)} into it, used before. The
          charts by day, tool and model have what was used since.
        </p>
      )}
      <RemainingCard balance={balance} subscription={subscription} changes={changes} days={days} now={now} />
      <DaysCard days={days} ahead={daysAhead(balance.cycle, now, timeZone)} whole={whole} />
      <SharesCard what="tool" shares={usedByTool(rows)} whole={whole} />
      <SharesCard what="model" shares={usedByModel(rows)} whole={whole} />
    </>
  );
}

interface RemainingCardProps extends UsageChartsProps {
  /** Plan changes, newest first. */
  changes: readonly LedgerEntry[];
  days: readonly DayUse[];
  now: string;
}

function RemainingCard({ balance, subscription, changes, days, now }: RemainingCardProps) {
  const formats = useDayFormats();
  const outlook = useOutlook(balance, subscription);
  const plans = useQuery(planQueries.all());
  const { allowance, cycle, remaining } = balance;
  const levels = levelsOf(days, remaining, risesIn(cycle, changes, plans.data ?? []), now);
  const paced = outlook?.horizon.cycle;
  const evenLeft = (ms: number) => (paced ? allowance - evenUse(allowance, paced, instantAt(ms)) : null);

  const columns = ['Day', 'Left', ...(paced ? ['Even pace'] : [])];
  const points = levels.map((level) => {
    const even = evenLeft(level.atMs);
    const row: FigureRow = {
      ...(level.day === null
        ? { name: 'At the start' }
        : { name: formats.day(level.day), dateTime: level.day }),
      cells: [level.remaining, even].filter((credits) => credits !== null).map(formats.integer),
    };
    return { ...level, row };
  });
  const finding = paceFinding(balance, paced ? evenUse(allowance, paced, now) : null, formats);
  const runOut = outlook?.forecast ? runOutRange(outlook.forecast, outlook.horizon) : null;
  const caption = 'Credits left at the end of each day, and now';
  return (
    <ChartCard
      subject={caption}
      finding={finding}
      figures={{ caption, columns, rows: points.map(({ row }) => row) }}
      legend={
        <Legend
          items={[
            { pattern: 'line', label: 'Left' },
            ...(paced ? [{ pattern: 'pace', label: 'Even pace' } as const] : []),
            ...(runOut ? [{ pattern: 'run-out', label: 'Run-out range' } as const] : []),
          ]}
        />
      }
    >
      <RemainingPlot
        label={finding}
        columns={columns}
        points={points}
        cycle={paced ?? cycle}
        allowance={allowance}
        pace={paced ? { runOut } : null}
      />
    </ChartCard>
  );
}

interface DaysCardProps {
  days: readonly DayUse[];
  /** The days of the cycle after today. */
  ahead: readonly string[];
  whole: string;
}

function DaysCard({ days, ahead, whole }: DaysCardProps) {
  const formats = useDayFormats();
  const used = days.flatMap(({ byKind }) => byKind);
  const kinds = KINDS.filter((kind) => used.some((part) => part.kind === kind));
  const creditsOf = (parts: DayUse['byKind'], kind: Kind) =>
    creditsIn(parts.filter((part) => part.kind === kind));

  const columns = ['Day', ...kinds.map((kind) => KIND_LABELS[kind]), 'Credits'];
  const points = days.map(({ day, byKind, credits }) => {
    const parts = kinds.map((kind) => [kind, creditsOf(byKind, kind)] as const);
    const cells = [...parts.map(([, part]) => part), credits].map(formats.integer);
    return { day, ...Object.fromEntries(parts), row: { name: formats.day(day), dateTime: day, cells } };
  });
  const finding = dayFinding(days, formats);
  return (
    <ChartCard
      subject={['Credits by day', kindFinding(days, whole, formats)].filter(Boolean).join('. ')}
      finding={finding}
      figures={{ caption: 'Credits used by day', columns, rows: points.map(({ row }) => row) }}
      empty={
        used.length === 0 ? 'Each day stands here with what it took, once something is generated.' : undefined
      }
      legend={
        <Legend
          items={kinds.map((kind) => ({
            pattern: kind,
            label: KIND_LABELS[kind],
            figure: formats.integer(creditsOf(used, kind)),
          }))}
        />
      }
    >
      <DaysPlot label={finding} columns={columns} points={[...points, ...ahead.map((day) => ({ day }))]} />
    </ChartCard>
  );
}

interface SharesCardProps {
  what: 'tool' | 'model';
  shares: readonly Share[];
  whole: string;
}

function SharesCard({ what, shares, whole }: SharesCardProps) {
  const formats = useDayFormats();
  const all = creditsIn(shares);
  const rowOf = ({ label, credits, count }: Share): FigureRow => ({
    name: label,
    cells: [formats.integer(credits), formats.percent(credits / all), formats.integer(count)],
  });
  const columns = [what === 'tool' ? 'Tool' : 'Model', 'Credits', 'Share', 'Generations'];
  const finding = shareFinding(shares, whole, formats);
  return (
    <ChartCard
      subject={`Credits by ${what} in this cycle`}
      finding={finding}
      figures={{ caption: `Credits used by ${what}`, columns, rows: shares.map(rowOf) }}
      empty={
        shares.length === 0 ? `Each ${what} stands here with what it took, the largest first.` : undefined
      }
    >
      <SharesPlot
        label={finding}
        columns={columns}
        points={withOthers(shares, SHARES_SHOWN).map((share) => ({ ...share, row: rowOf(share) }))}
      />
    </ChartCard>
  );
}
