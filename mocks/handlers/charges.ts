import * as v from 'valibot';
import { QuoteBodySchema, UpgradeBodySchema } from '../../src/api/schemas.ts';
import { faultIn } from '../billing/refusal.ts';
import { decideGeneration } from '../billing/spending.ts';
import type { BillingState, Idempotency } from '../billing/state.ts';
import { decideQuote, decideUpgrade } from '../billing/upgrade.ts';
import { type Endpoint, type Reply, refused } from '../respond.ts';

export const postGeneration: Endpoint = ({ state, catalogue, append }, { body, idempotency }) => {
  if (idempotency === null) return keyMissing();
  const earlier = replyUnder(state, idempotency);
  if (earlier) return earlier;
  const decision = decideGeneration(state, body, catalogue, idempotency);
  if ('refusal' in decision) return refused(decision.refusal);
  append(decision.event);
  return rememberedReply(state, idempotency);
};

export const postUpgradeQuote: Endpoint = ({ state, catalogue, terms, append }, { body }) => {
  const parsed = v.safeParse(QuoteBodySchema, body);
  if (!parsed.success) return refused({ code: 'invalid_request', detail: faultIn(parsed.issues) });
  const decision = decideQuote(state, parsed.output.planId, catalogue, terms);
  if ('refusal' in decision) return refused(decision.refusal);
  append({ kind: 'quote', quote: decision.quote });
  return { status: 201, body: decision.quote };
};

export const postUpgrade: Endpoint = (
  { state, catalogue, terms, append },
  { body, idempotency, paymentDeclined },
) => {
  if (idempotency === null) return keyMissing();
  const earlier = replyUnder(state, idempotency);
  if (earlier) return earlier;
  const parsed = v.safeParse(UpgradeBodySchema, body);
  if (!parsed.success) return refused({ code: 'invalid_request', detail: faultIn(parsed.issues) });
  const decision = decideUpgrade(
    state,
    parsed.output.quoteId,
    catalogue,
    terms,
    paymentDeclined,
    idempotency,
  );
  if ('confirmed' in decision) return { status: 201, body: decision.confirmed };
  if ('refusal' in decision) return refused(decision.refusal);
  if ('requoted' in decision) {
    append({ kind: 'quote', quote: decision.requoted });
    return refused({
      code: 'quote_expired',
      detail: 'The quote has expired. Nothing was charged. Here is a fresh one.',
      quote: decision.requoted,
    });
  }
  append(decision.event);
  return rememberedReply(state, idempotency);
};

function keyMissing(): Reply {
  return refused({
    code: 'idempotency_key_missing',
    detail: 'Send an Idempotency-Key, new for each charge and the same for its retries. Nothing was charged.',
  });
}

/** The answer to a key that has charged before: the same reply to the same request, a refusal to any other. */
function replyUnder(state: BillingState, { key, fingerprint }: Idempotency): Reply | null {
  const earlier = state.replies.get(key);
  if (!earlier) return null;
  if (earlier.fingerprint === fingerprint) return { status: 201, body: earlier.body };
  return refused({
    code: 'idempotency_key_reused',
    detail: 'This Idempotency-Key has charged another request. Nothing more was charged. Use a new key.',
  });
}

function rememberedReply(state: BillingState, { key }: Idempotency): Reply {
  return { status: 201, body: state.replies.get(key)?.body };
}
