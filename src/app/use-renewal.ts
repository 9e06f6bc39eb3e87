import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { accountQueries, subscriptionQueries } from '../api/customer.ts';
import { refetchInAllTabs } from '../api/query-client.ts';
import type { Subscription } from '../api/schemas.ts';
import { serverClock } from '../api/server-clock.ts';
import { epochMs, type Instant } from '../units/instants.ts';
import { spread } from '../units/spread.ts';

const SPREAD_MS = 5000;

/**
 * Asks for everything again once a reset, a charge or the plan's end has passed on the server's clock: 0 to 5 s after
 * it, by a hash of customer and boundary, equal in all tabs of one customer and spread over all customers. The tab
 * that is the first to be there takes the others along, so that all show the same. Should the server not answer then,
 * or not have renewed yet, it is asked again, ever more rarely; anew once its clock turns out to be before
 * that moment, or seconds behind what it seemed to be when it was asked.
 */
export function useRenewal(): void {
  const { data: account } = useQuery(accountQueries.current());
  const { data: subscription } = useQuery(subscriptionQueries.current());
  const customerId = account?.id;
  const boundary = subscription && nextBoundary(subscription);

  useEffect(() => {
    if (customerId === undefined || boundary === undefined) return;
    const dueMs = epochMs(boundary) + spread(`${customerId} ${boundary}`) * SPREAD_MS;
    let waitMs = SPREAD_MS;
    let againMs = dueMs;
    let before = 0;
    const timer = setInterval(() => {
      const now = serverClock.now();
      if (now === null) return;
      if (now < dueMs || now < before - SPREAD_MS) {
        againMs = dueMs;
        waitMs = SPREAD_MS;
      }
      before = now;
      if (now < againMs) return;
      againMs = now + waitMs;
      waitMs *= 2;
      refetchInAllTabs();
    }, 500);
    return () => clearInterval(timer);
  }, [customerId, boundary]);
}

/** The moment at which something about the subscription will change by itself; undefined if nothing will. */
function nextBoundary({ status, creditCycle, billingPeriod }: Subscription): Instant | undefined {
  if (status === 'past_due' || status === 'ended') return undefined;
  return [creditCycle.end, billingPeriod.end].toSorted()[0];
}
