import type { Plan, Quote, UpgradeReply } from '../../src/api/schemas.ts';
import type { Catalogue } from './catalogue.ts';
import { boundary, periodAt } from './cycle.ts';
import { entryId } from './entry-id.ts';
import { instantOf, secondsOf } from './instant.ts';
import { policyFor } from './plans.ts';
import { prorate } from './proration.ts';
import type { Refusal } from './refusal.ts';
import type { BillingState, Idempotency, NewEvent } from './state.ts';
import { barrierTo, statusOf, usedOf } from './views.ts';

const QUOTE_LIFETIME_SECONDS = 10 * 60;

export interface UpgradeTerms {
  /** Whether a restart credits the unused time on the old plan. */
  creditUnusedTime: boolean;
}

/**
 * The frozen price of changing to `plan` at `state.at`, good for ten minutes or until the billing period or the
 * credit cycle ends if that is sooner. `used` is what is used now; a generation meanwhile does not stale the quote.
 */
export function buildQuote(state: BillingState, plan: Plan, { creditUnusedTime }: UpgradeTerms): Quote {
  const { subscription, at } = state;
  const { interval, anchor } = subscription;
  const policy = policyFor(subscription.plan, plan);
  const period = periodAt(anchor, at, interval);
  const { lines, dueNowMinor } = prorate({
    oldPriceMinor: subscription.plan.prices[interval],
    newPriceMinor: plan.prices[interval],
    currency: plan.currency,
    periodStart: period.start,
    periodEnd: period.end,
    at,
    policy,
    creditUnusedTime,
  });
  const keeps = policy === 'keep-anchor';
  const used = usedOf(state);
  return {
    id: entryId('quo', state.sequence + 1),
    expiresAt: [later(at, QUOTE_LIFETIME_SECONDS), period.end, state.cycle.end].toSorted()[0] ?? at,
    at,
    policy,
    plan,
    lines,
    dueNowMinor,
    currency: plan.currency,
    nextCharge: {
      at: keeps ? period.end : boundary(at, 1, interval),
      amountMinor: plan.prices[interval],
      currency: plan.currency,
    },
    allowance: plan.monthlyCredits,
    used,
    remaining: Math.max(0, plan.monthlyCredits - used),
    resetsAt: keeps ? state.cycle.end : boundary(at, 1, 'month'),
  };
}

/** Decides on a request for a quote: the quote to issue, or why there is none. */
export function decideQuote(
  state: BillingState,
  planId: string,
  { plans }: Catalogue,
  terms: UpgradeTerms,
): { quote: Quote } | { refusal: Refusal } {
  const refusal = refusalByStatus(state);
  if (refusal) return { refusal };
  const plan = plans.find(({ id }) => id === planId);
  if (!plan) {
    return {
      refusal: { code: 'invalid_request', detail: `There is no plan ${planId}. This charged nothing.` },
    };
  }
  const reason = barrierTo(state, plan);
  if (reason !== null) {
    return {
      refusal: {
        code: 'upgrade_not_allowed',
        detail:
          reason === 'canceling'
            ? `${state.subscription.plan.name} is canceled and cannot be upgraded. This charged nothing.`
            : `${plan.name} is not an upgrade from ${state.subscription.plan.name}. This charged nothing.`,
        reason,
      },
    };
  }
  return { quote: buildQuote(state, plan, terms) };
}

export type Confirmation =
  | { confirmed: UpgradeReply }
  | { event: NewEvent }
  /** Expired or stale: here is a fresh quote, to be issued and shown beside the old one. */
  | { requoted: Quote }
  | { refusal: Refusal };

/** Decides on paying a quote. One already confirmed, under whatever key, answers with its original reply. */
export function decideUpgrade(
  state: BillingState,
  quoteId: string,
  catalogue: Catalogue,
  terms: UpgradeTerms,
  declined: boolean,
  idempotency?: Idempotency,
): Confirmation {
  const issued = state.quotes.get(quoteId);
  if (issued?.confirmation) return { confirmed: issued.confirmation };
  const refusal = refusalByStatus(state);
  if (refusal) return { refusal };
  if (!issued) {
    return {
      refusal: {
        code: 'quote_not_found',
        detail: 'There is no such quote. Nothing was charged. Ask for a new one.',
      },
    };
  }
  const stale = issued.subscriptionVersion !== state.subscription.version;
  if (stale || state.at >= issued.quote.expiresAt) {
    const fresh = decideQuote(state, issued.quote.plan.id, catalogue, terms);
    return 'quote' in fresh ? { requoted: fresh.quote } : fresh;
  }
  if (declined) {
    return {
      refusal: {
        code: 'payment_declined',
        detail:
          'The card was declined. Nothing was charged and the plan is unchanged. Try another card in your account.',
      },
    };
  }
  return { event: { kind: 'plan-change', quote: issued.quote, ...(idempotency && { idempotency }) } };
}

function refusalByStatus(state: BillingState): Refusal | null {
  const status = statusOf(state);
  if (status === 'past_due') {
    return {
      code: 'subscription_past_due',
      detail: 'A payment is missing. Nothing was charged. Pay it in your account before you upgrade.',
    };
  }
  if (status === 'ended') {
    return {
      code: 'subscription_ended',
      detail: 'The plan has ended. Nothing was charged. Subscribe again to go on.',
    };
  }
  return null;
}

function later(at: string, seconds: number): string {
  return instantOf(secondsOf(at) + seconds);
}
