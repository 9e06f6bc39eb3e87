import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochMs, instantAt } from './instants.ts';

test('An instant is written in UTC to the whole second', () => {
  expect(instantAt(0)).toBe('1970-01-01T00:00:00Z');
  expect(instantAt(1_776_762_000_000)).toBe('2026-04-21T09:00:00Z');
});

test('A fraction of a second is floored, before 1970 too', () => {
  expect(instantAt(1999)).toBe('1970-01-01T00:00:01Z');
  expect(instantAt(-1)).toBe('1969-12-31T23:59:59Z');
});

test('An instant is so many milliseconds since 1970, and text that is none is not a number', () => {
  expect(epochMs('2026-04-21T09:00:00Z')).toBe(1_776_762_000_000);
  expect(epochMs('tomorrow')).toBeNaN();
});

test('Sorting instants as text sorts them in time', () => {
  const seconds = fc.integer({ min: 0, max: 250_000_000_000 });
  fc.assert(
    fc.property(seconds, seconds, (a, b) => {
      expect(instantAt(a * 1000) < instantAt(b * 1000)).toBe(a < b);
      expect(epochMs(instantAt(a * 1000))).toBe(a * 1000);
    }),
  );
});
