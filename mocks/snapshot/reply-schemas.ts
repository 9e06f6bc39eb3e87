import type * as v from 'valibot';
import {
  AccountSchema,
  BalanceSchema,
  CyclesSchema,
  LedgerPageSchema,
  PlansSchema,
  SubscriptionSchema,
  UsageSchema,
} from '../../src/api/schemas.ts';
import { RateCardSchema } from '../../src/estimator/index.ts';

const schemas: Record<string, v.GenericSchema> = {
  '/v1/account': AccountSchema,
  '/v1/subscription': SubscriptionSchema,
  '/v1/balance': BalanceSchema,
  '/v1/cycles': CyclesSchema,
  '/v1/plans': PlansSchema,
  '/v1/rate-card': RateCardSchema,
  '/v1/usage': UsageSchema,
  '/v1/ledger': LedgerPageSchema,
};

/** What a GET of this path answers, if it is one of the billing API. */
export function endpointReplySchema(path: string): v.GenericSchema | null {
  const { pathname } = new URL(path, 'http://localhost');
  if (pathname.startsWith('/v1/rate-cards/')) return RateCardSchema;
  return Object.hasOwn(schemas, pathname) ? (schemas[pathname] ?? null) : null;
}
