import Papa from 'papaparse';
import type { LedgerEntry } from '../api/schemas.ts';

type Cell = string | number | boolean | null;

/** Every column by its name in the API, and where an entry of each kind has it. */
const COLUMNS = {
  id: ({ id }) => id,
  at: ({ at }) => at,
  kind: ({ kind }) => kind,
  credits: ({ credits }) => credits,
  balanceAfter: ({ balanceAfter }) => balanceAfter,
  tool: (entry) => requestOf(entry)?.tool,
  model: (entry) => requestOf(entry)?.model,
  audio: (entry) => requestOf(entry)?.audio,
  aspect: (entry) => requestOf(entry)?.aspect,
  resolution: (entry) => requestOf(entry)?.resolution,
  duration: (entry) => requestOf(entry)?.duration,
  inputImages: (entry) => requestOf(entry)?.inputImages,
  quantity: (entry) => derivationOf(entry)?.quantity,
  unit: (entry) => derivationOf(entry)?.unit,
  unitSize: (entry) => derivationOf(entry)?.unitSize,
  units: (entry) => derivationOf(entry)?.units,
  creditsPerUnit: (entry) => derivationOf(entry)?.creditsPerUnit,
  ruleId: (entry) => derivationOf(entry)?.ruleId,
  rateCardVersion: (entry) => (entry.kind === 'generation' ? entry.rateCardVersion : null),
  expired: (entry) => (entry.kind === 'reset' ? entry.expired : null),
  fromPlan: (entry) => planChangeOf(entry)?.from,
  toPlan: (entry) => planChangeOf(entry)?.to,
  policy: (entry) => planChangeOf(entry)?.policy,
  usedCarried: (entry) => planChangeOf(entry)?.usedCarried,
  paidMinor: (entry) => planChangeOf(entry)?.paidMinor,
  currency: (entry) => planChangeOf(entry)?.currency,
} satisfies Record<string, (entry: LedgerEntry) => Cell | undefined>;

/**
 * What a spreadsheet would take for a formula, at its start and over any number of lines; such text gets an apostrophe
 * before it. Numbers are numbers to it as they are, negative ones too.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** The line with the columns' names. */
export function csvHeader(): string {
  return csvLines([Object.keys(COLUMNS)]);
}

/**
 * One line an entry as RFC 4180 has it, in UTF-8 without a byte order mark: parsers that keep to it would take the mark
 * for a part of the first column's name. Instants are ISO 8601, integers have no grouping.
 */
export function csvRows(entries: readonly LedgerEntry[]): string {
  return csvLines(entries.map((entry) => Object.values(COLUMNS).map((cell) => cell(entry) ?? null)));
}

function csvLines(rows: Cell[][]): string {
  return rows.length === 0 ? '' : `${Papa.unparse(rows, { newline: '\r\n', escapeFormulae: FORMULA })}\r\n`;
}

function requestOf(entry: LedgerEntry) {
  return entry.kind === 'generation' ? entry.request : null;
}

function derivationOf(entry: LedgerEntry) {
  return entry.kind === 'generation' ? entry.derivation : null;
}

function planChangeOf(entry: LedgerEntry) {
  return entry.kind === 'plan-change' ? entry : null;
}
