import { describe, expect, test } from 'vitest';
import type { RateCard } from '../estimator/index.ts';
import {
  buildBalance,
  buildOfferedPlan,
  buildPlan,
  buildSubscription,
  buildVoicePlan,
} from '../testing/build-customer.ts';
import { costOf, coveringPlan, priceOf } from './cost.ts';

const rateCard: RateCard = {
  version: '2026-01',
  effectiveFrom: '2026-01-01T00:00:00Z',
  rules: [
    {
      id: 'tts-cartesia',
      tool: 'text-to-speech',
      model: 'Cartesia',
      unit: 'character',
      unitSize: 10,
      creditsPerUnit: 1,
    },
    {
      id: 't2i-flux-2-pro',
      tool: 'text-to-image',
      model: 'Flux 2.0 Pro',
      unit: 'image',
      unitSize: 1,
      creditsPerUnit: 80,
      maxQuantity: 4,
    },
  ],
};
const images = (count: number) => ({ tool: 'text-to-image', model: 'Flux 2.0 Pro', images: count });
const script = (characters: number) => ({ tool: 'text-to-speech', model: 'Cartesia', characters });

describe('Pressing the button', () => {
  test('costs 240 for 3 images at 80, with 39,000 left', () => {
    expect(costOf(rateCard, images(3), buildBalance(1000), buildSubscription())).toMatchObject({
      kind: 'ready',
      estimate: { credits: 240, ruleId: 't2i-flux-2-pro', rateCardVersion: '2026-01' },
    });
  });

  test('is possible with exactly what is left, and 1 credit short with one less', () => {
    expect(costOf(rateCard, images(3), buildBalance(39_760), buildSubscription()).kind).toBe('ready');
    expect(costOf(rateCard, images(3), buildBalance(39_761), buildSubscription())).toMatchObject({
      kind: 'short',
      estimate: { credits: 240 },
      missing: 1,
    });
  });

  test('has nothing to price without a script or images: that is no cost of 0', () => {
    expect(costOf(rateCard, script(0), buildBalance(0), buildSubscription())).toEqual({ kind: 'nothing' });
    expect(costOf(rateCard, images(0), buildBalance(0), buildSubscription())).toEqual({ kind: 'nothing' });
  });

  test('is not possible for five images of at most four, or for half of one, and says why', () => {
    for (const count of [5, 1.5, -1]) {
      const cost = costOf(rateCard, images(count), buildBalance(0), buildSubscription());
      expect(cost).toEqual({ kind: 'invalid', message: expect.stringMatching(/image/i) });
    }
  });

  test('is locked where the plan lacks the tool, priced all the same', () => {
    const voiceOnly = buildSubscription({ plan: buildVoicePlan() });
    expect(costOf(rateCard, images(3), buildBalance(0), voiceOnly)).toMatchObject({
      kind: 'locked',
      estimate: { credits: 240 },
    });
    expect(costOf(rateCard, images(0), buildBalance(0), voiceOnly)).toEqual({
      kind: 'locked',
      estimate: null,
    });
  });

  test.each(['past_due', 'ended'] as const)(
    'is blocked under a plan that is %s, priced all the same',
    (status) => {
      const cost = costOf(rateCard, images(3), buildBalance(0), buildSubscription({ status }));
      expect(cost).toMatchObject({ kind: 'blocked', status, estimate: { credits: 240 } });
    },
  );

  test('goes on under a canceled plan until it ends', () => {
    const canceling = buildSubscription({ status: 'canceling', nextCharge: null });
    expect(costOf(rateCard, images(3), buildBalance(0), canceling).kind).toBe('ready');
  });

  test('has a price in every state but those where there is nothing to price', () => {
    const priceIn = (used: number, count: number) =>
      priceOf(costOf(rateCard, images(count), buildBalance(used), buildSubscription()))?.credits ?? null;
    expect([priceIn(0, 3), priceIn(40_000, 3), priceIn(0, 0), priceIn(0, 5)]).toEqual([240, 240, null, null]);
  });
});

describe('The plan that would cover a price', () => {
  const starter = buildOfferedPlan({
    id: 'starter',
    monthlyCredits: 16_500,
    prices: { month: 2399, year: 23_988 },
  });
  const large = buildOfferedPlan({
    id: 'large',
    monthlyCredits: 240_000,
    prices: { month: 22_999, year: 260_000 },
  });
  const larger = buildOfferedPlan({
    id: 'larger',
    monthlyCredits: 240_000,
    prices: { month: 25_999, year: 244_788 },
  });
  const plans = [larger, large, starter];

  test('is the cheapest whose allowance, less what is used, is enough', () => {
    expect(coveringPlan(plans, 'month', 'text-to-image', 12_500, 4000)?.id).toBe('starter');
    expect(coveringPlan(plans, 'month', 'text-to-image', 12_501, 4000)?.id).toBe('large');
  });

  test('is the cheapest at the customer’s billing interval', () => {
    expect(coveringPlan(plans, 'year', 'text-to-image', 39_460, 4000)?.id).toBe('larger');
  });

  test('unlocks the tool', () => {
    const voice = buildOfferedPlan({ ...buildVoicePlan(), monthlyCredits: 300_000 });
    expect(coveringPlan([voice, large], 'month', 'text-to-image', 0, 80)?.id).toBe('large');
  });

  test('can be upgraded to', () => {
    const own = buildOfferedPlan({ ...buildPlan(), upgrade: { allowed: false, reason: 'current-plan' } });
    expect(coveringPlan([own, large], 'month', 'text-to-image', 0, 80)?.id).toBe('large');
    expect(coveringPlan([own], 'month', 'text-to-image', 0, 80)).toBeNull();
  });

  test('is none where no allowance is enough', () => {
    expect(coveringPlan(plans, 'month', 'text-to-image', 239_000, 1001)).toBeNull();
  });
});
