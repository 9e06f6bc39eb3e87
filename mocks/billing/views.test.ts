import { describe, expect, test } from 'vitest';
import { catalogue } from '../data/catalogue.ts';
import { buildState, confirm, generate, quote, spend } from '../testing/build-state.ts';
import { advanceTo } from './ledger.ts';
import type { BillingState } from './state.ts';
import { balanceOf, cyclesOf, offeredPlans, subscriptionOf } from './views.ts';

describe('balanceOf', () => {
  test('splits what was used by tool, and the split sums to it', () => {
    const state = buildState();
    spend(state, 100);
    generate(state, { tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 3 });
    spend(state, 23);
    expect(balanceOf(state)).toMatchObject({
      allowance: 40_000,
      used: 363,
      remaining: 39_637,
      usedByTool: { 'text-to-speech': 123, 'text-to-image': 240 },
    });
  });

  test('given out is not touched by what happens next', () => {
    const state = buildState();
    spend(state, 100);
    const before = balanceOf(state);
    spend(state, 100);
    expect(before).toMatchObject({ used: 100, usedByTool: { 'text-to-speech': 100 } });
  });
});

describe('subscriptionOf', () => {
  test('By the month: the twelve next resets are the twelve next charges', () => {
    const { upcoming, nextCharge, ...subscription } = subscriptionOf(buildState());
    const dates = [
      '2026-05-01T09:00:00Z',
      '2026-06-01T09:00:00Z',
      '2026-07-01T09:00:00Z',
      '2026-08-01T09:00:00Z',
      '2026-09-01T09:00:00Z',
      '2026-10-01T09:00:00Z',
      '2026-11-01T09:00:00Z',
      '2026-12-01T09:00:00Z',
      '2027-01-01T09:00:00Z',
      '2027-02-01T09:00:00Z',
      '2027-03-01T09:00:00Z',
      '2027-04-01T09:00:00Z',
    ];
    expect(upcoming.resets).toEqual(dates);
    expect(upcoming.charges).toEqual(dates.map((at) => ({ at, amountMinor: 4999, currency: 'USD' })));
    expect(nextCharge).toEqual(upcoming.charges[0]);
    expect(subscription).toEqual({
      version: 1,
      status: 'active',
      plan: catalogue.plans[2],
      interval: 'month',
      anchor: '2026-04-01T09:00:00Z',
      billingPeriod: { start: '2026-04-01T09:00:00Z', end: '2026-05-01T09:00:00Z' },
      creditCycle: { start: '2026-04-01T09:00:00Z', end: '2026-05-01T09:00:00Z' },
    });
  });

  test('By the year: credits reset next month, money is due next year and for twelve years', () => {
    const { billingPeriod, creditCycle, nextCharge, upcoming } = subscriptionOf(
      buildState({ interval: 'year' }),
    );
    expect(billingPeriod).toEqual({ start: '2026-04-01T09:00:00Z', end: '2027-04-01T09:00:00Z' });
    expect(creditCycle).toEqual({ start: '2026-04-01T09:00:00Z', end: '2026-05-01T09:00:00Z' });
    expect(nextCharge).toEqual({ at: '2027-04-01T09:00:00Z', amountMinor: 47_988, currency: 'USD' });
    expect(upcoming.resets.at(-1)).toBe('2027-04-01T09:00:00Z');
    expect(upcoming.charges).toHaveLength(12);
    expect(upcoming.charges.at(-1)?.at).toBe('2038-04-01T09:00:00Z');
  });

  test('A canceled plan is not charged again, and resets only before its end', () => {
    const state = buildState({
      interval: 'year',
      endsAt: '2027-04-01T09:00:00Z',
      at: '2027-01-15T00:00:00Z',
    });
    expect(subscriptionOf(state)).toMatchObject({
      status: 'canceling',
      nextCharge: null,
      upcoming: { resets: ['2027-02-01T09:00:00Z', '2027-03-01T09:00:00Z'], charges: [] },
      billingPeriod: { end: '2027-04-01T09:00:00Z' },
    });
    expect(balanceOf(state)).toMatchObject({ remaining: 40_000, resetsAt: '2027-02-01T09:00:00Z' });
  });

  test('A plan that ends with a later period shows the one that runs', () => {
    expect(subscriptionOf(buildState({ endsAt: '2026-07-01T09:00:00Z' }))).toMatchObject({
      status: 'canceling',
      billingPeriod: { start: '2026-04-01T09:00:00Z', end: '2026-05-01T09:00:00Z' },
    });
  });

  test('In its last cycle a canceled plan has no reset to come', () => {
    const state = buildState({ endsAt: '2026-05-01T09:00:00Z' });
    expect(subscriptionOf(state).upcoming.resets).toEqual([]);
    expect(balanceOf(state)).toMatchObject({ remaining: 40_000, resetsAt: null });
  });

  test('Once it has ended, months ago or this second, it shows its last period and cycle, and nothing to come', () => {
    const last = { start: '2026-04-01T09:00:00Z', end: '2026-05-01T09:00:00Z' };
    for (const at of ['2026-05-01T09:00:00Z', '2026-11-11T11:11:11Z']) {
      const state = buildState({ endsAt: '2026-05-01T09:00:00Z', at });
      expect(subscriptionOf(state)).toMatchObject({
        status: 'ended',
        nextCharge: null,
        billingPeriod: last,
        creditCycle: last,
        upcoming: { resets: [], charges: [] },
      });
      expect(balanceOf(state)).toMatchObject({ allowance: 0, used: 0, remaining: 0, resetsAt: null });
    }
  });

  test('While a payment is missing nothing resets and nothing is due; what is left stays visible', () => {
    const state = buildState({ pastDueSince: '2026-05-01T09:00:00Z' });
    spend(state, 1000);
    expect(subscriptionOf(state).status).toBe('active');
    advanceTo(state, '2026-05-01T09:00:00Z');
    expect(subscriptionOf(state)).toMatchObject({
      status: 'past_due',
      nextCharge: null,
      upcoming: { resets: [], charges: [] },
      creditCycle: { start: '2026-04-01T09:00:00Z', end: '2026-05-01T09:00:00Z' },
    });
    expect(balanceOf(state)).toMatchObject({ used: 1000, remaining: 39_000, resetsAt: null });
  });
});

describe('cyclesOf', () => {
  test('is newest first; the one that runs has expired nothing yet, the others what was left', () => {
    const state = buildState();
    spend(state, 1000);
    spend(state, 300, '2026-06-02T00:00:00Z');
    expect(cyclesOf(state)).toEqual([
      {
        start: '2026-06-01T09:00:00Z',
        end: '2026-07-01T09:00:00Z',
        allowance: 40_000,
        used: 300,
        expired: null,
      },
      {
        start: '2026-05-01T09:00:00Z',
        end: '2026-06-01T09:00:00Z',
        allowance: 40_000,
        used: 0,
        expired: 40_000,
      },
      {
        start: '2026-04-01T09:00:00Z',
        end: '2026-05-01T09:00:00Z',
        allowance: 40_000,
        used: 1000,
        expired: 39_000,
      },
    ]);
  });

  test('has no running cycle once the plan has ended', () => {
    const state = buildState({ endsAt: '2026-05-01T09:00:00Z', at: '2026-06-01T00:00:00Z' });
    expect(cyclesOf(state)).toMatchObject([{ start: '2026-04-01T09:00:00Z', expired: 40_000 }]);
  });
});

describe('offeredPlans', () => {
  function offers(state: BillingState) {
    return Object.fromEntries(
      offeredPlans(state, catalogue.plans).map(({ id, upgrade }) => [
        id,
        upgrade.allowed ? 'allowed' : upgrade.reason,
      ]),
    );
  }

  test('says of each plan whether it is an upgrade from AI Suite 40K, and why not', () => {
    expect(offers(buildState())).toEqual({
      'ai-starter-7500': 'fewer-credits',
      'ai-starter-16500': 'fewer-credits',
      'ai-suite-40000': 'current-plan',
      'ai-suite-240000': 'allowed',
      'max-pro-40000': 'allowed',
      'max-pro-240000': 'allowed',
    });
  });

  test('moves with the plan: from AI Suite 240K only Max Pro 240K is left', () => {
    const state = buildState();
    confirm(state, quote(state, 'ai-suite-240000'));
    const allowed = Object.entries(offers(state)).filter(([, offer]) => offer === 'allowed');
    expect(allowed).toEqual([['max-pro-240000', 'allowed']]);
  });

  test.each([
    ['past-due', { pastDueSince: '2026-04-21T09:00:00Z' }],
    ['canceling', { endsAt: '2026-05-01T09:00:00Z' }],
  ])('allows none while %s, and says so only where that alone is in the way', (reason, changes) => {
    expect(offers(buildState(changes))).toEqual({
      'ai-starter-7500': 'fewer-credits',
      'ai-starter-16500': 'fewer-credits',
      'ai-suite-40000': 'current-plan',
      'ai-suite-240000': reason,
      'max-pro-40000': reason,
      'max-pro-240000': reason,
    });
  });

  test('allows none once the plan has ended, which stands before all else', () => {
    const ended = buildState({ endsAt: '2026-04-21T09:00:00Z' });
    expect(new Set(Object.values(offers(ended)))).toEqual(new Set(['ended']));
  });
});
