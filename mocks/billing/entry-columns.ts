import type { GenerationEntry, LedgerEntry, ResetEntry } from '../../src/api/schemas.ts';
import type { Instant } from '../../src/units/instants.ts';
import { Column } from './column.ts';
import { entryId } from './entry-id.ts';
import { instantOf, secondsOf } from './instant.ts';
import { itemAt } from './item-at.ts';

/** The rows of one kind, tool and model, oldest first. */
export interface Group {
  kind: LedgerEntry['kind'];
  tool: string | undefined;
  model: string | undefined;
  rows: Column;
  /** Credits of these rows, each with all before it. */
  spent: Column;
}

/** In what one row differs from another of the same template. */
interface Figures {
  /** Seconds since 1970. */
  at: number;
  /** Of the event that left the entry; a reset has that of the event before it. */
  sequence: number;
  quantity: number;
  credits: number;
  balanceAfter: number;
}

/** Credits and number of the generations with a tool and a model. */
interface Spent {
  tool: string;
  model: string | null;
  credits: number;
  count: number;
}

/** What rows have in common: of a generation all but its figures, of any other kind the whole entry. */
interface Template {
  entry: LedgerEntry;
  /** The index of its group. */
  group: number;
  /** The field of the request that holds the quantity. */
  measured: Measure | undefined;
}

type Measure = 'characters' | 'seconds' | 'images';
const MEASURES: readonly Measure[] = ['characters', 'seconds', 'images'];

/**
 * Ledger entries, oldest first, any number of them: each is a row of numbers and the template that they go into, and
 * an object only once it is asked for. Every kind, tool and model has a list of its rows with running sums, so that
 * what passes a filter, and what was spent on something, is found without looking at the rows between.
 */
export class EntryColumns {
  /** Seconds since 1970, ascending. */
  at = new Column(Float64Array);
  /** Ascending: see `Figures`. */
  sequence = new Column(Uint32Array);
  groups: Group[] = [];
  #template = new Column(Uint32Array);
  #quantity = new Column(Float64Array);
  #credits = new Column(Float64Array);
  #balanceAfter = new Column(Float64Array);
  #templates: Template[] = [];
  #codes = new Map<string, number>();

  get length(): number {
    return this.at.length;
  }

  /** The entry of a row, as it was appended. RangeError where there is none. */
  entry(row: number): LedgerEntry {
    const { entry, measured } = itemAt(this.#templates, this.#template.get(row));
    if (entry.kind !== 'generation') return entry;
    const quantity = this.#quantity.get(row);
    const credits = this.#credits.get(row);
    return {
      ...entry,
      id: entryId('gen', this.sequence.get(row)),
      at: instantOf(this.at.get(row)),
      credits,
      balanceAfter: this.#balanceAfter.get(row),
      request: withQuantity(entry.request, measured, quantity),
      derivation: { ...entry.derivation, quantity, units: credits / entry.derivation.creditsPerUnit },
    };
  }

  /** The newest entry, or null. */
  last(): LedgerEntry | null {
    return this.length === 0 ? null : this.entry(this.length - 1);
  }

  /** Appends the entry that the event with this sequence left; of a reset, the event before it. */
  push(entry: LedgerEntry, sequence: number): void {
    const { credits, balanceAfter } = entry;
    const at = secondsOf(entry.at);
    if (entry.kind === 'generation') {
      const { quantity } = entry.derivation;
      this.pushFigures(this.templateOf(entry), { at, sequence, quantity, credits, balanceAfter });
    } else {
      const template = this.#addTemplate({ entry, group: this.#groupOf(entry), measured: undefined });
      this.pushFigures(template, { at, sequence, quantity: 0, credits, balanceAfter });
    }
  }

  /** The template of all generations that differ from this one in their figures only. */
  templateOf(entry: GenerationEntry): number {
    const { request, derivation } = entry;
    const measured = MEASURES.find((field) => request[field] === derivation.quantity);
    const template: GenerationEntry = {
      ...entry,
      id: '',
      at: '',
      credits: 0,
      balanceAfter: 0,
      request: withQuantity(request, measured, 0),
      derivation: { ...derivation, quantity: 0, units: 0 },
    };
    const key = JSON.stringify([measured, template]);
    const known = this.#codes.get(key);
    if (known !== undefined) return known;
    const code = this.#addTemplate({ entry: template, group: this.#groupOf(entry), measured });
    this.#codes.set(key, code);
    return code;
  }

  /** Appends a generation by its template and figures: a long history is laid down without an object for each. */
  pushFigures(template: number, { at, sequence, quantity, credits, balanceAfter }: Figures): void {
    const { rows, spent } = itemAt(this.groups, itemAt(this.#templates, template).group);
    spent.push(spentBefore(spent, rows.length) + credits);
    rows.push(this.length);
    this.at.push(at);
    this.sequence.push(sequence);
    this.#template.push(template);
    this.#quantity.push(quantity);
    this.#credits.push(credits);
    this.#balanceAfter.push(balanceAfter);
  }

  /** The entries up to an instant, that one included, to be appended to apart from these. */
  until(instant: Instant): EntryColumns {
    return this.first(this.at.firstAtLeast(secondsOf(instant) + 1));
  }

  /** The oldest so many entries, to be appended to apart from these. */
  first(length: number): EntryColumns {
    const fork = new EntryColumns();
    fork.at = this.at.fork(length);
    fork.sequence = this.sequence.fork(length);
    fork.groups = this.groups.map(({ rows, spent, ...group }) => {
      const count = rows.firstAtLeast(length);
      return { ...group, rows: rows.fork(count), spent: spent.fork(count) };
    });
    fork.#template = this.#template.fork(length);
    fork.#quantity = this.#quantity.fork(length);
    fork.#credits = this.#credits.fork(length);
    fork.#balanceAfter = this.#balanceAfter.fork(length);
    fork.#templates = [...this.#templates];
    fork.#codes = new Map(this.#codes);
    return fork;
  }

  /** What the generations among these rows spent, half-open, by tool and model; what was used first comes first. */
  spentIn(firstRow: number, endRow: number): Spent[] {
    const found: (Spent & { row: number })[] = [];
    for (const { tool, model, rows, spent } of this.groups) {
      const first = rows.firstAtLeast(firstRow);
      const end = rows.firstAtLeast(endRow, first);
      // Only a generation has a tool.
      if (tool === undefined || first === end) continue;
      const credits = spentBefore(spent, end) - spentBefore(spent, first);
      found.push({ tool, model: model ?? null, credits, count: end - first, row: rows.get(first) });
    }
    return found.sort((a, b) => a.row - b.row);
  }

  /** Oldest first. */
  *resets(): Generator<ResetEntry> {
    for (const row of this.resetRows()) {
      const entry = this.entry(row);
      if (entry.kind === 'reset') yield entry;
    }
  }

  /** Oldest first. */
  *resetRows(): Generator<number> {
    for (const { kind, rows } of this.groups) {
      if (kind !== 'reset') continue;
      for (let index = 0; index < rows.length; index += 1) yield rows.get(index);
    }
  }

  *[Symbol.iterator](): Generator<LedgerEntry> {
    for (let row = 0; row < this.length; row += 1) yield this.entry(row);
  }

  #addTemplate(template: Template): number {
    return this.#templates.push(template) - 1;
  }

  #groupOf(entry: LedgerEntry): number {
    const { kind } = entry;
    const { tool, model } = entry.kind === 'generation' ? entry.request : {};
    const known = this.groups.findIndex(
      (group) => group.kind === kind && group.tool === tool && group.model === model,
    );
    if (known >= 0) return known;
    return (
      this.groups.push({
        kind,
        tool,
        model,
        rows: new Column(Uint32Array),
        spent: new Column(Float64Array),
      }) - 1
    );
  }
}

function spentBefore(spent: Column, count: number): number {
  return count === 0 ? 0 : spent.get(count - 1);
}

function withQuantity(
  request: GenerationEntry['request'],
  measured: Measure | undefined,
  quantity: number,
): GenerationEntry['request'] {
  return measured === undefined ? request : { ...request, [measured]: quantity };
}
