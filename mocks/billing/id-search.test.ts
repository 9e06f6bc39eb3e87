import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { greatestNumberWith } from './id-search.ts';

describe('greatestNumberWith', () => {
  test.each([
    ['42', false, 999_999, 999_942],
    ['42', false, 999_941, 999_842],
    ['42', false, 41, 0],
    ['42', false, 42, 42],
    ['42', false, 4_199, 4_142],
    ['42', false, 4_205, 4_205],
    ['9', false, 1_000_000, 999_999],
    ['1', false, 1_000_000, 1_000_000],
    ['00', false, 999_999, 999_900],
    ['000000', false, 999_999, 0],
    ['000000', false, 1_000_000, 1_000_000],
    ['0000001', false, 1_000_000, 0],
    ['12345678', false, 999_999, 0],
    ['12345678', false, 12_345_678, 12_345_678],
  ])('finds %s anywhere (%s) in a number up to %i: %i', (digits, atStart, most, expected) => {
    expect(greatestNumberWith(digits, atStart, most)).toBe(expected);
  });

  test.each([
    ['0', 999_999, 99_999],
    ['00004', 999_999, 49],
    ['00004', 45, 45],
    ['000042', 999_999, 42],
    ['000042', 41, 0],
    ['42', 420_001, 420_001],
    ['42', 419_999, 0],
    ['42', 4_199_999, 429_999],
    ['42', 9_999_999, 4_299_999],
    ['00', 9_999_999, 9_999],
    ['1000000', 999_999, 0],
    ['1000000', 1_000_000, 1_000_000],
  ])('finds %s at the start of a number up to %i: %i', (digits, most, expected) => {
    expect(greatestNumberWith(digits, true, most)).toBe(expected);
  });

  test('is what counting down finds', () => {
    const anyDigits = fc.stringMatching(/^\d{1,7}$/);
    const anyMost = fc.oneof(fc.nat({ max: 3000 }), fc.integer({ min: 999_000, max: 1_002_000 }));
    fc.assert(
      fc.property(anyDigits, fc.boolean(), anyMost, (digits, atStart, most) => {
        const reckoned = greatestNumberWith(digits, atStart, most);
        const written = (number: number) => String(number).padStart(6, '0');
        const holds = (number: number) =>
          atStart ? written(number).startsWith(digits) : written(number).includes(digits);
        expect(reckoned === 0 || holds(reckoned)).toBe(true);
        expect(reckoned).toBeLessThanOrEqual(most);
        for (let number = most; number > Math.max(reckoned, most - 3000); number -= 1) {
          expect(holds(number)).toBe(false);
        }
      }),
    );
  });
});
