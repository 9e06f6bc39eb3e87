import type { GenerationEntry, GenerationRequest } from '../../src/api/schemas.ts';
import { estimate, type RateCard } from '../../src/estimator/index.ts';
import type { Catalogue } from '../billing/catalogue.ts';
import { boundary } from '../billing/cycle.ts';
import type { EntryColumns } from '../billing/entry-columns.ts';
import { secondsOf } from '../billing/instant.ts';
import { itemAt } from '../billing/item-at.ts';
import { advanceTo, startBilling } from '../billing/ledger.ts';
import { createChance } from './chance.ts';
import { type History, openScenario, type Scenario } from './scenario.ts';

/** A generation that may be drawn, at the price of one card. */
interface Offer {
  template: number;
  tool: string;
  quantity: number;
  credits: number;
}

/** What may be drawn while a card is in force. */
interface PricedMix {
  /** Seconds since 1970. */
  from: number;
  lines: Offer[][];
  /** Of each line, with all lines before it. */
  weights: number[];
  cheapest: Offer;
}

const HOUR = 3600;

/**
 * Lays a history from the anchor to the opening: the seed draws when and what, the estimator prices it under the card
 * of its time, and no cycle spends more than the plan grants. Yields after each hour of it, for whoever has to rest
 * now and then; what is laid does not depend on that. RangeError if the plan does not pay for so many entries.
 */
export function* layHistory(
  scenario: Scenario,
  { entries: length, seed, mix }: History,
  catalogue: Catalogue,
): Generator<undefined, EntryColumns> {
  const { start } = openScenario({ ...scenario, events: [] }, scenario.opensAt, catalogue);
  const state = startBilling(start);
  const { entries } = state;
  const chance = createChance(seed);
  const mixes = catalogue.rateCards
    .map((card) => priceMix(card, mix, entries))
    .toSorted((a, b) => a.from - b.from);
  const leastCredits = Math.max(...mixes.map(({ cheapest }) => cheapest.credits));

  const anchor = secondsOf(start.anchor);
  const boundaryHour = (n: number) => (secondsOf(boundary(start.anchor, n, 'month')) - anchor) / HOUR;
  const hours = Math.floor((secondsOf(scenario.opensAt) - anchor) / HOUR);
  let cycles = 1;
  while (boundaryHour(cycles) < hours) cycles += 1;
  const laidBy = spreadOverHours(length - (cycles - 1), anchor, hours, chance);

  for (let cycle = 0; cycle < cycles; cycle += 1) {
    advanceTo(state, boundary(start.anchor, cycle, 'month'));
    const firstHour = boundaryHour(cycle);
    const endHour = Math.min(hours, boundaryHour(cycle + 1));
    let toCome = itemAt(laidBy, endHour) - itemAt(laidBy, firstHour);
    let left = state.allowance;
    if (toCome * leastCredits > left) {
      throw new RangeError(`${start.plan.name} does not pay for ${toCome} generations in a cycle.`);
    }
    for (let hour = firstHour; hour < endHour; hour += 1) {
      const count = itemAt(laidBy, hour + 1) - itemAt(laidBy, hour);
      for (let n = 0; n < count; n += 1) {
        const at = anchor + Math.floor((hour + (n + chance()) / count) * HOUR);
        toCome -= 1;
        // Whatever is drawn, enough is kept for the least that can come after it.
        const offer = draw(mixInForce(mixes, at), chance, left - toCome * leastCredits);
        const { template, tool, quantity, credits } = offer;
        left -= credits;
        state.usedByTool[tool] = (state.usedByTool[tool] ?? 0) + credits;
        state.sequence += 1;
        entries.pushFigures(template, {
          at,
          sequence: state.sequence,
          quantity,
          credits,
          balanceAfter: left,
        });
      }
      yield;
    }
  }
  return entries;
}

/** How many of `count` generations are laid by the start of each hour: most in office hours, some days busier than others. */
function spreadOverHours(count: number, anchor: number, hours: number, chance: () => number): Float64Array {
  const laidBy = new Float64Array(hours + 1);
  let busyness = 1;
  let total = 0;
  for (let hour = 0; hour < hours; hour += 1) {
    if (hour % 24 === 0) busyness = 0.7 + 0.6 * chance();
    total += busyness * rhythm(anchor / HOUR + hour);
    laidBy[hour + 1] = total;
  }
  return laidBy.map((weight) => Math.round((weight / total) * count));
}

/** How busy an hour is by the clock and the week, in UTC; hours are counted from 1970, a Thursday. */
function rhythm(hour: number): number {
  const timeOfDay = Math.floor(hour) % 24;
  const weekday = Math.floor(hour / 24 + 4) % 7;
  const isWeekend = weekday === 0 || weekday === 6;
  const isOfficeHour = timeOfDay >= 7 && timeOfDay < 19;
  return (isWeekend ? 0.3 : 1) * (isOfficeHour ? 1 : 0.12);
}

/** The lines of the mix that the card prices, each quantity with its price. */
function priceMix(card: RateCard, mix: History['mix'], entries: EntryColumns): PricedMix {
  const lines: Offer[][] = [];
  const weights: number[] = [];
  let total = 0;
  for (const { weight, generate, most } of mix) {
    const offers = quantitiesOf(generate, most).flatMap((request) => offerOf(card, request, entries));
    if (offers.length === 0) continue;
    total += weight;
    weights.push(total);
    lines.push(offers);
  }
  const [cheapest] = lines.flat().toSorted((a, b) => a.credits - b.credits);
  if (!cheapest) throw new RangeError(`Card ${card.version} prices nothing of this mix.`);
  return { from: secondsOf(card.effectiveFrom), lines, weights, cheapest };
}

/** The request with each quantity from its own up to `most`: every character, every tenth of a second. */
function quantitiesOf(request: GenerationRequest, most: number | undefined): GenerationRequest[] {
  if (most === undefined) return [request];
  const [field, step]: ['seconds' | 'characters', number] =
    request.seconds === undefined ? ['characters', 1] : ['seconds', 0.1];
  const least = request[field] ?? step;
  return Array.from({ length: Math.round((most - least) / step) + 1 }, (_, n) => ({
    ...request,
    [field]: Math.round((least + n * step) * 10) / 10,
  }));
}

function offerOf(card: RateCard, request: GenerationRequest, entries: EntryColumns): Offer[] {
  const priced = estimate(card, request);
  if (!priced.ok) return [];
  const { ok: _, credits, rateCardVersion, ...derivation } = priced;
  const entry: GenerationEntry = {
    id: '',
    at: card.effectiveFrom,
    kind: 'generation',
    credits,
    balanceAfter: 0,
    request,
    derivation,
    rateCardVersion,
  };
  return [
    { template: entries.templateOf(entry), tool: request.tool, quantity: derivation.quantity, credits },
  ];
}

/** As `rateCardInForce` has it: before the first card, the first. */
function mixInForce(mixes: readonly PricedMix[], at: number): PricedMix {
  return mixes.findLast(({ from }) => from <= at) ?? itemAt(mixes, 0);
}

/** One of the mix by weight, any of its quantities; the cheapest there is where that costs more than `mostCredits`. */
function draw({ lines, weights, cheapest }: PricedMix, chance: () => number, mostCredits: number): Offer {
  const weight = chance() * itemAt(weights, weights.length - 1);
  const offers = itemAt(
    lines,
    weights.findIndex((upTo) => weight < upTo),
  );
  const offer = itemAt(offers, Math.floor(chance() * offers.length));
  return offer.credits > mostCredits ? cheapest : offer;
}
