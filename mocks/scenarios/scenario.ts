import * as v from 'valibot';
import { GenerationRequestSchema } from '../../src/api/schemas.ts';
import { estimate } from '../../src/estimator/index.ts';
import type { Instant } from '../../src/units/instants.ts';
import { type Catalogue, rateCardInForce } from '../billing/catalogue.ts';
import type { EntryColumns } from '../billing/entry-columns.ts';
import { canonicalInstant, shifted } from '../billing/instant.ts';
import { advanceTo, applyEvent, startBilling } from '../billing/ledger.ts';
import type { BillingEvent, NewEvent, StartingState } from '../billing/state.ts';
import { buildQuote, type UpgradeTerms } from '../billing/upgrade.ts';

/** A moment in a scenario: an instant, or an ISO 8601 duration from its opening such as `-P3DT4H`. */
const MomentSchema = v.string();

/** A history drawn from a seed: too long to be told event by event. */
export const HistorySchema = v.strictObject({
  /** Generations and resets together. */
  entries: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  seed: v.pipe(v.number(), v.safeInteger()),
  /** What is generated, each line as often as it weighs: with just this quantity, or any up to `most`. */
  mix: v.pipe(
    v.array(
      v.strictObject({
        weight: v.pipe(v.number(), v.minValue(0)),
        generate: GenerationRequestSchema,
        most: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(1_000_000))),
      }),
    ),
    v.minLength(1),
  ),
});

export const ScenarioSchema = v.strictObject({
  id: v.string(),
  title: v.string(),
  /** One line for whoever opens it. */
  story: v.string(),
  /** Where its clock starts; `now` is the moment of its first opening. */
  opensAt: v.string(),
  account: v.strictObject({
    name: v.string(),
    email: v.string(),
    locale: v.optional(v.string()),
    timeZone: v.optional(v.string()),
  }),
  subscription: v.strictObject({
    planId: v.string(),
    interval: v.picklist(['month', 'year']),
    anchor: MomentSchema,
    endsAt: v.optional(MomentSchema),
    pastDueSince: v.optional(MomentSchema),
  }),
  creditUnusedTime: v.optional(v.boolean(), true),
  /** From the anchor to the opening, both instants; the events come after it. */
  history: v.optional(HistorySchema),
  events: v.array(
    v.union([
      v.strictObject({
        at: MomentSchema,
        generate: GenerationRequestSchema,
        voiceName: v.optional(v.string()),
      }),
      v.strictObject({ at: MomentSchema, upgradeTo: v.string() }),
      /** A quote alone, and later its confirmation: of the last quote for that plan. */
      v.strictObject({ at: MomentSchema, quoteFor: v.string() }),
      v.strictObject({ at: MomentSchema, confirmFor: v.string() }),
    ]),
  ),
});

export type Scenario = v.InferOutput<typeof ScenarioSchema>;
export type History = v.InferOutput<typeof HistorySchema>;

/** Says which scenarios there are. */
export function noSuchScenario(id: string, ids: readonly string[]): RangeError {
  return new RangeError(`There is no scenario “${id}”. There are: ${ids.join(', ')}.`);
}

/** A scenario laid out in time: what a billing state is folded from before anything is stored. */
export interface OpenedScenario {
  start: StartingState;
  events: readonly BillingEvent[];
  /** Of the last event, or of the history before it. */
  sequence: number;
}

/** A moment of a scenario that was first opened at `openedAt`. RangeError for a text that is none. */
export function momentIn(openedAt: Instant, text: string): Instant {
  return /^-?P/.test(text) ? shifted(openedAt, text) : canonicalInstant(text);
}

/**
 * Lays the scenario out around the instant at which it was first opened; prices are those of each event's time. Its
 * history, if it has one, is laid already.
 */
export function openScenario(
  scenario: Scenario,
  openedAt: Instant,
  catalogue: Catalogue,
  history?: EntryColumns,
): OpenedScenario {
  const momentOf = (text: string) => momentIn(openedAt, text);
  const planOf = (id: string) => {
    const plan = catalogue.plans.find((candidate) => candidate.id === id);
    if (!plan) throw new RangeError(`scenario ${scenario.id} names a plan that is not sold: ${id}`);
    return plan;
  };
  const { planId, interval, anchor, endsAt, pastDueSince } = scenario.subscription;
  const start: StartingState = {
    account: { id: `customer-${scenario.id}`, ...scenario.account, clonedVoices: [] },
    plan: planOf(planId),
    interval,
    anchor: momentOf(anchor),
    ...(endsAt !== undefined && { endsAt: momentOf(endsAt) }),
    ...(pastDueSince !== undefined && { pastDueSince: momentOf(pastDueSince) }),
    ...(history && { history }),
  };

  const state = startBilling(start);
  const events: BillingEvent[] = [];
  for (const told of scenario.events) {
    const at = momentOf(told.at);
    advanceTo(state, at);
    for (const happened of happenings(told, at)) {
      const event = { sequence: state.sequence + 1, at, ...happened };
      applyEvent(state, event);
      events.push(event);
    }
  }
  return { start, events, sequence: state.sequence };

  function happenings(told: Scenario['events'][number], at: Instant): NewEvent[] {
    if ('generate' in told) return generation(told, at);
    if ('confirmFor' in told) return [confirmation(told.confirmFor)];
    const quote = buildQuote(
      state,
      planOf('quoteFor' in told ? told.quoteFor : told.upgradeTo),
      termsOf(scenario),
    );
    return 'quoteFor' in told
      ? [{ kind: 'quote', quote }]
      : [
          { kind: 'quote', quote },
          { kind: 'plan-change', quote },
        ];
  }

  function confirmation(planId: string): NewEvent {
    const issued = [...state.quotes.values()].findLast(({ quote }) => quote.plan.id === planId);
    if (!issued)
      throw new RangeError(`scenario ${scenario.id} confirms a quote that it never asked for: ${planId}`);
    return { kind: 'plan-change', quote: issued.quote };
  }

  function generation(
    told: { generate: GenerationRequest; voiceName?: string | undefined },
    at: Instant,
  ): NewEvent[] {
    const priced = estimate(rateCardInForce(catalogue.rateCards, at), told.generate);
    // Opened early enough, a history laid out back from now reaches a card that has not all of its tools yet.
    if (!priced.ok && scenario.opensAt === 'now') return [];
    if (!priced.ok) throw new RangeError(`scenario ${scenario.id} at ${at}: ${priced.message}`);
    return [
      {
        kind: 'generation',
        request: told.generate,
        estimate: priced,
        ...(told.voiceName && { voiceName: told.voiceName }),
      },
    ];
  }
}

type GenerationRequest = v.InferOutput<typeof GenerationRequestSchema>;

export function termsOf({ creditUnusedTime }: Scenario): UpgradeTerms {
  return { creditUnusedTime };
}
