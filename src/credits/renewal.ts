import type { Subscription } from '../api/schemas.ts';
import type { Instant } from '../units/instants.ts';

/** What happens to the plan at a moment to come, or the reason why nothing does. */
export type Renewal =
  | { kind: 'reset'; at: Instant; allowance: number }
  | { kind: 'charge'; at: Instant; amountMinor: number; currency: string }
  | { kind: 'end'; at: Instant }
  | { kind: 'payment-missing' }
  | { kind: 'ended'; at: Instant };

/**
 * When credits reset and when the customer is charged: always as two, though under monthly billing they fall on one
 * moment. A plan that ends says so in place of its charge.
 */
export function renewalsOf(subscription: Subscription): Renewal[] {
  const { status, plan, billingPeriod, nextCharge, upcoming } = subscription;
  if (status === 'past_due') return [{ kind: 'payment-missing' }];
  if (status === 'ended') return [{ kind: 'ended', at: billingPeriod.end }];
  const resetsAt = upcoming.resets[0];
  const renewals: Renewal[] = resetsAt
    ? [{ kind: 'reset', at: resetsAt, allowance: plan.monthlyCredits }]
    : [];
  if (status === 'canceling') renewals.push({ kind: 'end', at: billingPeriod.end });
  else if (nextCharge) renewals.push({ kind: 'charge', ...nextCharge });
  return renewals;
}
