import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { rateCardQueries } from './rate-card.ts';

const rule = {
  id: 'tts-cartesia',
  tool: 'text-to-speech',
  model: 'Cartesia',
  unit: 'character',
  unitSize: 10,
  creditsPerUnit: 1,
};
const rateCard = { version: '2026-01', effectiveFrom: '2026-01-01T00:00:00Z', rules: [rule] };

const asked = (reply: unknown) => {
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(reply)));
  return new QueryClient().fetchQuery(rateCardQueries.inForce());
};

afterEach(() => {
  vi.unstubAllGlobals();
});

test('The rate card in force comes as it stands on the wire', async () => {
  await expect(asked(rateCard)).resolves.toEqual(rateCard);
});

test.each([
  ['an id twice', [rule, { ...rule, model: 'Eleven v2' }]],
  ['a combination twice', [rule, { ...rule, id: 'tts-other' }]],
  ['a price of 0', [{ ...rule, creditsPerUnit: 0 }]],
  ['a field nobody knows', [{ ...rule, discount: 0.5 }]],
])('A card with %s is refused whole: nobody is shown a price from it', async (_, rules) => {
  await expect(asked({ ...rateCard, rules })).rejects.toMatchObject({ failure: { kind: 'unintelligible' } });
});
