import { mutationOptions, queryOptions } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';
import { send } from './client.ts';
import { type GenerationBody, GenerationReplySchema, QuoteSchema, UpgradeReplySchema } from './schemas.ts';

/** A charge and the key that makes repeating it harmless: one key for one press of the button. */
interface Keyed<Body> {
  body: Body;
  idempotencyKey: string;
}

/**
 * Charges find out what happened before they say anything: after a lost reply, or a server that failed, the same
 * request goes out again under the same key, which charges once however often it arrives.
 */
const untilKnown = {
  networkMode: 'always',
  retry: (failures: number, error: Error) => failures < 4 && error instanceof ApiError && error.isUncertain,
  retryDelay: (failures: number) => Math.min(8000, 400 * 2 ** failures),
} as const;

export const generationMutations = {
  start: () =>
    mutationOptions({
      ...untilKnown,
      mutationFn: ({ body, idempotencyKey }: Keyed<GenerationBody>) =>
        send(GenerationReplySchema, { method: 'POST', path: '/v1/generations', body, idempotencyKey }),
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
      mutationFn: ({ body, idempotencyKey }: Keyed<{ quoteId: string }>) =>
        send(UpgradeReplySchema, { method: 'POST', path: '/v1/upgrades', body, idempotencyKey }),
    }),
};
