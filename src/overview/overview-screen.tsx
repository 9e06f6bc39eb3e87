import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { balanceQueries, planQueries, subscriptionQueries } from '../api/customer.ts';
import { ledgerQueries } from '../api/history.ts';
import { Loaded } from '../credits/loaded.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { CreditBalance } from './credit-balance.tsx';
import { LastEntries } from './last-entries.tsx';
import { SplitByTool } from './split-by-tool.tsx';

/** What is left and exactly when it renews, where it went, and what happened last. */
export function OverviewScreen() {
  const balance = useQuery(balanceQueries.current());
  const subscription = useQuery(subscriptionQueries.current());
  const ledger = useQuery(ledgerQueries.newest(6));
  const plans = useQuery(planQueries.all());
  return (
    <>
      <title>Overview – AI credits</title>
      <h1 className="sr-only">Overview</h1>
      <Loaded
        query={balance}
        waiting={<Skeleton className="h-72 sm:h-64" />}
        failure="Your balance could not be loaded"
      >
        {(figures) => <CreditBalance balance={figures} subscription={subscription} />}
      </Loaded>
      <div className="mt-10 grid gap-x-12 gap-y-10 md:grid-cols-2">
        <section aria-labelledby="by-tool" className="min-w-0">
          <h2 id="by-tool" className="mb-2 py-1 font-semibold">
            This cycle by tool
          </h2>
          <Loaded query={balance} waiting={<Skeleton className="h-56" />} failure="Usage could not be loaded">
            {({ usedByTool, used }) => <SplitByTool usedByTool={usedByTool} used={used} />}
          </Loaded>
        </section>
        <section aria-labelledby="last-entries" className="min-w-0">
          <div className="mb-2 flex items-baseline justify-between">
            <h2 id="last-entries" className="py-1 font-semibold">
              Last entries
            </h2>
            <Link
              href="/usage"
              className="py-1 text-ink-muted text-sm underline underline-offset-4 hover:text-ink"
            >
              All entries
            </Link>
          </div>
          <Loaded
            query={ledger}
            waiting={<Skeleton className="h-72" />}
            failure="The ledger could not be loaded"
          >
            {({ entries }) => <LastEntries entries={entries} plans={plans.data ?? []} />}
          </Loaded>
        </section>
      </div>
    </>
  );
}
