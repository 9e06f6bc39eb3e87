import type {
  Balance,
  Charge,
  Cycle,
  OfferedPlan,
  Plan,
  Subscription,
  UpgradeBarrier,
} from '../../src/api/schemas.ts';
import type { Instant } from '../../src/units/instants.ts';
import { periodAt, upcoming } from './cycle.ts';
import { instantOf, secondsOf } from './instant.ts';
import { upgradeBarrier } from './plans.ts';
import type { BillingState } from './state.ts';

/** What the API shows of a billing state. Each is as of `state.at`. */

/** Credits spent in the running cycle, with what an upgrade carried in. */
export function usedOf(state: BillingState): number {
  return Object.values(state.usedByTool).reduce((sum, credits) => sum + credits, 0);
}

export function remainingOf(state: BillingState): number {
  return Math.max(0, state.allowance - usedOf(state));
}

export function statusOf({ subscription, at }: BillingState): Subscription['status'] {
  const { endsAt, pastDueSince } = subscription;
  if (endsAt !== null) return at >= endsAt ? 'ended' : 'canceling';
  return pastDueSince !== null && at >= pastDueSince ? 'past_due' : 'active';
}

export function balanceOf(state: BillingState): Balance {
  return {
    allowance: state.allowance,
    used: usedOf(state),
    remaining: remainingOf(state),
    usedByTool: { ...state.usedByTool },
    cycle: state.cycle,
    resetsAt: nextResets(state, 1)[0] ?? null,
    asOf: state.at,
  };
}

export function subscriptionOf(state: BillingState): Subscription {
  const { version, plan, interval, anchor, endsAt } = state.subscription;
  const status = statusOf(state);
  const charges = status === 'active' ? nextCharges(state, 12) : [];
  const paidUntil = status === 'ended' && endsAt !== null ? instantOf(secondsOf(endsAt) - 1) : state.at;
  return {
    version,
    status,
    plan,
    interval,
    anchor,
    billingPeriod: periodAt(anchor, paidUntil, interval),
    creditCycle: state.cycle,
    nextCharge: charges[0] ?? null,
    upcoming: { resets: nextResets(state, 12), charges },
  };
}

/** Newest first, beginning with the cycle that runs. */
export function cyclesOf(state: BillingState): Cycle[] {
  const past = state.pastCycles.toReversed();
  if (statusOf(state) === 'ended') return past;
  return [{ ...state.cycle, allowance: state.allowance, used: usedOf(state), expired: null }, ...past];
}

export function offeredPlans(state: BillingState, plans: readonly Plan[]): OfferedPlan[] {
  return plans.map((plan) => {
    const reason = barrierTo(state, plan);
    return { ...plan, upgrade: reason === null ? { allowed: true } : { allowed: false, reason } };
  });
}

/** Why this customer cannot upgrade to the plan now, or null. What paying or resuming would not mend comes first. */
export function barrierTo(state: BillingState, plan: Plan): UpgradeBarrier | null {
  const status = statusOf(state);
  if (status === 'ended') return status;
  const lasting = upgradeBarrier(state.subscription.plan, plan, state.subscription.interval);
  if (lasting !== null || status === 'active') return lasting;
  return status === 'past_due' ? 'past-due' : status;
}

function nextResets(state: BillingState, count: number): Instant[] {
  const { anchor, endsAt } = state.subscription;
  if (statusOf(state) === 'past_due') return [];
  return upcoming(anchor, state.at, 'month', count).filter((at) => endsAt === null || at < endsAt);
}

function nextCharges(state: BillingState, count: number): Charge[] {
  const { anchor, interval, plan } = state.subscription;
  return upcoming(anchor, state.at, interval, count).map((at) => ({
    at,
    amountMinor: plan.prices[interval],
    currency: plan.currency,
  }));
}
