import type {
  Balance,
  Charge,
  Cycle,
  LedgerEntry,
  LedgerPage,
  OfferedPlan,
  Plan,
  Subscription,
  UpgradeBarrier,
  UsageRow,
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

/** Why this customer cannot upgrade to the plan now, or null. */
export function barrierTo(state: BillingState, plan: Plan): UpgradeBarrier | null {
  const status = statusOf(state);
  if (status === 'past_due') return 'past-due';
  if (status !== 'active') return status;
  return upgradeBarrier(state.subscription.plan, plan, state.subscription.interval);
}

export interface LedgerFilter {
  kind?: string | undefined;
  tool?: string | undefined;
  model?: string | undefined;
  from?: Instant | undefined;
  to?: Instant | undefined;
  /** Matches id, tool or model, ignoring case. */
  q?: string | undefined;
}

/**
 * Ledger entries newest first, at most `limit`. The cursor is the index of the oldest entry given out, so entries
 * booked meanwhile do not shift a page.
 */
export function ledgerPage(
  state: BillingState,
  filter: LedgerFilter,
  cursor: number | null,
  limit: number,
): LedgerPage {
  const entries: LedgerEntry[] = [];
  let index = Math.min(cursor ?? state.entries.length, state.entries.length);
  while (index > 0 && entries.length < limit) {
    index -= 1;
    const entry = state.entries[index];
    if (entry && matches(entry, filter)) entries.push(entry);
  }
  const more = state.entries.slice(0, index).some((entry) => matches(entry, filter));
  return { entries, nextCursor: more ? String(index) : null };
}

/** Credits by local day, tool and model of the generations in `[from, to)`, oldest day first. */
export function usageOf(state: BillingState, from: Instant, to: Instant, timeZone: string): UsageRow[] {
  const localDay = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const rows = new Map<string, UsageRow>();
  for (const entry of state.entries) {
    if (entry.kind !== 'generation' || entry.at < from || entry.at >= to) continue;
    const day = localDay.format(new Date(entry.at));
    const { tool, model = null } = entry.request;
    const key = JSON.stringify([day, tool, model]);
    const row = rows.get(key) ?? { day, tool, model, credits: 0, count: 0 };
    row.credits += entry.credits;
    row.count += 1;
    rows.set(key, row);
  }
  return [...rows.values()].sort((a, b) => a.day.localeCompare(b.day));
}

function matches(entry: LedgerEntry, filter: LedgerFilter): boolean {
  const { tool, model } = entry.kind === 'generation' ? entry.request : {};
  if (filter.kind !== undefined && entry.kind !== filter.kind) return false;
  if (filter.tool !== undefined && tool !== filter.tool) return false;
  if (filter.model !== undefined && model !== filter.model) return false;
  if (filter.from !== undefined && entry.at < filter.from) return false;
  if (filter.to !== undefined && entry.at >= filter.to) return false;
  const sought = filter.q?.trim().toLowerCase();
  return !sought || [entry.id, tool, model].some((text) => text?.toLowerCase().includes(sought));
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
