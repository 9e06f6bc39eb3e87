import type { EntryColumns } from './entry-columns.ts';
import { ID_DIGITS } from './entry-id.ts';
import { noRow, type RowSearch } from './row-search.ts';

/** What the ids of all generations have in common. */
export const GENERATION_PREFIX = 'gen-';

/**
 * The generations whose id contains a text. Ids count up, so the next with the digits sought is reckoned instead of
 * looked for. Rows that are no generations may be among them.
 */
export function generationsById(entries: EntryColumns, text: string): RowSearch {
  const [, prefix = '', digits = ''] = /^(\D*)(\d+)$/.exec(text) ?? [];
  if (digits === '' || !GENERATION_PREFIX.endsWith(prefix)) return noRow;
  return (below) => {
    let row = below - 1;
    while (row >= 0) {
      const sequence = greatestNumberWith(digits, prefix !== '', entries.sequence.get(row));
      if (sequence === 0) return -1;
      const candidate = entries.sequence.firstAtLeast(sequence);
      if (entries.sequence.get(candidate) === sequence) return candidate;
      // A quote has a number too, and leaves no entry.
      row = candidate - 1;
    }
    return -1;
  };
}

/**
 * The greatest number from 1 to `most` that, written as in an id, contains these digits, or begins with them if
 * `atStart`; 0 if there is none.
 */
export function greatestNumberWith(digits: string, atStart: boolean, most: number): number {
  let greatest = 0;
  const widest = Math.max(ID_DIGITS, String(most).length);
  for (let width = Math.max(ID_DIGITS, digits.length); width <= widest; width += 1) {
    const high = Math.min(most, 10 ** width - 1);
    const low = width === ID_DIGITS ? 1 : 10 ** (width - 1);
    const places = atStart ? 1 : width - digits.length + 1;
    for (let place = 0; place < places; place += 1) {
      // Numbers with the same digits up to the place and the digits sought there are a block; such blocks lie a span apart.
      const block = 10 ** (width - place - digits.length);
      const span = 10 ** (width - place);
      const start = Math.floor(high / span) * span + Number(digits) * block;
      const last = start <= high ? Math.min(start + block - 1, high) : start - span + block - 1;
      if (last >= low) greatest = Math.max(greatest, last);
    }
  }
  return greatest;
}
