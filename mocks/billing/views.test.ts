import { describe, expect, test } from 'vitest';
import { catalogue } from '../data/catalogue.ts';
import { buildState, confirm, generate, quote, spend } from '../testing/build-state.ts';
import { advanceTo } from './ledger.ts';
import type { BillingState } from './state.ts';
import { balanceOf, cyclesOf, ledgerPage, offeredPlans, subscriptionOf, usageOf } from './views.ts';

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
    ['ended', { endsAt: '2026-04-21T09:00:00Z' }],
  ])('allows none where the subscription is %s', (reason, changes) => {
    expect(new Set(Object.values(offers(buildState(changes))))).toEqual(new Set([reason]));
  });
});

describe('ledgerPage', () => {
  /** gen-000001 to gen-000005 of 1 to 5 credits a day apart, then an image, then the reset of 1 May. */
  function history(): BillingState {
    const state = buildState();
    for (let day = 1; day <= 5; day += 1) spend(state, day, `2026-04-2${day}T10:00:00Z`);
    generate(state, { tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 1 }, '2026-04-26T10:00:00Z');
    advanceTo(state, '2026-05-01T09:00:00Z');
    return state;
  }

  function ids(state: BillingState, filter = {}, cursor: number | null = null, limit = 50) {
    return ledgerPage(state, filter, cursor, limit).entries.map(({ id }) => id);
  }

  test('is newest first', () => {
    expect(ids(history())).toEqual([
      'reset-2026-05-01T09:00:00Z',
      'gen-000006',
      'gen-000005',
      'gen-000004',
      'gen-000003',
      'gen-000002',
      'gen-000001',
    ]);
  });

  test('Page by page every entry comes once, also when entries are booked between the pages', () => {
    const state = history();
    const seen: string[] = [];
    let cursor: number | null = null;
    do {
      const page = ledgerPage(state, {}, cursor, 3);
      seen.push(...page.entries.map(({ id }) => id));
      cursor = page.nextCursor === null ? null : Number(page.nextCursor);
      spend(state, 1);
    } while (cursor !== null);
    expect(seen).toEqual(ids(history()));
  });

  test('A page that ends with the last entry has no next one, nor has one whose remaining entries are filtered away', () => {
    expect(ledgerPage(history(), {}, null, 7).nextCursor).toBeNull();
    expect(ledgerPage(history(), {}, null, 6).nextCursor).not.toBeNull();
    expect(ledgerPage(history(), { tool: 'text-to-image' }, null, 1).nextCursor).toBeNull();
    expect(ledgerPage(history(), { tool: 'text-to-speech' }, null, 4).nextCursor).not.toBeNull();
  });

  test('A cursor beyond the newest entry starts with it', () => {
    expect(ids(history(), {}, 999_999, 1)).toEqual(['reset-2026-05-01T09:00:00Z']);
  });

  test.each([
    ['kind', { kind: 'reset' }, ['reset-2026-05-01T09:00:00Z']],
    ['tool', { tool: 'text-to-image' }, ['gen-000006']],
    ['model', { model: 'Flux 2.0 Pro' }, ['gen-000006']],
    ['kind and tool at once', { kind: 'reset', tool: 'text-to-image' }, []],
    ['from, which belongs to it', { from: '2026-04-26T10:00:00Z', kind: 'generation' }, ['gen-000006']],
    ['to, which does not', { to: '2026-04-22T10:00:00Z' }, ['gen-000001']],
    ['from and to', { from: '2026-04-22T10:00:00Z', to: '2026-04-23T10:00:00Z' }, ['gen-000002']],
    ['q in an id', { q: '000003' }, ['gen-000003']],
    ['q in a tool', { q: 'to-image' }, ['gen-000006']],
    ['q in a model, in any case and with blanks around', { q: ' flux ' }, ['gen-000006']],
    ['q in the id of a reset', { q: 'reset-2026-05' }, ['reset-2026-05-01T09:00:00Z']],
    ['q that is nowhere', { q: 'fox' }, []],
  ])('narrows by %s', (_, filter, expected) => {
    expect(ids(history(), filter)).toEqual(expected);
  });

  test('An empty q narrows nothing', () => {
    expect(ids(history(), { q: '  ' })).toHaveLength(7);
  });
});

describe('usageOf', () => {
  test('groups by day, tool and model, oldest day first; a tool without models has null', () => {
    const state = buildState();
    generate(state, { tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 1 }, '2026-04-22T10:00:00Z');
    generate(state, { tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 3 }, '2026-04-22T23:00:00Z');
    generate(state, { tool: 'text-to-image', model: 'Seedream 4.5', images: 1 }, '2026-04-22T11:00:00Z');
    generate(state, { tool: 'speech-to-speech', seconds: 10.2 }, '2026-04-23T10:00:00Z');
    advanceTo(state, '2026-06-01T09:00:00Z');
    expect(usageOf(state, '2026-04-01T00:00:00Z', '2026-06-02T00:00:00Z', 'UTC')).toEqual([
      { day: '2026-04-22', tool: 'text-to-image', model: 'Flux 2.0 Pro', credits: 320, count: 2 },
      { day: '2026-04-22', tool: 'text-to-image', model: 'Seedream 4.5', credits: 100, count: 1 },
      { day: '2026-04-23', tool: 'speech-to-speech', model: null, credits: 22, count: 1 },
    ]);
  });

  test('is half-open: a generation at `from` belongs to it, one at `to` does not', () => {
    const state = buildState();
    spend(state, 8, '2026-04-21T23:59:59Z');
    spend(state, 1, '2026-04-22T00:00:00Z');
    spend(state, 2, '2026-04-22T23:59:59Z');
    spend(state, 4, '2026-04-23T00:00:00Z');
    expect(usageOf(state, '2026-04-22T00:00:00Z', '2026-04-23T00:00:00Z', 'UTC')).toMatchObject([
      { day: '2026-04-22', credits: 3, count: 2 },
    ]);
  });

  test.each([
    ['Pacific/Kiritimati', '2026-04-22T09:59:59Z', '2026-04-22', '2026-04-22T10:00:00Z', '2026-04-23'],
    ['Asia/Kathmandu', '2026-04-22T18:14:59Z', '2026-04-22', '2026-04-22T18:15:00Z', '2026-04-23'],
    ['America/Los_Angeles', '2026-04-22T06:59:59Z', '2026-04-21', '2026-04-22T07:00:00Z', '2026-04-22'],
    ['America/Los_Angeles', '2026-11-02T07:59:59Z', '2026-11-01', '2026-11-02T08:00:00Z', '2026-11-02'],
    ['UTC', '2026-04-22T23:59:59Z', '2026-04-22', '2026-04-23T00:00:00Z', '2026-04-23'],
  ])('In %s, %s is still %s and %s is %s', (timeZone, before, day, after, nextDay) => {
    const state = buildState();
    spend(state, 1, before);
    spend(state, 2, after);
    expect(usageOf(state, '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z', timeZone)).toMatchObject([
      { day, credits: 1 },
      { day: nextDay, credits: 2 },
    ]);
  });

  test('In St. John’s the clocks of 2010 went back over midnight: the day that came twice still comes first', () => {
    const state = buildState({ anchor: '2010-11-01T00:00:00Z', at: '2010-11-01T00:00:00Z' });
    spend(state, 1, '2010-11-07T02:30:30Z');
    spend(state, 2, '2010-11-07T03:00:00Z');
    expect(usageOf(state, '2010-11-01T00:00:00Z', '2010-12-01T00:00:00Z', 'America/St_Johns')).toMatchObject([
      { day: '2010-11-06', credits: 2 },
      { day: '2010-11-07', credits: 1 },
    ]);
  });
});
