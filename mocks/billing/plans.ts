import type { Interval, Plan, Policy, UpgradeBarrier } from '../../src/api/schemas.ts';

/**
 * Why `target` is no upgrade from `current`, or null when it is one. An upgrade brings at least as many credits and
 * every tool of today's plan, for a higher price at the subscription's interval.
 */
export function upgradeBarrier(current: Plan, target: Plan, interval: Interval): UpgradeBarrier | null {
  if (target.id === current.id) return 'current-plan';
  if (target.monthlyCredits < current.monthlyCredits) return 'fewer-credits';
  if (target.prices[interval] <= current.prices[interval]) return 'not-a-higher-price';
  if (!current.tools.every((tool) => target.tools.includes(tool))) return 'loses-tools';
  return null;
}

const FAMILIES_WITH_TIERS = ['AI Suite', 'Max Pro'];

/**
 * How an upgrade is billed: a higher tier within AI Suite or within Max Pro keeps the anchor, every other upgrade
 * restarts it. The family decides, not the plan's name: "AI Suite Starter 40K" is of the family AI Suite.
 */
export function policyFor(current: Plan, target: Plan): Policy {
  const withinFamily = target.family === current.family && FAMILIES_WITH_TIERS.includes(target.family);
  return withinFamily && target.monthlyCredits > current.monthlyCredits ? 'keep-anchor' : 'restart-anchor';
}

/**
 * The cheapest upgrade whose allowance, less the credits `used` so far, covers the credits `required`; null if none
 * does. The cheapest by the price at the subscription's interval, the first offered among equals.
 */
export function cheapestCovering(
  offered: readonly Plan[],
  current: Plan,
  interval: Interval,
  used: number,
  required: number,
): Plan | null {
  const covering = offered.filter(
    (plan) => upgradeBarrier(current, plan, interval) === null && plan.monthlyCredits - used >= required,
  );
  return covering.toSorted((a, b) => a.prices[interval] - b.prices[interval])[0] ?? null;
}
