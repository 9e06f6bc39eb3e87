import type * as v from 'valibot';
import { RateCardSchema } from '../estimator/index.ts';
import {
  AccountSchema,
  BalanceSchema,
  ChargeSchema,
  CyclesSchema,
  EstimateSchema,
  GenerationBodySchema,
  GenerationEntrySchema,
  GenerationReplySchema,
  GenerationRequestSchema,
  InstantSchema,
  LedgerPageSchema,
  LedgerQuerySchema,
  PlanChangeEntrySchema,
  PlanSchema,
  PlansSchema,
  ProblemSchema,
  QuoteBodySchema,
  QuoteSchema,
  ResetEntrySchema,
  SubscriptionSchema,
  UpgradeBodySchema,
  UpgradeReplySchema,
  UsageQuerySchema,
  UsageSchema,
} from './schemas.ts';

/** The billing API as it is published: every endpoint, with what it takes, what it answers and how it refuses. */
export interface Endpoint {
  id: string;
  method: 'get' | 'post';
  path: string;
  summary: string;
  description: string;
  query?: v.GenericSchema;
  body?: keyof typeof components;
  reply: keyof typeof components;
  status: 200 | 201;
  /** The codes of the problems that it may answer besides those that any endpoint may. */
  problems: readonly ProblemCode[];
  /** Carries `Idempotency-Key`. */
  charges?: boolean;
  /** Has an `ETag`, and answers 304 to a request that names it. */
  cached?: boolean;
}

/** The schemas that have a name in the published document. */
export const components = {
  Account: AccountSchema,
  Balance: BalanceSchema,
  Charge: ChargeSchema,
  Cycles: CyclesSchema,
  Estimate: EstimateSchema,
  GenerationBody: GenerationBodySchema,
  GenerationEntry: GenerationEntrySchema,
  GenerationReply: GenerationReplySchema,
  GenerationRequest: GenerationRequestSchema,
  Instant: InstantSchema,
  LedgerPage: LedgerPageSchema,
  Plan: PlanSchema,
  PlanChangeEntry: PlanChangeEntrySchema,
  Plans: PlansSchema,
  Problem: ProblemSchema,
  Quote: QuoteSchema,
  QuoteBody: QuoteBodySchema,
  RateCard: RateCardSchema,
  ResetEntry: ResetEntrySchema,
  Subscription: SubscriptionSchema,
  UpgradeBody: UpgradeBodySchema,
  UpgradeReply: UpgradeReplySchema,
  Usage: UsageSchema,
} as const;

/** Every stable `code` of a problem, with its status and what it means. Below 500 nothing was charged. */
export const problems = {
  session_ended: [401, 'Nobody is signed in, or no longer.'],
  idempotency_key_missing: [
    400,
    'A charge needs an Idempotency-Key: new for each, the same for its retries.',
  ],
  idempotency_key_reused: [422, 'This key has charged another request.'],
  invalid_request: [422, 'The body or a parameter is not as documented, or cannot be priced.'],
  subscription_past_due: [402, 'A payment is missing: nothing can be spent or upgraded until it is made.'],
  subscription_ended: [402, 'The plan has ended.'],
  tool_not_in_plan: [403, 'The plan does not unlock this tool.'],
  price_changed: [409, 'The figure that was shown is not the price. `estimate` is the price now.'],
  insufficient_credits: [
    402,
    'Not enough is left. `required`, `remaining`, and in `planId` the cheapest plan that would cover it, or null.',
  ],
  upgrade_not_allowed: [422, 'The plan is no upgrade from the present one; `reason` says why.'],
  quote_not_found: [404, 'There is no such quote.'],
  quote_expired: [409, 'The quote has expired, or the subscription has changed. `quote` is a fresh one.'],
  payment_declined: [402, 'The payment was declined; the plan is unchanged.'],
  not_found: [404, 'There is nothing at this path.'],
  origin_not_allowed: [403, 'Pages of this origin may not ask.'],
  method_not_allowed: [405, 'The path does not take this method; `Allow` says which it takes.'],
  request_too_large: [413, 'The body is too large.'],
  too_many_requests: [429, 'Asked too often; nothing was done. `Retry-After` says when to come back.'],
  internal_error: [500, 'The server failed; a charge sent again under its key tells whether it was made.'],
  unavailable: [
    503,
    'The server is not there for now; a charge sent again under its key tells whether it was made. `Retry-After` says when.',
  ],
} as const satisfies Record<string, readonly [status: number, meaning: string]>;

export type ProblemCode = keyof typeof problems;

/** What any endpoint may answer, and what stands before it: a gateway has no customer and no clock of billing. */
export const COMMON_PROBLEMS: readonly ProblemCode[] = [
  'session_ended',
  'origin_not_allowed',
  'method_not_allowed',
  'request_too_large',
  'too_many_requests',
  'internal_error',
  'unavailable',
];

const CHARGE_PROBLEMS = ['idempotency_key_missing', 'idempotency_key_reused', 'invalid_request'] as const;
const STATUS_PROBLEMS = ['subscription_past_due', 'subscription_ended'] as const;

export const endpoints: readonly Endpoint[] = [
  {
    id: 'getAccount',
    method: 'get',
    path: '/v1/account',
    summary: 'Who is signed in',
    description:
      'The customer, their language and time zone where they have stated them, and their cloned voices.',
    reply: 'Account',
    status: 200,
    problems: [],
  },
  {
    id: 'getSubscription',
    method: 'get',
    path: '/v1/subscription',
    summary: 'The plan and its dates',
    description:
      'Plan, billing interval, status, and the next twelve resets and charges, or fewer. Under yearly billing credits reset every month all the same.',
    reply: 'Subscription',
    status: 200,
    problems: [],
  },
  {
    id: 'getBalance',
    method: 'get',
    path: '/v1/balance',
    summary: 'What is left, and when it resets',
    description: 'Whole credits of the present credit cycle. `used` includes what an upgrade carried in.',
    reply: 'Balance',
    status: 200,
    problems: [],
  },
  {
    id: 'getCycles',
    method: 'get',
    path: '/v1/cycles',
    summary: 'Credit cycles, newest first',
    description:
      'Beginning with the present one, whose `expired` is null; of a plan that has ended all are past.',
    reply: 'Cycles',
    status: 200,
    problems: [],
  },
  {
    id: 'getRateCard',
    method: 'get',
    path: '/v1/rate-card',
    summary: 'The prices in force',
    description: 'The rate card with the latest start at or before now.',
    reply: 'RateCard',
    status: 200,
    problems: [],
    cached: true,
  },
  {
    id: 'getRateCardByVersion',
    method: 'get',
    path: '/v1/rate-cards/{version}',
    summary: 'The prices of any rate card',
    description: 'Old cards stay, so that an old charge can be explained.',
    reply: 'RateCard',
    status: 200,
    problems: ['not_found'],
    cached: true,
  },
  {
    id: 'getPlans',
    method: 'get',
    path: '/v1/plans',
    summary: 'What is sold, and what can be upgraded to',
    description: 'Prices are whole minor units for each billing interval.',
    reply: 'Plans',
    status: 200,
    problems: [],
  },
  {
    id: 'getUsage',
    method: 'get',
    path: '/v1/usage',
    summary: 'Credits by day, tool and model',
    description: 'Half-open from `from` to `to`; days are those of `timeZone`.',
    query: UsageQuerySchema,
    reply: 'Usage',
    status: 200,
    problems: ['invalid_request'],
  },
  {
    id: 'getLedger',
    method: 'get',
    path: '/v1/ledger',
    summary: 'Every entry, newest first',
    description: 'Pages by cursor. `q` matches id, tool and model.',
    query: LedgerQuerySchema,
    reply: 'LedgerPage',
    status: 200,
    problems: ['invalid_request'],
  },
  {
    id: 'postGeneration',
    method: 'post',
    path: '/v1/generations',
    summary: 'Start a generation and charge it',
    description:
      'Charged when accepted, at the figure that was shown or not at all. Checked in this order: replayed key, status, tool in plan, valid request, price, balance. What is made is not sent, only what is priced.',
    body: 'GenerationBody',
    reply: 'GenerationReply',
    status: 201,
    problems: [
      ...CHARGE_PROBLEMS,
      ...STATUS_PROBLEMS,
      'tool_not_in_plan',
      'price_changed',
      'insufficient_credits',
    ],
    charges: true,
  },
  {
    id: 'postUpgradeQuote',
    method: 'post',
    path: '/v1/upgrade-quotes',
    summary: 'The frozen price of an upgrade',
    description: 'Good for ten minutes, or until the billing period or credit cycle ends if that is sooner.',
    body: 'QuoteBody',
    reply: 'Quote',
    status: 201,
    problems: ['invalid_request', ...STATUS_PROBLEMS, 'upgrade_not_allowed'],
  },
  {
    id: 'postUpgrade',
    method: 'post',
    path: '/v1/upgrades',
    summary: 'Pay a quote',
    description:
      'Takes effect at once. A quote that was confirmed before, under whatever key, answers with its original reply.',
    body: 'UpgradeBody',
    reply: 'UpgradeReply',
    status: 201,
    problems: [
      ...CHARGE_PROBLEMS,
      ...STATUS_PROBLEMS,
      'quote_not_found',
      'quote_expired',
      'upgrade_not_allowed',
      'payment_declined',
    ],
    charges: true,
  },
];
