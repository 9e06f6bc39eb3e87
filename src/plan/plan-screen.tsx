import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { planQueries, subscriptionQueries } from '../api/customer.ts';
import { ledgerQueries } from '../api/history.ts';
import type { OfferedPlan, Subscription } from '../api/schemas.ts';
import { Loaded } from '../credits/loaded.tsx';
import { RenewalCard } from '../credits/renewal-card.tsx';
import { useFormats } from '../ui/formats-context.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { AccountPages } from './account-pages.tsx';
import { Catalogue } from './catalogue.tsx';
import { PlanChanges } from './plan-changes.tsx';
import { UpgradeDialog } from './upgrade-dialog.tsx';

/** The plan one has, both its dates, what else is sold, and the way up. */
export default function PlanScreen() {
  const subscription = useQuery(subscriptionQueries.current());
  const plans = useQuery(planQueries.all());
  const changes = useInfiniteQuery(ledgerQueries.pages({ kind: 'plan-change' }));
  const [upgrading, setUpgrading] = useState<OfferedPlan | null>(null);
  return (
    <>
      <title>Plan – AI credits</title>
      <h1 className="sr-only">Plan</h1>
      <Loaded
        query={subscription}
        waiting={<Skeleton className="h-52" />}
        failure="Your plan could not be loaded"
      >
        {(current) => (
          <>
            <CurrentPlan subscription={current} />
            <section aria-labelledby="catalogue" className="mt-10">
              <h2 id="catalogue" className="mb-2 font-semibold">
                Plans
              </h2>
              <Loaded
                query={plans}
                waiting={<Skeleton className="h-96" />}
                failure="The plans could not be loaded"
              >
                {(offered) => <Catalogue plans={offered} subscription={current} onUpgrade={setUpgrading} />}
              </Loaded>
            </section>
          </>
        )}
      </Loaded>
      <div className="mt-10 grid gap-x-12 gap-y-10 md:grid-cols-2">
        <section aria-labelledby="changes">
          <h2 id="changes" className="mb-2 font-semibold">
            Changes so far
          </h2>
          <Loaded
            query={changes}
            waiting={<Skeleton className="h-20" />}
            failure="Earlier changes could not be loaded"
          >
            {({ pages }) => (
              <PlanChanges entries={pages.flatMap(({ entries }) => entries)} plans={plans.data ?? []} />
            )}
          </Loaded>
        </section>
        <AccountPages />
      </div>
      {upgrading && <UpgradeDialog to={upgrading} onClose={() => setUpgrading(null)} />}
    </>
  );
}

function CurrentPlan({ subscription }: { subscription: Subscription }) {
  const formats = useFormats();
  const { plan, interval } = subscription;
  return (
    <section aria-label="Current plan">
      <p className="text-ink-muted text-sm">Your plan</p>
      <p className="font-semibold text-4xl tracking-tighter">{plan.name}</p>
      <p className="mt-1 text-ink-muted">
        {formats.credits(plan.monthlyCredits)} a month, {formats.money(plan.prices[interval], plan.currency)}{' '}
        a {interval}
      </p>
      <div className="mt-5 border-hairline border-t pt-5">
        <RenewalCard subscription={subscription} />
      </div>
    </section>
  );
}
