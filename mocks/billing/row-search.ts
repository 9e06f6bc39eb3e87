import type { Column } from './column.ts';
import { itemAt } from './item-at.ts';

/**
 * A set of rows, asked from the newest to the oldest: the greatest of its rows below a bound, or -1. Whoever asks
 * again asks for a lower bound.
 */
export type RowSearch = (below: number) => number;

export const noRow: RowSearch = () => -1;

export const everyRow: RowSearch = (below) => below - 1;

/** The rows of an ascending list. */
export function rowsIn(rows: Column): RowSearch {
  return (below) => {
    const index = rows.firstAtLeast(below) - 1;
    return index < 0 ? -1 : rows.get(index);
  };
}

/** The rows of any of these. */
export function eitherOf(searches: readonly RowSearch[]): RowSearch {
  const found = searches.map(() => Number.POSITIVE_INFINITY);
  return (below) => {
    let greatest = -1;
    for (const [index, search] of searches.entries()) {
      // What was found for a higher bound is still the greatest unless it has been passed.
      const earlier = itemAt(found, index);
      const row = earlier < below ? earlier : search(below);
      found[index] = row;
      if (row > greatest) greatest = row;
    }
    return greatest;
  };
}

/** The rows of both: each leaps over what the other lacks. */
export function bothOf(one: RowSearch, other: RowSearch): RowSearch {
  return (below) => {
    let row = one(below);
    while (row >= 0) {
      const lower = other(row + 1);
      if (lower === row) return row;
      row = one(lower + 1);
    }
    return -1;
  };
}

/** Those of its rows that pass a check, which is made row by row: for a few rows. */
export function rowsWhere(search: RowSearch, passes: (row: number) => boolean): RowSearch {
  return (below) => {
    let row = search(below);
    while (row >= 0 && !passes(row)) row = search(row);
    return row;
  };
}
