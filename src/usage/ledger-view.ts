import * as v from 'valibot';
import type { LedgerFilter } from '../api/history.ts';
import { InstantSchema, LedgerEntrySchema } from '../api/schemas.ts';
import type { Instant } from '../units/instants.ts';
import { isDay, shiftedDay, startOfDay } from '../units/local-days.ts';

/** What of the ledger is on screen, as the link has it. */
export interface LedgerView {
  filter: LedgerFilter;
  /** The entry that is open. */
  entryId: string | null;
  /** One sentence for each part of the link that means nothing. */
  ignored: string[];
}

export const KINDS = LedgerEntrySchema.options.map(({ entries }) => entries.kind.literal);

/** The filters, in the order in which they stand in a link and on screen. */
const FILTERS = ['kind', 'tool', 'model', 'from', 'to', 'q'] as const;

/**
 * Reads a page's query string; parameters that are none of the ledger's are passed over. `from` and `to` are instants,
 * or days of the customer's zone, and then both days belong to the period.
 */
export function parseLedgerView(
  search: string,
  timeZone: string,
  isTool: (id: string) => boolean,
): LedgerView {
  const asked = new URLSearchParams(search);
  const ignored: string[] = [];

  const textOf = (name: string) => asked.get(name)?.trim() || undefined;

  function read<Value>(name: string, parse: (text: string) => Value | undefined, must: string) {
    const text = textOf(name);
    if (text === undefined) return undefined;
    const value = parse(text);
    if (value === undefined) ignored.push(`“${text}” is ignored: ${must}.`);
    return value;
  }

  const kind = read(
    'kind',
    (text) => KINDS.find((known) => known === text),
    `a kind is one of ${KINDS.join(', ')}`,
  );
  const tool = read('tool', (text) => (isTool(text) ? text : undefined), 'there is no such tool');
  const instant = 'a period begins and ends with a date or an ISO 8601 instant';
  const from = read('from', (text) => parseMoment(text, timeZone, 0), instant);
  const to = read('to', (text) => parseMoment(text, timeZone, 1), instant);
  const backwards = from !== undefined && to !== undefined && from >= to;
  if (backwards) ignored.push('The period is ignored: it ends before it begins.');

  const period = backwards ? {} : { from, to };
  return {
    filter: withoutAbsent({ kind, tool, model: textOf('model'), ...period, q: textOf('q') }),
    entryId: textOf('entry') ?? null,
    ignored,
  };
}

/** The link to the ledger under this filter, with this entry open. */
export function formatLedgerLink(filter: LedgerFilter, entryId: string | null): string {
  const query = new URLSearchParams();
  for (const name of FILTERS) {
    const value = filter[name];
    if (value !== undefined) query.set(name, value);
  }
  if (entryId !== null) query.set('entry', entryId);
  return query.size === 0 ? '/usage' : `/usage?${query}`;
}

export type FilterChange = { [Name in keyof LedgerFilter]: LedgerFilter[Name] | undefined };

/** The filter with these parts changed; undefined takes one away. */
export function changedFilter(filter: LedgerFilter, change: FilterChange): LedgerFilter {
  return withoutAbsent({ ...filter, ...change });
}

/** A filter travels as a query string, where a part that is undefined would be the word “undefined”. */
function withoutAbsent(parts: FilterChange): LedgerFilter {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

function parseMoment(text: string, timeZone: string, daysOn: 0 | 1): Instant | undefined {
  if (isDay(text)) return startOfDay(shiftedDay(text, daysOn), timeZone);
  // A plus sign in an unescaped offset arrives as a space.
  const parsed = v.safeParse(InstantSchema, text.replace(' ', '+'));
  return parsed.success ? parsed.output : undefined;
}
