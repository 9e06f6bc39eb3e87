import type { Balance, Interval, OfferedPlan, Subscription } from '../api/schemas.ts';
import { type Estimate, estimate, type GenerationRequest, type RateCard } from '../estimator/index.ts';

/** What pressing the button would cost, or why it would do nothing. */
export type Cost =
  | { kind: 'ready'; estimate: Estimate }
  /** More than is left; `missing` credits short. */
  | { kind: 'short'; estimate: Estimate; missing: number }
  /** The plan does not unlock the tool. The price is shown all the same, once there is one. */
  | { kind: 'locked'; estimate: Estimate | null }
  | { kind: 'blocked'; status: 'past_due' | 'ended'; estimate: Estimate | null }
  /** No script, no recording, no input image: nothing to price, which is not a cost of 0. */
  | { kind: 'nothing' }
  /** A quantity that cannot be had, such as five images. */
  | { kind: 'invalid'; message: string };

/** `nothingYet` is for a form that lacks what there is to price though the card could name a price without it. */
export function costOf(
  rateCard: RateCard,
  request: GenerationRequest,
  balance: Balance,
  { plan, status }: Subscription,
  nothingYet = false,
): Cost {
  const priced = estimate(rateCard, request);
  const price = priced.ok ? priced : null;
  if (!plan.tools.includes(request.tool)) return { kind: 'locked', estimate: price };
  if (status === 'past_due' || status === 'ended') return { kind: 'blocked', status, estimate: price };
  if (nothingYet) return { kind: 'nothing' };
  if (!priced.ok) {
    return priced.reason === 'nothing-to-price'
      ? { kind: 'nothing' }
      : { kind: 'invalid', message: priced.message };
  }
  return costAt(priced, balance);
}

/** The cost at a price, for whoever may spend. */
export function costAt(price: Estimate, { remaining }: Balance): Cost {
  const missing = price.credits - remaining;
  return missing > 0 ? { kind: 'short', estimate: price, missing } : { kind: 'ready', estimate: price };
}

/** The price behind a cost, where there is one. */
export function priceOf(cost: Cost): Estimate | null {
  return 'estimate' in cost ? cost.estimate : null;
}

/** The cheapest plan that can be upgraded to and would unlock the tool and cover the price; null if there is none. */
export function coveringPlan(
  plans: readonly OfferedPlan[],
  interval: Interval,
  tool: string,
  used: number,
  credits: number,
): OfferedPlan | null {
  const covering = plans.filter(
    ({ upgrade, tools, monthlyCredits }) =>
      upgrade.allowed && tools.includes(tool) && monthlyCredits - used >= credits,
  );
  return covering.toSorted((a, b) => a.prices[interval] - b.prices[interval])[0] ?? null;
}
