import type { GenerationEntry, PlanChangeEntry, ResetEntry } from '../../src/api/schemas.ts';
import type { Instant } from '../../src/units/instants.ts';
import { periodAt } from './cycle.ts';
import { EntryColumns } from './entry-columns.ts';
import { entryId } from './entry-id.ts';
import { instantOf, secondsOf } from './instant.ts';
import type { BillingEvent, BillingState, StartingState } from './state.ts';
import { balanceOf, subscriptionOf, usedOf } from './views.ts';

const END_OF_TIME = '9999-12-31T23:59:59Z';

/**
 * What a customer has is a fold over what happened: `startBilling`, then `applyEvent` for each event in order.
 * Resets are no events: they follow from the state and the clock, and `advanceTo` books them once their boundary has
 * passed, with ids made from the boundary, so that a replay gives the same bytes. Of a history that comes before all
 * events, only what had happened by `until` is taken over.
 */
export function startBilling(start: StartingState, until: Instant = END_OF_TIME): BillingState {
  const state: BillingState = {
    at: start.anchor,
    sequence: 0,
    account: start.account,
    subscription: {
      version: 1,
      plan: start.plan,
      interval: start.interval,
      anchor: start.anchor,
      endsAt: start.endsAt ?? null,
      pastDueSince: start.pastDueSince ?? null,
    },
    cycle: periodAt(start.anchor, start.anchor, 'month'),
    allowance: start.plan.monthlyCredits,
    usedByTool: {},
    entries: new EntryColumns(),
    pastCycles: [],
    quotes: new Map(),
    replies: new Map(),
  };
  if (start.history) takeOver(state, start.history.until(until));
  return state;
}

/** Brings a state that has just started to where folding each of these entries would have brought it. */
function takeOver(state: BillingState, history: EntryColumns): void {
  const { anchor } = state.subscription;
  for (const { expired } of history.resets()) {
    const { start, end } = state.cycle;
    state.pastCycles.push({
      start,
      end,
      allowance: state.allowance,
      used: state.allowance - expired,
      expired,
    });
    state.cycle = periodAt(anchor, end, 'month');
  }
  const cycleRow = history.at.firstAtLeast(secondsOf(state.cycle.start));
  for (const { tool, credits } of history.spentIn(cycleRow, history.length)) {
    state.usedByTool[tool] = (state.usedByTool[tool] ?? 0) + credits;
  }
  state.entries = history;
  if (history.length === 0) return;
  state.at = instantOf(history.at.get(history.length - 1));
  state.sequence = history.sequence.get(history.length - 1);
}

/**
 * Books every reset, and the plan's end, whose boundary is at or before `now`: at the very instant the new cycle has
 * begun. While a payment is missing nothing resets.
 */
export function advanceTo(state: BillingState, now: Instant): void {
  const { subscription } = state;
  while (state.cycle.end <= now) {
    const boundary = state.cycle.end;
    const hasCome = (instant: Instant | null) => instant !== null && instant <= boundary;
    if (hasCome(subscription.endsAt)) {
      if (state.allowance > 0) closeCycle(state, 0);
      break;
    }
    if (hasCome(subscription.pastDueSince)) break;
    closeCycle(state, subscription.plan.monthlyCredits);
    state.cycle = periodAt(subscription.anchor, boundary, 'month');
  }
  if (now > state.at) state.at = now;
}

/** Applies one event that was accepted; `advanceTo` its instant is part of it. */
export function applyEvent(state: BillingState, event: BillingEvent): void {
  advanceTo(state, event.at);
  state.sequence = event.sequence;
  switch (event.kind) {
    case 'generation':
      applyGeneration(state, event);
      return;
    case 'quote':
      state.quotes.set(event.quote.id, {
        quote: event.quote,
        subscriptionVersion: state.subscription.version,
        confirmation: null,
      });
      return;
    case 'plan-change':
      applyPlanChange(state, event);
      return;
  }
}

function closeCycle(state: BillingState, nextAllowance: number): void {
  const used = usedOf(state);
  const expired = Math.max(0, state.allowance - used);
  const { start, end } = state.cycle;
  state.pastCycles.push({ start, end, allowance: state.allowance, used, expired });
  state.allowance = nextAllowance;
  state.usedByTool = {};
  const entry: ResetEntry = {
    id: `reset-${end}`,
    at: end,
    kind: 'reset',
    credits: 0,
    balanceAfter: nextAllowance,
    expired,
  };
  state.entries.push(entry, state.sequence);
}

function applyGeneration(state: BillingState, event: Extract<BillingEvent, { kind: 'generation' }>): void {
  const { request, voiceName, idempotency } = event;
  const { ok: _, credits, rateCardVersion, ...derivation } = event.estimate;
  state.usedByTool[request.tool] = (state.usedByTool[request.tool] ?? 0) + credits;
  if (voiceName !== undefined) {
    const voice = { id: entryId('voice', event.sequence), name: voiceName };
    state.account = { ...state.account, clonedVoices: [...state.account.clonedVoices, voice] };
  }
  const balance = balanceOf(state);
  const entry: GenerationEntry = {
    id: entryId('gen', event.sequence),
    at: event.at,
    kind: 'generation',
    credits,
    balanceAfter: balance.remaining,
    request,
    derivation,
    rateCardVersion,
  };
  state.entries.push(entry, event.sequence);
  if (idempotency) {
    state.replies.set(idempotency.key, { fingerprint: idempotency.fingerprint, body: { entry, balance } });
  }
}

/**
 * The new allowance replaces the old and what was used stays used. Under `restart-anchor` the quote's instant is the
 * new anchor: the running cycle is cut there, nothing expires, and all that was used before this entry, even after
 * the quote, is carried into the new cycle once.
 */
function applyPlanChange(state: BillingState, event: Extract<BillingEvent, { kind: 'plan-change' }>): void {
  const { quote, idempotency } = event;
  const { subscription } = state;
  const from = subscription.plan.id;
  const used = usedOf(state);
  if (quote.policy === 'restart-anchor') {
    if (state.cycle.start < quote.at) {
      state.pastCycles.push({
        start: state.cycle.start,
        end: quote.at,
        allowance: state.allowance,
        used,
        expired: 0,
      });
    }
    subscription.anchor = quote.at;
    state.cycle = periodAt(quote.at, quote.at, 'month');
  }
  subscription.plan = quote.plan;
  subscription.version += 1;
  state.allowance = quote.plan.monthlyCredits;
  const balance = balanceOf(state);
  const entry: PlanChangeEntry = {
    id: entryId('upg', event.sequence),
    at: event.at,
    kind: 'plan-change',
    credits: 0,
    balanceAfter: balance.remaining,
    from,
    to: quote.plan.id,
    policy: quote.policy,
    usedCarried: used,
    paidMinor: quote.dueNowMinor,
    currency: quote.currency,
  };
  state.entries.push(entry, event.sequence);
  const reply = { entry, subscription: subscriptionOf(state), balance };
  const issued = state.quotes.get(quote.id);
  if (issued) issued.confirmation = reply;
  if (idempotency) state.replies.set(idempotency.key, { fingerprint: idempotency.fingerprint, body: reply });
}
