import { expect, test } from 'vitest';
import type { GenerationEntry } from '../api/schemas.ts';
import { shippedRateCard } from '../estimator/testing/shipped-rate-card.ts';
import { recompute } from './ledger-recomputation.ts';

const CARD_2025 = shippedRateCard('2025-11');
const CARD_2026 = shippedRateCard('2026-01');

const entry: GenerationEntry = {
  id: 'gen-000001',
  at: '2025-12-15T10:00:00Z',
  kind: 'generation',
  credits: 420,
  balanceAfter: 39_580,
  request: { tool: 'text-to-speech', model: 'Eleven Multilingual v2', characters: 4200 },
  derivation: {
    ruleId: 'tts-eleven-multilingual-v2',
    quantity: 4200,
    unit: 'character',
    unitSize: 10,
    units: 420,
    creditsPerUnit: 1,
  },
  rateCardVersion: '2025-11',
};

test('4,200 characters cost 420 in 2025, as charged, and 840 since 2026', () => {
  expect(recompute(entry, CARD_2025, CARD_2026)).toMatchObject({
    matches: true,
    atItsTime: { credits: 420, rateCardVersion: '2025-11' },
    today: { credits: 840, rateCardVersion: '2026-01' },
  });
});

test('A charge of 421 does not match', () => {
  expect(recompute({ ...entry, credits: 421 }, CARD_2025, CARD_2026).matches).toBe(false);
});

test('A model that is not on today’s card has no figure there, and still matches the card of its time', () => {
  const without = {
    ...CARD_2026,
    rules: CARD_2026.rules.filter(({ model }) => model !== entry.request.model),
  };
  expect(recompute(entry, CARD_2025, without)).toMatchObject({
    matches: true,
    today: { ok: false, reason: 'unknown-model' },
  });
});
