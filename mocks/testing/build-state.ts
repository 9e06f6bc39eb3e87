import type { GenerationRequest, Plan } from '../../src/api/schemas.ts';
import { estimate } from '../../src/estimator/index.ts';
import type { Instant } from '../../src/units/instants.ts';
import { rateCardInForce } from '../billing/catalogue.ts';
import { advanceTo, applyEvent, startBilling } from '../billing/ledger.ts';
import type { BillingState, NewEvent, StartingState } from '../billing/state.ts';
import { buildQuote } from '../billing/upgrade.ts';
import { catalogue } from '../data/catalogue.ts';

export function planOf(id: string): Plan {
  const plan = catalogue.plans.find((candidate) => candidate.id === id);
  if (!plan) throw new Error(`There is no plan ${id}.`);
  return plan;
}

interface Changes extends Partial<Omit<StartingState, 'plan'>> {
  planId?: string;
  at?: Instant;
}

/** AI Suite 40K by the month, untouched, with ten of its thirty days left: 2026-04-01T09:00:00Z to 2026-05-01T09:00:00Z. */
export function buildState({
  planId = 'ai-suite-40000',
  at = '2026-04-21T09:00:00Z',
  ...changes
}: Changes = {}): BillingState {
  const state = startBilling({
    account: { id: 'customer-1', name: 'Ada Okafor', email: 'ada@example.com', clonedVoices: [] },
    plan: planOf(planId),
    interval: 'month',
    anchor: '2026-04-01T09:00:00Z',
    ...changes,
  });
  advanceTo(state, at);
  return state;
}

/** Applies what happened at `at`, or now. */
function apply(state: BillingState, event: NewEvent, at: Instant = state.at): void {
  applyEvent(state, { sequence: state.sequence + 1, at, ...event });
}

/** Applies a generation at the price of its time. */
export function generate(
  state: BillingState,
  request: GenerationRequest,
  at: Instant = state.at,
  voiceName?: string,
): void {
  const priced = estimate(rateCardInForce(catalogue.rateCards, at), request);
  if (!priced.ok) throw new Error(priced.message);
  apply(state, { kind: 'generation', request, estimate: priced, voiceName }, at);
}

/** Spends exactly so many credits on speech. */
export function spend(state: BillingState, credits: number, at: Instant = state.at): void {
  generate(state, { tool: 'text-to-speech', model: 'Cartesia', characters: credits * 10 }, at);
}

/** Issues a quote now and returns its id. */
export function quote(state: BillingState, planId: string, creditUnusedTime = true): string {
  const issued = buildQuote(state, planOf(planId), { creditUnusedTime });
  apply(state, { kind: 'quote', quote: issued });
  return issued.id;
}

/** Pays a quote that was issued, at `at`, or now. */
export function confirm(state: BillingState, quoteId: string, at: Instant = state.at): void {
  const issued = state.quotes.get(quoteId);
  if (!issued) throw new Error(`There is no quote ${quoteId}.`);
  apply(state, { kind: 'plan-change', quote: issued.quote }, at);
}
