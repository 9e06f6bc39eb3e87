import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spread } from './spread.ts';

const BOUNDARY = '2026-05-01T09:00:00Z';

test('The same text falls on the same place in every tab and every run', () => {
  expect(spread(`customer-demo ${BOUNDARY}`)).toBeCloseTo(0.678997, 6);
  expect(spread('')).toBeCloseTo(0.668922, 6);
});

test('Every text falls in [0, 1)', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(spread(text)).toBeGreaterThanOrEqual(0);
      expect(spread(text)).toBeLessThan(1);
    }),
  );
});

test('100,000 customers with neighbouring ids fill each of 50 tenths of a second with 2,000, give or take 10 %', () => {
  const counts = new Array<number>(50).fill(0);
  for (let customer = 0; customer < 100_000; customer += 1) {
    const slot = Math.floor(spread(`customer-${customer} ${BOUNDARY}`) * 50);
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  expect(Math.min(...counts)).toBeGreaterThan(1800);
  expect(Math.max(...counts)).toBeLessThan(2200);
});

test('One customer’s successive boundaries fall on different places', () => {
  const boundaries = Array.from({ length: 12 }, (_, month) => `2026-${month + 1}-01T09:00:00Z`);
  expect(new Set(boundaries.map((boundary) => spread(`customer-demo ${boundary}`))).size).toBe(12);
});
