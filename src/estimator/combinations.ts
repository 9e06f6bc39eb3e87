import * as v from 'valibot';
import { closedObject } from './closed-object.ts';

/** What a customer may choose between, in the order in which choices are shown and settled. */
export const OPTION_NAMES = ['model', 'audio', 'aspect', 'resolution', 'duration'] as const;

export type OptionName = (typeof OPTION_NAMES)[number];
export type OptionValue = string | boolean | number;

export const TextSchema = v.pipe(
  v.string('This must be a text.'),
  v.minLength(1, 'This text must not be empty.'),
);

const SwitchSchema = v.boolean('This must be true or false.');

const DurationSchema = v.pipe(
  v.number('This must be a number of seconds.'),
  v.gtValue(0, 'This must be more than 0 seconds.'),
  v.maxValue(Number.MAX_SAFE_INTEGER, 'This is too many seconds to count.'),
);

const WhenSchema = closedObject({
  audio: v.optional(oneOrMore(SwitchSchema)),
  aspect: v.optional(oneOrMore(TextSchema)),
  resolution: v.optional(oneOrMore(TextSchema)),
  duration: v.optional(oneOrMore(DurationSchema)),
});

/** The part of a rule that says what it prices: every combination of the values it names. */
export const combinationEntries = {
  tool: TextSchema,
  model: v.optional(TextSchema),
  when: v.optional(WhenSchema),
};

const CombinationsSchema = v.object(combinationEntries);

export type Combinations = v.InferOutput<typeof CombinationsSchema>;

/** Whether what the rule prices can be read at all, whatever is wrong with the rest of it. */
export function hasCombinations(rule: unknown): rule is Combinations {
  return v.is(CombinationsSchema, rule);
}

/** The values that the rule names for an option, in the card's order; undefined if the option is nothing to it. */
export function valuesOf(rule: Combinations, name: OptionName): readonly OptionValue[] | undefined {
  const named: OptionValue | readonly OptionValue[] | undefined =
    name === 'model' ? rule.model : rule.when?.[name];
  return named === undefined || isList(named) ? named : [named];
}

/** Whether the rule fits this value. A rule that does not name the option fits any value, and none. */
export function allows(rule: Combinations, name: OptionName, value: unknown): boolean {
  const values: readonly unknown[] | undefined = valuesOf(rule, name);
  return values === undefined || values.includes(value);
}

/** Whether some request would be priced by both rules. */
export function overlap(one: Combinations, other: Combinations): boolean {
  return (
    one.tool === other.tool &&
    OPTION_NAMES.every((name) => valuesOf(one, name)?.some((value) => allows(other, name, value)) ?? true)
  );
}

/** Whether the rule names a combination twice by itself: one of its lists repeats a value. */
export function repeatsItself(rule: Combinations): boolean {
  return OPTION_NAMES.some((name) => {
    const values = valuesOf(rule, name) ?? [];
    return new Set(values).size < values.length;
  });
}

function oneOrMore<const Item extends v.GenericSchema<OptionValue>>(item: Item) {
  const list = v.pipe(v.array(item), v.minLength(1, 'This list must not be empty.'));
  return v.union([item, list], 'This must be a value or a list of values.');
}

function isList(named: OptionValue | readonly OptionValue[]): named is readonly OptionValue[] {
  return Array.isArray(named);
}
