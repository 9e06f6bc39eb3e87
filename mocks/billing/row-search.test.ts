import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Column } from './column.ts';
import { bothOf, eitherOf, everyRow, noRow, type RowSearch, rowsIn, rowsWhere } from './row-search.ts';

function listOf(rows: readonly number[]): RowSearch {
  const column = new Column(Uint32Array);
  for (const row of rows) column.push(row);
  return rowsIn(column);
}

/** All rows below a bound, newest first. */
function found(search: RowSearch, below = 100): number[] {
  const rows: number[] = [];
  for (let row = search(below); row >= 0; row = search(row)) rows.push(row);
  return rows;
}

describe('Rows', () => {
  test('of a list are those below the bound, the bound itself not', () => {
    expect(found(listOf([2, 5, 7]))).toEqual([7, 5, 2]);
    expect(found(listOf([2, 5, 7]), 7)).toEqual([5, 2]);
    expect(found(listOf([0]))).toEqual([0]);
    expect(found(listOf([]))).toEqual([]);
  });

  test('may be all there are, or none', () => {
    expect(found(everyRow, 3)).toEqual([2, 1, 0]);
    expect(found(noRow)).toEqual([]);
  });

  test('of either list come once, in order', () => {
    expect(found(eitherOf([listOf([2, 5, 7]), listOf([0, 5, 6])]))).toEqual([7, 6, 5, 2, 0]);
    expect(found(eitherOf([]))).toEqual([]);
  });

  test('of both lists are those in each', () => {
    expect(found(bothOf(listOf([0, 2, 5, 7]), listOf([0, 5, 6])))).toEqual([5, 0]);
    expect(found(bothOf(everyRow, noRow))).toEqual([]);
  });

  test('that pass a check are the others left out', () => {
    expect(found(rowsWhere(listOf([0, 2, 5, 7]), (row) => row % 2 === 0))).toEqual([2, 0]);
    expect(found(rowsWhere(everyRow, () => false))).toEqual([]);
  });

  test('follow the laws of sets', () => {
    const anyRows = fc
      .uniqueArray(fc.nat({ max: 40 }), { maxLength: 30 })
      .map((rows) => rows.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(anyRows, anyRows, anyRows, fc.nat({ max: 45 }), (a, b, c, below) => {
        const search = bothOf(eitherOf([listOf(a), listOf(b)]), listOf(c));
        const set = new Set([...a, ...b]).intersection(new Set(c));
        const expected = [...set].filter((row) => row < below).toSorted((one, other) => other - one);
        expect(found(search, below)).toEqual(expected);
      }),
    );
  });
});
