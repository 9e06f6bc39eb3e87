import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { accountQueries, subscriptionQueries } from '../api/customer.ts';
import { refetchAll } from '../api/query-client.ts';
import { serverClock } from '../api/server-clock.ts';
import { epochMs } from '../units/instants.ts';
import { spread } from '../units/spread.ts';

const SPREAD_MS = 5000;

/**
 * Asks for everything again once a reset, a charge or the plan's end has passed on the server's clock: 0 to 5 s after
 * it, by a hash of customer and boundary, equal in all tabs of one customer and spread over all customers.
 */
export function useRenewal(): void {
  const client = useQueryClient();
  const { data: account } = useQuery(accountQueries.current());
  const { data: subscription } = useQuery(subscriptionQueries.current());
  const renewedAt = useRef<string | null>(null);

  useEffect(() => {
    if (!account || !subscription) return;
    const { creditCycle, billingPeriod } = subscription;
    const boundary = [creditCycle.end, billingPeriod.end].toSorted()[0];
    if (boundary === undefined) return;
    const dueMs = epochMs(boundary) + spread(`${account.id} ${boundary}`) * SPREAD_MS;
    const timer = setInterval(() => {
      const now = serverClock.now();
      if (now === null || now < dueMs || renewedAt.current === boundary) return;
      renewedAt.current = boundary;
      void refetchAll(client);
    }, 500);
    return () => clearInterval(timer);
  }, [account, subscription, client]);
}
