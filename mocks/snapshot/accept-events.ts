import * as v from 'valibot';
import { GenerationBodySchema, UpgradeBodySchema } from '../../src/api/schemas.ts';
import type { Catalogue } from '../billing/catalogue.ts';
import { advanceTo, applyEvent, startBilling } from '../billing/ledger.ts';
import { decideGeneration } from '../billing/spending.ts';
import type { BillingEvent, BillingState, Idempotency, NewEvent, StartingState } from '../billing/state.ts';
import { decideQuote, decideUpgrade, type UpgradeTerms } from '../billing/upgrade.ts';
import { canonicalJson } from '../canonical-json.ts';
import { createSlices } from '../slices.ts';
import { firstDifference } from './first-difference.ts';
import type { SnapshotFault } from './guarded-json.ts';

/** An event as a file tells it: what it came to is only claimed. */
export type ClaimedEvent = { sequence: number; at: string } & (
  | {
      kind: 'generation';
      request: { tool: string };
      estimate: object;
      voiceName?: string | undefined;
      idempotency?: Idempotency | undefined;
    }
  | { kind: 'quote'; quote: object }
  | { kind: 'plan-change'; quote: object; idempotency?: Idempotency | undefined }
);

/**
 * Decides on every event anew by the rules of billing, in order: the events that the rules make, or the first that
 * they would have refused or made otherwise.
 */
export async function acceptEvents(
  start: StartingState,
  claimed: readonly ClaimedEvent[],
  catalogue: Catalogue,
  terms: UpgradeTerms,
): Promise<{ events: BillingEvent[] } | { fault: SnapshotFault; index: number }> {
  const state = startBilling(start);
  const events: BillingEvent[] = [];
  const pageHasItsTurn = createSlices();
  for (const [index, event] of claimed.entries()) {
    await pageHasItsTurn();
    const fault = orderFault(state, event);
    if (fault) return { fault, index };
    advanceTo(state, event.at);
    // Ids are made from the sequence, which has gaps where events were discarded.
    state.sequence = event.sequence - 1;
    const made = decide(state, event, catalogue, terms);
    if ('message' in made) return { fault: made, index };
    const accepted = { sequence: event.sequence, at: event.at, ...made };
    const difference = firstDifference(sorted(accepted), sorted(event));
    if (difference) {
      const { pointer, expected, got } = difference;
      const message = `is ${JSON.stringify(got) ?? 'missing'}, and by the rules it is ${JSON.stringify(expected) ?? 'absent'}.`;
      return { fault: { path: pointer, message }, index };
    }
    applyEvent(state, accepted);
    events.push(accepted);
  }
  return { events };
}

function orderFault(state: BillingState, { at, sequence }: ClaimedEvent): SnapshotFault | null {
  if (sequence <= state.sequence) {
    return { path: '/sequence', message: `is ${sequence}, and the event before it has ${state.sequence}.` };
  }
  if (at < state.at)
    return { path: '/at', message: `is before ${state.at}, when the events before it happened.` };
  return null;
}

function decide(
  state: BillingState,
  event: ClaimedEvent,
  catalogue: Catalogue,
  terms: UpgradeTerms,
): NewEvent | SnapshotFault {
  const idempotency = 'idempotency' in event ? event.idempotency : undefined;
  if (idempotency && state.replies.has(idempotency.key)) {
    return { path: '/idempotency/key', message: 'has charged an earlier event.' };
  }
  switch (event.kind) {
    case 'generation': {
      const credits = 'credits' in event.estimate ? event.estimate.credits : undefined;
      const shown = {
        request: event.request,
        credits,
        rateCardVersion: '',
        ...(event.voiceName !== undefined && { voiceName: event.voiceName }),
      };
      const fault =
        idempotency && fingerprintFault(idempotency, '/v1/generations', GenerationBodySchema, shown);
      if (fault) return fault;
      const decision = decideGeneration(state, shown, catalogue, idempotency);
      return 'refusal' in decision ? refusedBy(decision.refusal.detail) : decision.event;
    }
    case 'quote': {
      const decision = decideQuote(state, planIdIn(event.quote), catalogue, terms);
      return 'refusal' in decision ? refusedBy(decision.refusal.detail) : { kind: 'quote', ...decision };
    }
    case 'plan-change': {
      const quoteId = 'id' in event.quote ? String(event.quote.id) : '';
      const fault =
        idempotency && fingerprintFault(idempotency, '/v1/upgrades', UpgradeBodySchema, { quoteId });
      if (fault) return fault;
      const decision = decideUpgrade(state, quoteId, catalogue, terms, false, idempotency);
      if ('event' in decision) return decision.event;
      if ('refusal' in decision) return refusedBy(decision.refusal.detail);
      return refusedBy('requoted' in decision ? 'The quote had expired.' : 'The quote was confirmed before.');
    }
  }
}

/** What a charge was asked for under its key must be what was charged. */
function fingerprintFault(
  { fingerprint }: Idempotency,
  path: string,
  schema: v.GenericSchema<object>,
  expected: object,
): SnapshotFault | null {
  const fault = { path: '/idempotency/fingerprint', message: 'is not that of this event.' };
  const [method, where, ...rest] = fingerprint.split(' ');
  let body: object;
  try {
    body = JSON.parse(rest.join(' '));
  } catch {
    return fault;
  }
  if (method !== 'POST' || !where?.endsWith(path) || !v.is(schema, body)) return fault;
  const same = { ...expected, ...('rateCardVersion' in body && { rateCardVersion: body.rateCardVersion }) };
  return firstDifference(sorted(same), sorted(body)) === null ? null : fault;
}

function planIdIn(quote: object): string {
  const plan = 'plan' in quote ? quote.plan : null;
  return typeof plan === 'object' && plan !== null && 'id' in plan ? String(plan.id) : '';
}

function refusedBy(detail: string): SnapshotFault {
  return { path: '', message: `would have been refused: ${detail}` };
}

/** With its fields in one order, which a file need not keep. */
function sorted(value: object): unknown {
  return JSON.parse(canonicalJson(value) ?? 'null');
}
