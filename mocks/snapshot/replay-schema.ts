import * as v from 'valibot';
import { LocaleSchema, TimeZoneSchema } from '../../src/api/schemas/capture.ts';
import { PLACEHOLDERS } from '../../src/api/schemas/redaction.ts';
import { GenerationRequestSchema, InstantSchema, PlanSchema } from '../../src/api/schemas.ts';
import { instantAt } from '../../src/units/instants.ts';
import { HistorySchema, ScenarioSchema } from '../scenarios/scenario.ts';

export const VERSION = 1;

const LineSchema = v.pipe(v.string(), v.maxLength(300, 'is longer than 300 characters.'));
const IdSchema = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'is no id.'));
const CountSchema = v.pipe(
  v.number('is no number.'),
  v.safeInteger('is no whole number.'),
  v.minValue(0, 'is negative.'),
);

/** Exactly as given out; in years in which every rule is quick to follow. */
const ExactInstantSchema = v.pipe(
  v.string('is no instant.'),
  v.regex(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'is no instant in UTC of this century.'),
  v.check((text) => v.is(InstantSchema, text) && instantAt(Date.parse(text)) === text, 'is no such moment.'),
);

const PathSchema = v.pipe(v.string(), v.regex(/^\/v1\/[\w./?&=:%+~-]{1,400}$/, 'is no path of the API.'));
const TokenSchema = v.pipe(
  v.string(),
  v.minLength(1, 'is empty.'),
  v.maxLength(500, 'is longer than 500 characters.'),
);
const FaultTextSchema = v.pipe(v.string(), v.maxLength(200), v.regex(/^[\w /.=*:-]*$/, 'is no fault rule.'));

const subscription = v.strictObject({
  ...ScenarioSchema.entries.subscription.entries,
  planId: IdSchema,
});

const LINES = 100;
const MOST = 1_000_000;
const history = v.strictObject({
  ...HistorySchema.entries,
  entries: v.pipe(CountSchema, v.maxValue(MOST, 'is more than a million.')),
  mix: v.pipe(HistorySchema.entries.mix, v.maxLength(LINES, `holds more than ${LINES} lines.`)),
});

/** A scenario with placeholders where names were. */
export const RedactedScenarioSchema = v.strictObject({
  ...ScenarioSchema.entries,
  id: IdSchema,
  title: LineSchema,
  story: LineSchema,
  account: v.strictObject({
    ...ScenarioSchema.entries.account.entries,
    name: v.literal(PLACEHOLDERS.name, `is not the placeholder “${PLACEHOLDERS.name}”.`),
    email: v.literal(PLACEHOLDERS.email, `is not the placeholder “${PLACEHOLDERS.email}”.`),
  }),
  subscription,
  history: v.optional(history),
  events: v.pipe(ScenarioSchema.entries.events, v.maxLength(2000, 'holds more than 2,000 events.')),
});

const IdempotencySchema = v.strictObject({ key: TokenSchema, fingerprint: v.string() });
const recorded = { sequence: v.pipe(CountSchema, v.minValue(1, 'is less than 1.')), at: ExactInstantSchema };

/** What an event came to is worked out again from the rules and compared, so any object will do here. */
const OutcomeSchema = v.record(v.string(), v.unknown());

const EventSchema = v.variant('kind', [
  v.strictObject({
    ...recorded,
    kind: v.literal('generation'),
    request: GenerationRequestSchema,
    estimate: OutcomeSchema,
    voiceName: v.optional(
      v.literal(PLACEHOLDERS.voiceName, `is not the placeholder “${PLACEHOLDERS.voiceName}”.`),
    ),
    idempotency: v.optional(IdempotencySchema),
  }),
  v.strictObject({ ...recorded, kind: v.literal('quote'), quote: OutcomeSchema }),
  v.strictObject({
    ...recorded,
    kind: v.literal('plan-change'),
    quote: OutcomeSchema,
    idempotency: v.optional(IdempotencySchema),
  }),
]);

export const RequestRecordSchema = v.strictObject({
  at: ExactInstantSchema,
  method: v.picklist(['GET', 'POST']),
  path: PathSchema,
  requestId: v.nullable(TokenSchema),
  key: v.nullable(TokenSchema),
  status: v.nullable(v.pipe(CountSchema, v.maxValue(599, 'is no status.'))),
  code: v.nullable(v.pipe(v.string(), v.regex(/^\w{1,80}$/, 'is no code.'))),
  faults: v.pipe(v.array(FaultTextSchema), v.maxLength(50)),
});

export const KeptReplySchema = v.strictObject({
  path: PathSchema,
  status: v.pipe(CountSchema, v.minValue(200, 'is no status.'), v.maxValue(599, 'is no status.')),
  body: v.unknown(),
});

/** Everything that made the replies, and the replies themselves. */
export const ReplaySchema = v.strictObject({
  kind: v.literal('replay'),
  version: v.literal(VERSION),
  scenario: RedactedScenarioSchema,
  openedAt: ExactInstantSchema,
  clock: v.strictObject({ frozenAt: ExactInstantSchema }),
  locale: LocaleSchema,
  timeZone: TimeZoneSchema,
  epoch: CountSchema,
  scenarioEvents: v.optional(CountSchema),
  historyUntil: v.optional(ExactInstantSchema),
  faults: v.strictObject({
    seed: v.pipe(v.string(), v.maxLength(100, 'is longer than 100 characters.')),
    rules: v.pipe(v.array(FaultTextSchema), v.maxLength(50)),
    counts: v.record(FaultTextSchema, CountSchema),
  }),
  catalogue: v.strictObject({
    plans: v.pipe(
      v.array(v.strictObject({ ...PlanSchema.entries, id: IdSchema, family: LineSchema, name: LineSchema })),
      v.minLength(1, 'holds no plan.'),
      v.maxLength(200, 'holds more than 200 plans.'),
    ),
    /** Read by the estimator, which has the schema of a card. */
    rateCards: v.pipe(
      v.array(v.looseObject({ version: IdSchema, rules: v.pipe(v.array(v.unknown()), v.maxLength(1000)) })),
      v.minLength(1, 'holds no rate card.'),
      v.maxLength(50, 'holds more than 50 rate cards.'),
    ),
  }),
  events: v.pipe(v.array(EventSchema), v.maxLength(10_000, 'holds more than 10,000 events.')),
  requests: v.pipe(v.array(RequestRecordSchema), v.maxLength(1000, 'holds more than 1,000 requests.')),
  replies: v.pipe(v.array(KeptReplySchema), v.maxLength(200, 'holds more than 200 replies.')),
});

export type Replay = v.InferOutput<typeof ReplaySchema>;
