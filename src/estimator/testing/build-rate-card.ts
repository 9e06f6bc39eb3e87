import fc from 'fast-check';
import type { Chosen } from '../options.ts';
import { type ParsedRateCard, parseRateCard, type RateCard, type Rule, UNITS } from '../rate-card.ts';
import { shippedRateCard } from './shipped-rate-card.ts';

type PartialRule = Partial<Rule> & { tool: string };

function parseRules(rules: PartialRule[]): ParsedRateCard {
  return parseRateCard({
    version: 'test',
    effectiveFrom: '2026-01-01T00:00:00Z',
    rules: rules.map((rule, index) => ({
      id: `rule-${index}`,
      unit: 'generation',
      unitSize: 1,
      creditsPerUnit: 100,
      ...rule,
    })),
  });
}

/** A card with these rules; what a rule leaves out is one generation for 100 credits. Throws if the card is refused. */
export function buildRateCard(...rules: PartialRule[]): RateCard {
  const parsed = parseRules(rules);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.rateCard;
}

const values = {
  model: ['Alpha', 'Beta', 'Gamma'],
  audio: [true, false],
  aspect: ['16:9', '9:16', 'from image'],
  resolution: ['720p', '1080p'],
  duration: [4, 5, 6, 8, 12],
} as const;

type When = NonNullable<Rule['when']>;

function oneOrMore<Value>(offered: readonly Value[]): fc.Arbitrary<Value | Value[]> {
  return fc.oneof(fc.constantFrom(...offered), fc.uniqueArray(fc.constantFrom(...offered), { minLength: 1 }));
}

const anyWhen: fc.Arbitrary<Required<When>> = fc.record({
  audio: oneOrMore(values.audio),
  aspect: oneOrMore(values.aspect),
  resolution: oneOrMore(values.resolution),
  duration: oneOrMore(values.duration),
});

const anyTerms = fc.record({
  unit: fc.constantFrom(...UNITS),
  unitSize: fc.integer({ min: 1, max: 12 }),
  creditsPerUnit: fc.integer({ min: 1, max: 5000 }),
});

const anyRule: fc.Arbitrary<Partial<Rule>> = fc
  .tuple(fc.constantFrom(...values.model), anyWhen, anyTerms)
  .map(([model, when, terms]) => ({ model, when, ...terms }));

type Names = (keyof typeof values)[];

const someNames: fc.Arbitrary<Names> = fc.subarray(Object.keys(values) as Names);

function naming(names: Names, { model, when, ...rule }: Partial<Rule>): Partial<Rule> {
  const named = Object.entries(when ?? {}).filter(([name]) => names.includes(name as keyof When));
  return {
    ...rule,
    ...(names.includes('model') && { model }),
    ...(named.length > 0 && { when: Object.fromEntries(named) }),
  };
}

/** A card for one tool of those rules that price nothing which an earlier one prices. */
function cardOf(tool: string, rules: Partial<Rule>[]): RateCard {
  const kept: PartialRule[] = [];
  for (const rule of rules) {
    if (parseRules([...kept, { ...rule, tool }]).ok) kept.push({ ...rule, tool });
  }
  return buildRateCard(...kept);
}

const anyTool = fc.constantFrom('film', 'music');
const anyRules = fc.array(anyRule, { minLength: 1, maxLength: 8 });
const anyUnevenRules = fc.array(
  fc.tuple(someNames, anyRule).map(([names, rule]) => naming(names, rule)),
  { minLength: 1, maxLength: 8 },
);

/** One tool whose rules all name the same options, as every tool of the shipped cards has it. */
export const anyEvenCard: fc.Arbitrary<RateCard> = fc
  .tuple(anyTool, someNames, anyRules)
  .map(([tool, names, rules]) => {
    const evenRules = rules.map((rule) => naming(names, rule));
    return cardOf(tool, evenRules);
  });

/** One tool whose rules name different options. */
export const anyUnevenCard: fc.Arbitrary<RateCard> = fc
  .tuple(anyTool, anyUnevenRules)
  .map(([tool, rules]) => cardOf(tool, rules));

const shipped = shippedRateCard('2026-01');

/** The shipped card after a change of prices: some rules gone, the rest in another order. */
export const anyShippedSelection: fc.Arbitrary<RateCard> = fc
  .shuffledSubarray(shipped.rules, { minLength: 1 })
  .map((rules) => ({ ...shipped, rules }));

/** Whatever a form may hold: values of this card or another one, or none. */
export const anyChosen: fc.Arbitrary<Chosen> = fc.record(
  {
    model: fc.constantFrom(...values.model, 'Veo 3.1', 'Kling 1.6', 'Wan 2.6', 'Flux 2.0 Pro', 'Delta'),
    audio: fc.boolean(),
    aspect: fc.constantFrom(...values.aspect, '1:1', '4:3'),
    resolution: fc.constantFrom(...values.resolution, '4K'),
    duration: fc.constantFrom(...values.duration, 7, 10, 15),
    characters: fc.nat({ max: 1000 }),
    seconds: fc.nat({ max: 6000 }).map((tenths) => tenths / 10),
    images: fc.nat({ max: 4 }),
    inputImages: fc.nat({ max: 3 }),
  },
  { requiredKeys: [] },
);
