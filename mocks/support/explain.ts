import * as v from 'valibot';
import type { Explanation, Facts, RequestRecord } from '../../src/api/schemas/support.ts';
import { type Estimate, GenerationBodySchema } from '../../src/api/schemas.ts';
import { estimate, type Rule } from '../../src/estimator/index.ts';
import type { Instant } from '../../src/units/instants.ts';
import { type Catalogue, rateCardInForce } from '../billing/catalogue.ts';
import { entryId } from '../billing/entry-id.ts';
import { advanceTo, applyEvent, startBilling } from '../billing/ledger.ts';
import type { BillingEvent, BillingState } from '../billing/state.ts';

import { differenceOf, factsOf, type History } from './timeline.ts';

export interface Told extends History {
  requests: readonly RequestRecord[];
  catalogue: Catalogue;
  now: Instant;
}

/** Explains the charge that left this ledger entry, or null when no event did. */
export function explainCharge(told: Told, id: string): Explanation | null {
  const fromHistory = explainFromHistory(told, id);
  if (fromHistory) return fromHistory;
  const state = startBilling(told.start);
  for (const event of told.events) {
    if (event.kind === 'quote' || idOf(event) !== id) {
      applyEvent(state, event);
      continue;
    }
    advanceTo(state, event.at);
    const before = factsOf(state);
    applyEvent(state, event);
    return explained(told, event, before, state);
  }
  return null;
}

/** A charge of the scenario's own history left no event: its entry tells all there is. */
function explainFromHistory(told: Told, id: string): Explanation | null {
  const { history } = told.start;
  if (!history) return null;
  const row = history.sequence.firstAtLeast(Number(/^gen-(\d+)$/.exec(id)?.[1] ?? Number.NaN));
  const entry = row < history.length ? history.entry(row) : null;
  if (entry?.kind !== 'generation' || entry.id !== id) return null;
  const { at, credits, rateCardVersion, derivation, request } = entry;
  const before = startBilling({ ...told.start, history: history.first(row) });
  advanceTo(before, at);
  const after = startBilling({ ...told.start, history: history.first(row + 1) });
  const price: Estimate = { ok: true, credits, rateCardVersion, ...derivation };
  const event = { kind: 'generation', sequence: after.sequence, at, request, estimate: price } as const;
  return explained(told, event, factsOf(before), after);
}

function explained(
  { requests, catalogue, now }: Told,
  event: Exclude<BillingEvent, { kind: 'quote' }>,
  before: Facts,
  state: BillingState,
): Explanation | null {
  const after = factsOf(state);
  const key = event.idempotency?.key ?? null;
  const common = {
    key,
    requests: key === null ? [] : requests.filter((request) => request.key === key),
    before,
    after,
    changes: differenceOf(before, after),
  };
  const entry = state.entries.last();
  if (event.kind === 'plan-change') {
    return entry?.kind === 'plan-change' ? { kind: event.kind, entry, quote: event.quote, ...common } : null;
  }
  if (entry?.kind !== 'generation') return null;
  return {
    kind: event.kind,
    entry,
    shown: shownTo(event.idempotency?.fingerprint),
    taken: event.estimate.credits,
    rule: ruleOf(event.estimate, catalogue),
    underCards: catalogue.rateCards
      .toSorted((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom))
      .map((card) => ({
        version: card.version,
        effectiveFrom: card.effectiveFrom,
        inForceThen: card === rateCardInForce(catalogue.rateCards, event.at),
        inForceNow: card === rateCardInForce(catalogue.rateCards, now),
        estimate: estimate(card, event.request),
      })),
    ...common,
  };
}

function idOf(event: Exclude<BillingEvent, { kind: 'quote' }>): string {
  return entryId(event.kind === 'generation' ? 'gen' : 'upg', event.sequence);
}

/** What stood on the button is in the request, as it was sent. */
function shownTo(fingerprint: string | undefined): { credits: number; rateCardVersion: string } | null {
  if (fingerprint === undefined) return null;
  const [, , ...body] = fingerprint.split(' ');
  const parsed = v.safeParse(GenerationBodySchema, JSON.parse(body.join(' ')));
  if (!parsed.success) return null;
  const { credits, rateCardVersion } = parsed.output;
  return { credits, rateCardVersion };
}

function ruleOf({ rateCardVersion, ruleId }: Estimate, { rateCards }: Catalogue): Rule | null {
  const card = rateCards.find(({ version }) => version === rateCardVersion);
  return card?.rules.find(({ id }) => id === ruleId) ?? null;
}
