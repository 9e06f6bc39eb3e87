import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Column } from './column.ts';

function columnOf(numbers: readonly number[]): Column {
  const column = new Column(Float64Array);
  for (const number of numbers) column.push(number);
  return column;
}

function numbersIn(column: Column): number[] {
  return Array.from({ length: column.length }, (_, index) => column.get(index));
}

const counted = (length: number) => Array.from({ length }, (_, index) => 2 * index);

describe('A column', () => {
  test('holds what was pushed, across the 1,024 numbers of a chunk', () => {
    expect(numbersIn(columnOf(counted(2500)))).toEqual(counted(2500));
    expect(numbersIn(columnOf(counted(1024)))).toEqual(counted(1024));
    expect(columnOf([]).length).toBe(0);
  });

  test('keeps fractions and numbers beyond 32 bits as they are, or whole numbers in half the room', () => {
    expect(numbersIn(columnOf([10.2, -1, 2 ** 40]))).toEqual([10.2, -1, 2 ** 40]);
    const whole = new Column(Uint32Array);
    whole.push(2 ** 32 - 1);
    expect(whole.get(0)).toBe(4_294_967_295);
  });

  test.each([-1, 3, 4, 1024, 5000])('of three numbers has none at %s', (index) => {
    expect(() => columnOf([1, 2, 3]).get(index)).toThrow(RangeError);
  });

  test.each([0, 1, 1023, 1024, 1025, 2048, 2500])(
    'forked at %s goes its own way, and the other does not notice',
    (length) => {
      const column = columnOf(counted(2500));
      const fork = column.fork(length);
      expect(numbersIn(fork)).toEqual(counted(length));
      fork.push(-1);
      column.push(-2);
      expect(numbersIn(fork)).toEqual([...counted(length), -1]);
      expect(numbersIn(column)).toEqual([...counted(2500), -2]);
    },
  );

  test('finds the first number that is at least a value, wherever it looks from', () => {
    const column = columnOf([10, 20, 20, 30]);
    expect([5, 10, 11, 20, 21, 30, 31].map((value) => column.firstAtLeast(value))).toEqual([
      0, 0, 1, 1, 3, 3, 4,
    ]);
    expect(column.firstAtLeast(10, 2)).toBe(2);
    expect(column.firstAtLeast(99, 4)).toBe(4);
    expect(columnOf([]).firstAtLeast(0)).toBe(0);
  });

  test('is bisected: as a scan would find it', () => {
    const anyNumbers = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 60 });
    fc.assert(
      fc.property(anyNumbers, fc.integer({ min: -1, max: 51 }), fc.nat({ max: 60 }), (some, value, from) => {
        const numbers = some.toSorted((a, b) => a - b);
        const start = Math.min(from, numbers.length);
        const scanned = numbers.findIndex((number, index) => index >= start && number >= value);
        expect(columnOf(numbers).firstAtLeast(value, start)).toBe(scanned === -1 ? numbers.length : scanned);
      }),
    );
  });
});
