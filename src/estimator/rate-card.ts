import * as v from 'valibot';
import { closedObject } from './closed-object.ts';
import {
  type Combinations,
  combinationEntries,
  hasCombinations,
  overlap,
  repeatsItself,
  TextSchema,
} from './combinations.ts';

export const UNITS = ['character', 'second', 'image', 'generation', 'clone', 'track'] as const;

export type Unit = (typeof UNITS)[number];

const POSITIVE_INTEGER = 'This must be a whole number, 1 or more.';

const PositiveIntegerSchema = v.config(
  v.pipe(v.number(POSITIVE_INTEGER), v.safeInteger(POSITIVE_INTEGER), v.minValue(1, POSITIVE_INTEGER)),
  { abortPipeEarly: true },
);

const NOT_AN_INSTANT = 'This must be an ISO 8601 instant, such as 2026-01-01T00:00:00Z.';

const DAY = /\d{4}-\d\d-\d\d/.source;
const TIME = /([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d+)?)?/.source;
const ZONE = /([Zz]|[+-]([01]\d|2[0-3])(:?[0-5]\d)?)/.source;

const InstantSchema = v.config(
  v.pipe(
    v.string(NOT_AN_INSTANT),
    v.regex(new RegExp(`^${DAY}[Tt]${TIME}${ZONE}$`), NOT_AN_INSTANT),
    v.check(isOnARealDay, NOT_AN_INSTANT),
  ),
  { abortPipeEarly: true },
);

const RuleSchema = closedObject({
  id: TextSchema,
  ...combinationEntries,
  unit: v.picklist(UNITS, `This must be one of ${UNITS.join(', ')}.`),
  unitSize: PositiveIntegerSchema,
  creditsPerUnit: PositiveIntegerSchema,
  maxQuantity: v.optional(PositiveIntegerSchema),
  maxInputImages: v.optional(PositiveIntegerSchema),
});

/**
 * A dated table of prices in credits. No two of its rules share an id, and none of its combinations is priced twice;
 * these two checks (`raw_check`) and that the day exists (`check`) are the ones that JSON Schema cannot express.
 */
export const RateCardSchema = closedObject({
  version: TextSchema,
  effectiveFrom: InstantSchema,
  rules: v.pipe(
    v.array(RuleSchema, 'This must be a list of rules.'),
    v.minLength(1, 'This list must not be empty.'),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!Array.isArray(dataset.value)) return;
      for (const { path, message } of repeatsIn(dataset.value)) addIssue({ path, message });
    }),
  ),
});

export type Rule = v.InferOutput<typeof RuleSchema>;
export type RateCard = v.InferOutput<typeof RateCardSchema>;

export interface RateCardFault {
  /** JSON Pointer (RFC 6901) into what was given; empty for the whole of it. */
  path: string;
  message: string;
}

export type ParsedRateCard = { ok: true; rateCard: RateCard } | { ok: false; faults: RateCardFault[] };

/**
 * The rate card, or every fault in it. A missing field's path is where it belongs, an unknown field's the field; an
 * id given twice is named at the later rule's id, a combination given twice at the later rule. Never throws.
 */
export function parseRateCard(value: unknown): ParsedRateCard {
  const parsed = v.safeParse(RateCardSchema, value);
  if (parsed.success) return { ok: true, rateCard: parsed.output };
  return { ok: false, faults: parsed.issues.flatMap((issue) => faultsOf(issue)) };
}

/** One issue is one fault, except that a list which is neither a value nor a list of values is faulty by the item. */
function faultsOf(issue: v.BaseIssue<unknown>, parent = ''): RateCardFault[] {
  const path = parent + pointerTo(issue.path ?? []);
  const itemIssues = issue.issues?.filter((inner) => inner.path) ?? [];
  if (itemIssues.length > 0) return itemIssues.flatMap((inner) => faultsOf(inner, path));
  return [{ path, message: issue.message }];
}

function pointerTo(path: readonly v.IssuePathItem[]): string {
  return path.map(({ key }) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

interface Repeat {
  path: [v.IssuePathItem, ...v.IssuePathItem[]];
  message: string;
}

/** Rules that repeat the id or a combination of an earlier one. They may have other faults as well. */
function repeatsIn(rules: readonly unknown[]): Repeat[] {
  const repeats: Repeat[] = [];
  const ids = new Set<string>();
  const earlier: Combinations[] = [];
  for (const [index, rule] of rules.entries()) {
    const ruleItem = pathItem(rules, index, rule);
    if (hasId(rule)) {
      if (ids.has(rule.id)) {
        repeats.push({
          path: [ruleItem, pathItem(rule, 'id', rule.id)],
          message: 'An earlier rule has this id.',
        });
      }
      ids.add(rule.id);
    }
    if (hasCombinations(rule)) {
      if (repeatsItself(rule)) {
        repeats.push({ path: [ruleItem], message: 'One of the lists names a value twice.' });
      } else if (earlier.some((other) => overlap(other, rule))) {
        repeats.push({ path: [ruleItem], message: 'An earlier rule prices one of these combinations.' });
      }
      earlier.push(rule);
    }
  }
  return repeats;
}

function pathItem(input: unknown, key: unknown, value: unknown): v.IssuePathItem {
  return { type: 'unknown', origin: 'value', input, key, value };
}

const IdentifiedSchema = v.object({ id: TextSchema });

function hasId(rule: unknown): rule is { id: string } {
  return v.is(IdentifiedSchema, rule);
}

/** Of 2026-02-30 some engines make 2 March, others an invalid date. */
function isOnARealDay(instant: string): boolean {
  const day = instant.slice(0, 10);
  return new Date(`${day}T00:00:00Z`).getUTCDate() === Number(day.slice(-2));
}
