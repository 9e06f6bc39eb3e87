import { allows, OPTION_NAMES, type OptionName, type OptionValue, valuesOf } from './combinations.ts';
import { estimate, type GenerationRequest } from './estimate.ts';
import type { RateCard, Rule } from './rate-card.ts';

/** A request without its tool. Any field may be absent. */
export type Chosen = Omit<GenerationRequest, 'tool'>;

export interface Choice {
  value: OptionValue;
  /** It fits the other choices as they stand; taking it otherwise moves some of them. */
  open: boolean;
  /** The price once it is taken, after any moves; null while nothing is to be priced. */
  credits: number | null;
}

export interface OptionField {
  name: OptionName;
  choices: Choice[];
}

export interface Move {
  field: OptionName;
  from: OptionValue;
  to: OptionValue;
}

export interface Settled {
  chosen: Chosen;
  moved: Move[];
}

/**
 * The fields that the tool's rules name, each with all of its values in the card's order, and what taking each value
 * would cost. A tool that is not on the card has no fields.
 */
export function options(rateCard: RateCard, tool: string, chosen: Chosen): { fields: OptionField[] } {
  const rules = rulesOf(rateCard, tool);
  const choiceOf = (name: OptionName, value: OptionValue): Choice => {
    const taken = settle(rateCard, tool, { ...chosen, [name]: value }, name);
    const priced = estimate(rateCard, { ...taken.chosen, tool });
    return { value, open: taken.moved.length === 0, credits: priced.ok ? priced.credits : null };
  };
  const fields = OPTION_NAMES.map((name) => ({
    name,
    choices: valuesIn(rules, name).map((value) => choiceOf(name, value)),
  }));
  return { fields: fields.filter(({ choices }) => choices.length > 0) };
}

/**
 * The combination on the card that is nearest to what is wanted, and what had to move for it. The option just
 * changed is held; then model, audio, aspect, resolution and duration in turn keep their value if some rule fits it
 * and all that is fixed so far. Otherwise a number moves to the nearest one (of two, the smaller), anything else to
 * the first in the card's order. A field that is absent, or whose value no rule of the tool has, takes the first and
 * has not moved. An option that none of the fitting rules names is left as it is: it makes no difference to them.
 * Quantities pass through.
 */
export function settle(
  rateCard: RateCard,
  tool: string,
  wanted: Chosen,
  changed: keyof Chosen | undefined,
): Settled {
  const rules = rulesOf(rateCard, tool);
  const wishFor = (name: OptionName) => valuesIn(rules, name).find((value) => value === wanted[name]);
  const held = OPTION_NAMES.filter((name) => name === changed && wishFor(name) !== undefined);

  const settled: Partial<Record<OptionName, OptionValue>> = {};
  const moved: Move[] = [];
  let fitting = rules;
  for (const field of new Set([...held, ...OPTION_NAMES])) {
    const from = wishFor(field);
    const keeps = from !== undefined && fitting.some((rule) => allows(rule, field, from));
    const to = keeps ? from : nearest(from, valuesIn(fitting, field));
    if (to === undefined) continue;
    settled[field] = to;
    if (from !== undefined && !keeps) moved.push({ field, from, to });
    fitting = fitting.filter((rule) => allows(rule, field, to));
  }
  // The settled values are the card's own, and its schema gives each option its type.
  return { chosen: { ...quantitiesIn(wanted), ...(settled as Chosen) }, moved };
}

function nearest(from: OptionValue | undefined, values: readonly OptionValue[]): OptionValue | undefined {
  if (typeof from !== 'number') return values[0];
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.toSorted((a, b) => Math.abs(a - from) - Math.abs(b - from) || a - b)[0];
}

function rulesOf(rateCard: RateCard, tool: string): Rule[] {
  return rateCard.rules.filter((rule) => rule.tool === tool);
}

/** Every value that the rules name for an option, once, in the card's order. */
function valuesIn(rules: readonly Rule[], name: OptionName): OptionValue[] {
  return [...new Set(rules.flatMap((rule) => valuesOf(rule, name) ?? []))];
}

function quantitiesIn({ model, audio, aspect, resolution, duration, ...quantities }: Chosen) {
  return quantities;
}
