import { describe, expect, test } from 'vitest';
import type { Interval, Plan } from '../../src/api/schemas.ts';
import plans from '../data/plans.json' with { type: 'json' };
import { cheapestCovering, policyFor, upgradeBarrier } from './plans.ts';

const VOICE_TOOLS = ['text-to-speech', 'voice-clone', 'speech-to-speech'];
const ALL_TOOLS = [...VOICE_TOOLS, 'text-to-image', 'image-to-image', 'text-to-video', 'image-to-video'];

function plan(id: string): Plan {
  const found = plans.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`No plan ${id}`);
  return found;
}

const starter7k = plan('ai-starter-7500');
const starter16k = plan('ai-starter-16500');
const suite40k = plan('ai-suite-40000');
const suite240k = plan('ai-suite-240000');
const maxPro40k = plan('max-pro-40000');
const maxPro240k = plan('max-pro-240000');
const voice50k: Plan = {
  ...starter7k,
  id: 'voice-50000',
  monthlyCredits: 50_000,
  prices: { month: 9000, year: 90_000 },
};

describe('the plans on sale', () => {
  test.each([
    ['ai-starter-7500', 'AI Starter', 'AI Starter 7.5K', 7500, VOICE_TOOLS, 1399, 14_388],
    ['ai-starter-16500', 'AI Starter', 'AI Starter 16.5K', 16_500, ALL_TOOLS, 2399, 23_988],
    ['ai-suite-40000', 'AI Suite', 'AI Suite Starter 40K', 40_000, ALL_TOOLS, 4999, 47_988],
    ['ai-suite-240000', 'AI Suite', 'AI Suite 240K', 240_000, ALL_TOOLS, 22_999, 220_788],
    ['max-pro-40000', 'Max Pro', 'Max Pro 40K', 40_000, ALL_TOOLS, 7999, 71_988],
    ['max-pro-240000', 'Max Pro', 'Max Pro 240K', 240_000, ALL_TOOLS, 25_999, 244_788],
  ])('sells %s', (id, family, name, monthlyCredits, tools, month, year) => {
    expect(plan(id)).toEqual({
      id,
      family,
      name,
      monthlyCredits,
      tools,
      prices: { month, year },
      currency: 'USD',
    });
  });

  test('sells nothing else', () => {
    expect(plans).toHaveLength(6);
  });
});

describe('upgradeBarrier', () => {
  test.each([
    [starter7k, ['ai-starter-16500', 'ai-suite-40000', 'ai-suite-240000', 'max-pro-40000', 'max-pro-240000']],
    [starter16k, ['ai-suite-40000', 'ai-suite-240000', 'max-pro-40000', 'max-pro-240000']],
    [suite40k, ['ai-suite-240000', 'max-pro-40000', 'max-pro-240000']],
    [suite240k, ['max-pro-240000']],
    [maxPro40k, ['ai-suite-240000', 'max-pro-240000']],
    [maxPro240k, []],
  ])('from $name it lets through what is more, at both intervals', (current, allowed) => {
    for (const interval of ['month', 'year'] as const) {
      const open = plans.filter((target) => upgradeBarrier(current, target, interval) === null);
      expect(open.map((target) => target.id)).toEqual(allowed);
    }
  });

  test('AI Suite 40K to Max Pro 40K is allowed: as many credits for a higher price', () => {
    expect(upgradeBarrier(suite40k, maxPro40k, 'month')).toBeNull();
  });

  test('each refusal has its reason', () => {
    expect(upgradeBarrier(suite40k, suite40k, 'month')).toBe('current-plan');
    expect(upgradeBarrier(suite40k, starter16k, 'month')).toBe('fewer-credits');
    expect(upgradeBarrier(maxPro40k, suite40k, 'month')).toBe('not-a-higher-price');
    expect(upgradeBarrier(suite40k, voice50k, 'month')).toBe('loses-tools');
  });

  test('an equal price is not a higher one, and the price is that of the interval', () => {
    const sameByTheMonth: Plan = { ...maxPro40k, prices: { month: 4999, year: 50_000 } };
    expect(upgradeBarrier(suite40k, sameByTheMonth, 'month')).toBe('not-a-higher-price');
    expect(upgradeBarrier(suite40k, sameByTheMonth, 'year')).toBeNull();
  });

  test('one lost tool is enough', () => {
    const withoutVideo: Plan = { ...suite240k, tools: ALL_TOOLS.slice(0, -1) };
    expect(upgradeBarrier(suite40k, withoutVideo, 'month')).toBe('loses-tools');
    expect(upgradeBarrier(starter7k, withoutVideo, 'month')).toBeNull();
  });
});

describe('policyFor', () => {
  test('a higher tier within AI Suite or within Max Pro keeps the anchor', () => {
    expect(policyFor(suite40k, suite240k)).toBe('keep-anchor');
    expect(policyFor(maxPro40k, maxPro240k)).toBe('keep-anchor');
  });

  test.each([
    ['within AI Starter', starter7k, starter16k],
    ['from AI Starter to AI Suite', starter16k, suite40k],
    ['from AI Starter to Max Pro', starter7k, maxPro240k],
    ['from AI Suite to Max Pro at equal credits', suite40k, maxPro40k],
    ['from AI Suite to Max Pro with more credits', suite40k, maxPro240k],
    ['from Max Pro to AI Suite with more credits', maxPro40k, suite240k],
    ['to the same number of credits within a family', suite40k, { ...suite40k, id: 'ai-suite-40000-plus' }],
  ])('%s the anchor restarts', (_title, current, target) => {
    expect(policyFor(current, target)).toBe('restart-anchor');
  });

  test('the family decides and not the name', () => {
    expect(policyFor({ ...starter16k, name: 'AI Suite 16K' }, suite40k)).toBe('restart-anchor');
    expect(policyFor({ ...suite40k, name: 'AI Starter 40K' }, suite240k)).toBe('keep-anchor');
  });
});

describe('cheapestCovering', () => {
  const cheapest = (current: Plan, used: number, required: number, interval: Interval = 'month') =>
    cheapestCovering(plans, current, interval, used, required)?.id ?? null;

  test.each([
    [
      '7,000 used of 7,500 and 9,500 needed: 16,500 leave exactly that',
      starter7k,
      7000,
      9500,
      'ai-starter-16500',
    ],
    ['one credit more needs the next plan', starter7k, 7000, 9501, 'ai-suite-40000'],
    ['of two plans with 40,000 the cheaper', starter16k, 16_000, 24_000, 'ai-suite-40000'],
    ['beyond 40,000 only 240,000 will do', suite40k, 39_000, 4000, 'ai-suite-240000'],
    ['Max Pro 40K to AI Suite 240K, cheaper than Max Pro 240K', maxPro40k, 39_000, 4000, 'ai-suite-240000'],
    [
      'AI Suite 240K to Max Pro 40K is no upgrade, and Max Pro 240K leaves no more',
      suite240k,
      239_999,
      2,
      null,
    ],
    ['what no plan covers', starter7k, 0, 240_001, null],
    ['nothing is above Max Pro 240K', maxPro240k, 0, 1, null],
  ])('%s', (_title, current, used, required, id) => {
    expect(cheapest(current, used, required)).toBe(id);
    expect(cheapest(current, used, required, 'year')).toBe(id);
  });

  test('cheapest by the price at the interval, wherever it stands in the list', () => {
    const byTheMonth: Plan = { ...suite240k, id: 'cheap-month', prices: { month: 8000, year: 300_000 } };
    const byTheYear: Plan = { ...suite240k, id: 'cheap-year', prices: { month: 30_000, year: 80_000 } };
    const offered = [byTheYear, byTheMonth, suite240k];
    expect(cheapestCovering(offered, suite40k, 'month', 0, 50_000)?.id).toBe('cheap-month');
    expect(cheapestCovering(offered.toReversed(), suite40k, 'year', 0, 50_000)?.id).toBe('cheap-year');
  });
});
