import { useQuery } from '@tanstack/react-query';
import { balanceQueries, cycleQueries, subscriptionQueries } from '../api/customer.ts';
import { Loaded } from '../credits/loaded.tsx';
import OutlookMeter from '../credits/outlook-meter.tsx';
import { useFormats } from '../ui/formats-context.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ChartCardSkeleton } from './charts/chart-card.tsx';
import { EarlierCycles } from './charts/earlier-cycles.tsx';
import { UsageCharts } from './charts/usage-charts.tsx';
import { Ledger } from './ledger.tsx';

/** What this cycle's credits went on, entry by entry, and how earlier cycles ended. */
export default function UsageScreen() {
  const formats = useFormats();
  const balance = useQuery(balanceQueries.current());
  const cycles = useQuery(cycleQueries.all());
  const { data: subscription } = useQuery(subscriptionQueries.current());
  return (
    <>
      <title>Usage – AI credits</title>
      <h1 className="mb-4 font-semibold text-xl tracking-tight">Usage</h1>
      <Loaded
        query={balance}
        waiting={<Skeleton className="h-96" />}
        failure="Your usage could not be loaded"
      >
        {(current) => (
          <>
            <p className="mb-3">
              <span className="font-semibold text-4xl tracking-tighter">{formats.integer(current.used)}</span>{' '}
              <span className="text-ink-muted">
                of {formats.credits(current.allowance)} used since {formats.shortMoment(current.cycle.start)}
              </span>
            </p>
            <OutlookMeter balance={current} subscription={subscription} size="medium" />
            <section aria-labelledby="charts" className="mt-8">
              <h2 id="charts" className="sr-only">
                Charts
              </h2>
              <UsageCharts balance={current} subscription={subscription} />
            </section>
          </>
        )}
      </Loaded>
      <section aria-labelledby="earlier-cycles" className="mt-10">
        <h2 id="earlier-cycles" className="mb-2 font-semibold">
          Earlier cycles
        </h2>
        <Loaded query={cycles} waiting={<ChartCardSkeleton />} failure="Earlier cycles could not be loaded">
          {(all) => <EarlierCycles cycles={all} />}
        </Loaded>
      </section>
      <Ledger />
    </>
  );
}
