import { expect, test } from 'vitest';
import { buildRateCard } from '../../src/estimator/testing/build-rate-card.ts';
import { catalogue } from '../data/catalogue.ts';
import { rateCardInForce } from './catalogue.ts';

const anyCard = buildRateCard({ tool: 'voice-clone' });

test.each([
  ['2025-10-31T23:59:59Z', '2025-11', 'the first card holds before its own start too'],
  ['2025-11-01T00:00:00Z', '2025-11', 'at its very start'],
  ['2025-12-31T23:59:59Z', '2025-11', 'to the last second of the year'],
  ['2026-01-01T00:00:00Z', '2026-01', 'the next card from its very start'],
  ['2031-07-01T12:00:00Z', '2026-01', 'the last card for as long as there is no other'],
])('At %s the card in force is %s: %s', (at, version) => {
  expect(rateCardInForce(catalogue.rateCards, at).version).toBe(version);
});

test('The order in which cards are listed does not matter', () => {
  const reversed = catalogue.rateCards.toReversed();
  expect(rateCardInForce(reversed, '2025-12-31T23:59:59Z').version).toBe('2025-11');
  expect(rateCardInForce(reversed, '2026-01-01T00:00:00Z').version).toBe('2026-01');
});

test('A start with an offset is a moment like any other: midnight in Kathmandu is 18:15 UTC the day before', () => {
  const cards = [
    { ...anyCard, version: 'old', effectiveFrom: '2026-01-01T00:00:00Z' },
    { ...anyCard, version: 'new', effectiveFrom: '2026-02-01T00:00:00.9+05:45' },
  ];
  expect(rateCardInForce(cards, '2026-01-31T18:14:59Z').version).toBe('old');
  expect(rateCardInForce(cards, '2026-01-31T18:15:00Z').version).toBe('new');
});

test('Without a single card nothing can be priced', () => {
  expect(() => rateCardInForce([], '2026-01-01T00:00:00Z')).toThrow(new RangeError('there is no rate card'));
});
