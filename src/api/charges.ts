import { mutationOptions, queryOptions } from '@tanstack/react-query';
import type * as v from 'valibot';
import { ApiError } from './api-error.ts';
import { send } from './client.ts';
import { asksForLongPause, pauseAfter } from './retry.ts';
import { type GenerationBody, GenerationReplySchema, QuoteSchema, UpgradeReplySchema } from './schemas.ts';

/** A charge and the key that makes repeating it harmless: one key for one press of the button. */
export interface Keyed<Body> {
  body: Body;
  idempotencyKey: string;
  /** It was out before, in an earlier page, and no answer came. */
  wasOpen?: boolean;
}

/** Keys of charges that went out and got no usable answer. */
const open = new Set<string>();

/** Sends a charge, and lets its failure know whether an earlier attempt under the same key may have succeeded. */
async function charge<Schema extends v.GenericSchema>(
  schema: Schema,
  path: string,
  { body, idempotencyKey, wasOpen = false }: Keyed<unknown>,
): Promise<v.InferOutput<Schema>> {
  if (wasOpen) open.add(idempotencyKey);
  try {
    const reply = await send(schema, { method: 'POST', path, body, idempotencyKey });
    open.delete(idempotencyKey);
    return reply;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const failure = open.has(idempotencyKey) ? error.afterOpen() : error;
    if (failure.leavesChargeOpen) open.add(idempotencyKey);
    else open.delete(idempotencyKey);
    throw failure;
  }
}

/**
 * Charges find out what happened before they say anything: after a lost reply, or a server that failed or was asked
 * too often, the same request goes out again under the same key, which charges once however often it arrives.
 */
const untilKnown = {
  retry: (failures: number, error: Error) =>
    failures < 4 &&
    error instanceof ApiError &&
    (error.isUncertain || error.isBusy) &&
    !asksForLongPause(error),
  retryDelay: pauseAfter,
};

export const generationMutations = {
  start: () =>
    mutationOptions({
      ...untilKnown,
      mutationFn: (keyed: Keyed<GenerationBody>) => charge(GenerationReplySchema, '/v1/generations', keyed),
    }),
};

export const quoteQueries = {
  /** A quote is frozen when it is given: it is asked for once and never refetched behind the customer's back. */
  forPlan: (planId: string, attempt: number) =>
    queryOptions({
      queryKey: ['upgrade-quote', planId, attempt],
      queryFn: ({ signal }) =>
        send(QuoteSchema, { method: 'POST', path: '/v1/upgrade-quotes', body: { planId }, signal }),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
      meta: { frozen: true },
    }),
};

export const upgradeMutations = {
  confirm: () =>
    mutationOptions({
      ...untilKnown,
      mutationFn: (keyed: Keyed<{ quoteId: string }>) => charge(UpgradeReplySchema, '/v1/upgrades', keyed),
    }),
};
