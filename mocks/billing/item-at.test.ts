import { expect, test } from 'vitest';
import { itemAt } from './item-at.ts';

test('itemAt gives what is at an index, also what counts for nothing', () => {
  expect(itemAt(['a', 'b'], 1)).toBe('b');
  expect(itemAt(['', 0, null], 1)).toBe(0);
});

test.each([-1, 2])('itemAt says that of two items there is none at %i', (index) => {
  expect(() => itemAt(['a', 'b'], index)).toThrow(new RangeError(`There is no item ${index}.`));
});
