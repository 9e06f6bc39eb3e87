import type { UseQueryResult } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Link } from 'wouter';
import type { Balance, Subscription } from '../api/schemas.ts';
import { Loaded } from '../credits/loaded.tsx';
import { RenewalMoments } from '../credits/renewal-moments.tsx';
import { CreditMeter } from '../meter/credit-meter.tsx';
import { MeterLegend } from '../meter/meter-legend.tsx';
import { useFormats } from '../ui/formats-context.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

// What the credits will do is not on the way to what they are; should it fail to arrive, the balance stands without.
const OutlookMeter = lazy(() =>
  import('../credits/outlook-meter.tsx').catch(() => ({ default: MeterWithoutOutlook })),
);

interface CreditBalanceProps {
  balance: Balance;
  subscription: UseQueryResult<Subscription>;
}

/** The one big figure, the meter at full size with its legend, and both moments to come. */
export function CreditBalance({ balance, subscription }: CreditBalanceProps) {
  const formats = useFormats();
  const { allowance, remaining } = balance;
  return (
    <section aria-label="Credit balance">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-semibold text-6xl leading-none tracking-tighter sm:text-8xl">
          {formats.integer(remaining)}
        </span>{' '}
        <span className="text-ink-muted">
          {remaining === 1 ? 'credit' : 'credits'} left of {formats.integer(allowance)}
        </span>
      </p>
      <div className="mt-6">
        <Suspense
          fallback={
            <>
              <MeterWithoutOutlook balance={balance} />
              <div className="mt-4 min-h-12 sm:min-h-6" />
            </>
          }
        >
          <OutlookMeter balance={balance} subscription={subscription.data} size="large" />
        </Suspense>
      </div>
      {remaining === 0 && allowance > 0 && (
        <div className="mt-5">
          <Notice
            tone="stop"
            title="No credits are left in this cycle"
            actions={
              <Link href="/plan" className="underline underline-offset-4">
                See larger plans
              </Link>
            }
          >
            Nothing can be generated until they reset. There is no one-off purchase; a larger plan adds
            credits at once.
          </Notice>
        </div>
      )}
      <div className="mt-6 border-hairline border-t pt-5">
        <Loaded
          query={subscription}
          waiting={<Skeleton className="h-30" />}
          failure="Your renewal dates could not be loaded"
        >
          {(current) => (
            <>
              <RenewalMoments subscription={current} />
              {(current.status === 'active' || current.status === 'canceling') && (
                <Link
                  href="/plan"
                  className="mt-3 inline-block py-1 text-ink-muted text-sm underline underline-offset-4 hover:text-ink"
                >
                  All dates, and why then
                </Link>
              )}
            </>
          )}
        </Loaded>
      </div>
    </section>
  );
}

function MeterWithoutOutlook({ balance }: { balance: Balance }) {
  return (
    <>
      <CreditMeter label="Credits in this cycle" size="large" {...balance} />
      <MeterLegend {...balance} />
    </>
  );
}
