import * as v from 'valibot';
import { instantAt } from '../units/instants.ts';

/**
 * The wire format of the billing API, once: types, validation on both sides of the wire and the published contract
 * are all derived from these schemas. Credits are whole numbers, money is whole minor units of an ISO 4217 currency.
 */

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d(:?\d\d)?)$/i;
const FIRST_MS = Date.parse('0000-01-01T00:00:00Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/** Milliseconds since 1970, spelt so that every engine reads it; NaN for a day that no calendar has. */
function momentOf(text: string): number {
  const date = text.slice(0, 10);
  // Of 30 February some engines make 2 March.
  if (new Date(`${date}T00:00:00Z`).getUTCDate() !== Number(date.slice(-2))) return Number.NaN;
  return Date.parse(text.replace(',', '.').replace(/([+-]\d\d):?(\d\d)?$/, (_, h, m = '00') => `${h}:${m}`));
}

/** Whether there is such a moment, in a year that four digits can write. */
function isMoment(text: string): boolean {
  const ms = momentOf(text);
  return ms >= FIRST_MS && ms <= LAST_MS;
}

/** Any ISO 8601 instant is accepted; what comes out is UTC in whole seconds, fractions floored. */
export const InstantSchema = v.pipe(
  v.string(),
  v.regex(INSTANT, 'is not an ISO 8601 instant'),
  v.check(isMoment, 'is not an ISO 8601 instant'),
  v.transform((text) => instantAt(momentOf(text))),
);

/** Whether `Intl` takes these; formatting with what it does not know would throw on every screen. */
function isKnownToIntl(locale: string, timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat(locale, { timeZone }));
  } catch {
    return false;
  }
}

/** A BCP 47 tag such as `de-CH`. */
const LocaleSchema = v.pipe(
  v.string(),
  v.check((tag) => isKnownToIntl(tag, 'UTC'), 'is not a locale'),
);

/** An IANA id such as `Asia/Kathmandu`, or an offset. */
const TimeZoneSchema = v.pipe(
  v.string(),
  v.check((name) => isKnownToIntl('en', name), 'is not a time zone'),
);

const CreditsSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const AmountMinorSchema = v.pipe(v.number(), v.safeInteger());
const CurrencySchema = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/));
const PeriodSchema = v.object({ start: InstantSchema, end: InstantSchema });
const IntervalSchema = v.picklist(['month', 'year']);

export const AccountSchema = v.object({
  id: v.string(),
  name: v.string(),
  email: v.string(),
  locale: v.optional(LocaleSchema),
  timeZone: v.optional(TimeZoneSchema),
  clonedVoices: v.array(v.object({ id: v.string(), name: v.string() })),
});

export const PlanSchema = v.object({
  id: v.string(),
  family: v.string(),
  name: v.string(),
  monthlyCredits: CreditsSchema,
  tools: v.array(v.string()),
  prices: v.object({ month: AmountMinorSchema, year: AmountMinorSchema }),
  currency: CurrencySchema,
});

/** Why a plan cannot be upgraded to; the screen has a sentence for each. */
export const UpgradeBarrierSchema = v.picklist([
  'current-plan',
  'fewer-credits',
  'not-a-higher-price',
  'loses-tools',
  'past-due',
  'canceling',
  'ended',
]);

export const OfferedPlanSchema = v.object({
  ...PlanSchema.entries,
  upgrade: v.object({ allowed: v.boolean(), reason: v.optional(UpgradeBarrierSchema) }),
});
export const PlansSchema = v.array(OfferedPlanSchema);

export const ChargeSchema = v.object({
  at: InstantSchema,
  amountMinor: AmountMinorSchema,
  currency: CurrencySchema,
});

export const SubscriptionSchema = v.object({
  version: v.pipe(v.number(), v.safeInteger()),
  status: v.picklist(['active', 'canceling', 'past_due', 'ended']),
  plan: PlanSchema,
  interval: IntervalSchema,
  anchor: InstantSchema,
  billingPeriod: PeriodSchema,
  creditCycle: PeriodSchema,
  nextCharge: v.nullable(ChargeSchema),
  upcoming: v.object({ resets: v.array(InstantSchema), charges: v.array(ChargeSchema) }),
});

export const BalanceSchema = v.object({
  allowance: CreditsSchema,
  used: CreditsSchema,
  remaining: CreditsSchema,
  usedByTool: v.record(v.string(), CreditsSchema),
  cycle: PeriodSchema,
  /** Null when no reset will follow: the plan ends, has ended, or waits for a payment. */
  resetsAt: v.nullable(InstantSchema),
  asOf: InstantSchema,
});

export const CycleSchema = v.object({
  start: InstantSchema,
  end: InstantSchema,
  allowance: CreditsSchema,
  used: CreditsSchema,
  /** Null while the cycle runs. */
  expired: v.nullable(CreditsSchema),
});
export const CyclesSchema = v.array(CycleSchema);

/** What is priced, never what is made: an unknown field, such as a prompt, is refused. */
export const GenerationRequestSchema = v.strictObject({
  tool: v.string(),
  model: v.optional(v.string()),
  audio: v.optional(v.boolean()),
  aspect: v.optional(v.string()),
  resolution: v.optional(v.string()),
  duration: v.optional(v.number()),
  characters: v.optional(v.number()),
  seconds: v.optional(v.number()),
  images: v.optional(v.number()),
  inputImages: v.optional(v.number()),
});

const derivation = {
  ruleId: v.string(),
  quantity: v.number(),
  unit: v.picklist(['character', 'second', 'image', 'generation', 'clone', 'track']),
  unitSize: v.number(),
  units: v.number(),
  creditsPerUnit: v.number(),
};

export const EstimateSchema = v.object({
  ok: v.literal(true),
  credits: CreditsSchema,
  rateCardVersion: v.string(),
  ...derivation,
});

const PolicySchema = v.picklist(['keep-anchor', 'restart-anchor']);

const entry = { id: v.string(), at: InstantSchema, credits: CreditsSchema, balanceAfter: CreditsSchema };

export const GenerationEntrySchema = v.object({
  ...entry,
  kind: v.literal('generation'),
  request: GenerationRequestSchema,
  derivation: v.object(derivation),
  rateCardVersion: v.string(),
});

export const ResetEntrySchema = v.object({ ...entry, kind: v.literal('reset'), expired: CreditsSchema });

export const PlanChangeEntrySchema = v.object({
  ...entry,
  kind: v.literal('plan-change'),
  from: v.string(),
  to: v.string(),
  policy: PolicySchema,
  usedCarried: CreditsSchema,
  paidMinor: AmountMinorSchema,
  currency: CurrencySchema,
});

export const LedgerEntrySchema = v.variant('kind', [
  GenerationEntrySchema,
  ResetEntrySchema,
  PlanChangeEntrySchema,
]);

export const LedgerPageSchema = v.object({
  entries: v.array(LedgerEntrySchema),
  nextCursor: v.nullable(v.string()),
});

export const UsageSchema = v.array(
  v.object({
    day: v.pipe(v.string(), v.isoDate()),
    tool: v.string(),
    model: v.nullable(v.string()),
    credits: CreditsSchema,
    count: CreditsSchema,
  }),
);

export const QuoteLineSchema = v.object({
  kind: v.picklist(['unused-time', 'remaining-time', 'full-price']),
  amountMinor: AmountMinorSchema,
  from: InstantSchema,
  to: v.nullable(InstantSchema),
});

export const QuoteSchema = v.object({
  id: v.string(),
  expiresAt: InstantSchema,
  at: InstantSchema,
  policy: PolicySchema,
  plan: PlanSchema,
  lines: v.array(QuoteLineSchema),
  dueNowMinor: AmountMinorSchema,
  currency: CurrencySchema,
  nextCharge: ChargeSchema,
  allowance: CreditsSchema,
  used: CreditsSchema,
  remaining: CreditsSchema,
  resetsAt: InstantSchema,
});

export const GenerationBodySchema = v.strictObject({
  request: GenerationRequestSchema,
  credits: CreditsSchema,
  rateCardVersion: v.string(),
  /** Only a voice clone is named; it becomes a choice of voice. */
  voiceName: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80))),
});
export const QuoteBodySchema = v.strictObject({ planId: v.string() });
export const UpgradeBodySchema = v.strictObject({ quoteId: v.string() });

/** Half-open: `from` belongs to it, `to` does not. Days are those of the zone. */
export const UsageQuerySchema = v.object({
  from: InstantSchema,
  to: InstantSchema,
  timeZone: v.optional(TimeZoneSchema, 'UTC'),
});

export const LedgerQuerySchema = v.object({
  cursor: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'is no cursor of this API'), v.transform(Number)),
  ),
  limit: v.optional(
    v.pipe(v.string(), v.digits(), v.transform(Number), v.minValue(1), v.maxValue(200)),
    '50',
  ),
  kind: v.optional(v.picklist(['generation', 'reset', 'plan-change'])),
  tool: v.optional(v.string()),
  model: v.optional(v.string()),
  from: v.optional(InstantSchema),
  to: v.optional(InstantSchema),
  q: v.optional(v.string()),
});

export const GenerationReplySchema = v.object({ entry: GenerationEntrySchema, balance: BalanceSchema });
export const UpgradeReplySchema = v.object({
  entry: PlanChangeEntrySchema,
  subscription: SubscriptionSchema,
  balance: BalanceSchema,
});

/** RFC 9457 problem details, with a stable `code` and whatever that code carries. */
export const ProblemSchema = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  detail: v.optional(v.string()),
  code: v.string(),
  requestId: v.optional(v.nullable(v.string())),
  estimate: v.optional(EstimateSchema),
  required: v.optional(CreditsSchema),
  remaining: v.optional(CreditsSchema),
  planId: v.optional(v.nullable(v.string())),
  quote: v.optional(QuoteSchema),
  reason: v.optional(UpgradeBarrierSchema),
});

export type Account = v.InferOutput<typeof AccountSchema>;
export type Plan = v.InferOutput<typeof PlanSchema>;
export type OfferedPlan = v.InferOutput<typeof OfferedPlanSchema>;
export type UpgradeBarrier = v.InferOutput<typeof UpgradeBarrierSchema>;
export type Interval = v.InferOutput<typeof IntervalSchema>;
export type Period = v.InferOutput<typeof PeriodSchema>;
export type Charge = v.InferOutput<typeof ChargeSchema>;
export type Subscription = v.InferOutput<typeof SubscriptionSchema>;
export type Balance = v.InferOutput<typeof BalanceSchema>;
export type Cycle = v.InferOutput<typeof CycleSchema>;
export type GenerationRequest = v.InferOutput<typeof GenerationRequestSchema>;
export type GenerationBody = v.InferOutput<typeof GenerationBodySchema>;
export type GenerationEntry = v.InferOutput<typeof GenerationEntrySchema>;
export type ResetEntry = v.InferOutput<typeof ResetEntrySchema>;
export type PlanChangeEntry = v.InferOutput<typeof PlanChangeEntrySchema>;
export type LedgerEntry = v.InferOutput<typeof LedgerEntrySchema>;
export type LedgerPage = v.InferOutput<typeof LedgerPageSchema>;
export type UsageRow = v.InferOutput<typeof UsageSchema>[number];
export type Policy = v.InferOutput<typeof PolicySchema>;
export type QuoteLine = v.InferOutput<typeof QuoteLineSchema>;
export type Estimate = v.InferOutput<typeof EstimateSchema>;
export type Quote = v.InferOutput<typeof QuoteSchema>;
export type GenerationReply = v.InferOutput<typeof GenerationReplySchema>;
export type UpgradeReply = v.InferOutput<typeof UpgradeReplySchema>;
export type Problem = v.InferOutput<typeof ProblemSchema>;
