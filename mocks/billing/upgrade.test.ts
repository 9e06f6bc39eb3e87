import { describe, expect, test } from 'vitest';
import { catalogue } from '../data/catalogue.ts';
import { buildState, confirm, planOf, quote, spend } from '../testing/build-state.ts';
import { advanceTo } from './ledger.ts';
import type { BillingState } from './state.ts';
import { buildQuote, decideQuote, decideUpgrade } from './upgrade.ts';

const TERMS = { creditUnusedTime: true };

/** 1,000 of 40,000 used, ten of thirty days left. */
function used1000(changes = {}): BillingState {
  const state = buildState(changes);
  spend(state, 1000);
  return state;
}

function quoteFor(state: BillingState, planId: string, terms = TERMS) {
  return buildQuote(state, planOf(planId), terms);
}

function askFor(state: BillingState, planId: string) {
  return decideQuote(state, planId, catalogue, TERMS);
}

function pay(state: BillingState, quoteId: string, declined = false) {
  return decideUpgrade(state, quoteId, catalogue, TERMS, declined);
}

describe('buildQuote', () => {
  test('Upgrading within AI Suite with 10 of 30 days left: -16.66 + 76.66 = 60.00, both dates unchanged', () => {
    expect(quoteFor(used1000(), 'ai-suite-240000')).toEqual({
      id: 'quo-000002',
      at: '2026-04-21T09:00:00Z',
      expiresAt: '2026-04-21T09:10:00Z',
      policy: 'keep-anchor',
      plan: planOf('ai-suite-240000'),
      lines: [
        {
          kind: 'unused-time',
          amountMinor: -1666,
          from: '2026-04-21T09:00:00Z',
          to: '2026-05-01T09:00:00Z',
        },
        {
          kind: 'remaining-time',
          amountMinor: 7666,
          from: '2026-04-21T09:00:00Z',
          to: '2026-05-01T09:00:00Z',
        },
      ],
      dueNowMinor: 6000,
      currency: 'USD',
      nextCharge: { at: '2026-05-01T09:00:00Z', amountMinor: 22_999, currency: 'USD' },
      allowance: 240_000,
      used: 1000,
      remaining: 239_000,
      resetsAt: '2026-05-01T09:00:00Z',
    });
  });

  test('Changing to Max Pro 40K restarts: the full 79.99 less 16.66 is due, and both dates move to 21 May', () => {
    expect(quoteFor(used1000(), 'max-pro-40000')).toMatchObject({
      policy: 'restart-anchor',
      lines: [
        { kind: 'unused-time', amountMinor: -1666, to: '2026-05-01T09:00:00Z' },
        { kind: 'full-price', amountMinor: 7999, from: '2026-04-21T09:00:00Z', to: null },
      ],
      dueNowMinor: 6333,
      nextCharge: { at: '2026-05-21T09:00:00Z', amountMinor: 7999 },
      allowance: 40_000,
      used: 1000,
      remaining: 39_000,
      resetsAt: '2026-05-21T09:00:00Z',
    });
  });

  test('Where unused time is not credited, a restart costs the full 79.99; keeping the anchor still credits it', () => {
    const terms = { creditUnusedTime: false };
    expect(quoteFor(used1000(), 'max-pro-40000', terms)).toMatchObject({
      lines: [{ kind: 'full-price', amountMinor: 7999 }],
      dueNowMinor: 7999,
    });
    expect(quoteFor(used1000(), 'ai-suite-240000', terms)).toMatchObject({ dueNowMinor: 6000 });
  });

  test('By the year, money follows the year and credits the month: half a year left, half of both yearly prices', () => {
    const state = buildState({
      interval: 'year',
      anchor: '2026-01-01T00:00:00Z',
      at: '2026-07-02T12:00:00Z',
    });
    expect(quoteFor(state, 'ai-suite-240000')).toMatchObject({
      lines: [
        { amountMinor: -23_994, to: '2027-01-01T00:00:00Z' },
        { amountMinor: 110_394, to: '2027-01-01T00:00:00Z' },
      ],
      dueNowMinor: 86_400,
      nextCharge: { at: '2027-01-01T00:00:00Z', amountMinor: 220_788 },
      resetsAt: '2026-08-01T00:00:00Z',
    });
    expect(quoteFor(state, 'max-pro-40000')).toMatchObject({
      lines: [{ amountMinor: -23_994 }, { amountMinor: 71_988, to: null }],
      nextCharge: { at: '2027-07-02T12:00:00Z', amountMinor: 71_988 },
      resetsAt: '2026-08-02T12:00:00Z',
    });
  });

  test.each([
    ['in the first second', {}, '2026-04-01T09:00:00Z', [-4999, 22_999], '2026-05-01T09:00:00Z'],
    ['in the last second', {}, '2026-05-01T08:59:59Z', [0, 0], '2026-05-01T09:00:00Z'],
    ['at a boundary', {}, '2026-05-01T09:00:00Z', [-4999, 22_999], '2026-06-01T09:00:00Z'],
    [
      'on 29 February, the last of 29 days',
      { anchor: '2024-02-01T00:00:00Z' },
      '2024-02-29T00:00:00Z',
      [-172, 793],
      '2024-03-01T00:00:00Z',
    ],
    [
      'on 29 February, which is the boundary of 31 January',
      { anchor: '2024-01-31T00:00:00Z' },
      '2024-02-29T00:00:00Z',
      [-4999, 22_999],
      '2024-03-31T00:00:00Z',
    ],
    [
      'with 10 of 365 days left of a year',
      { anchor: '2026-01-01T00:00:00Z', interval: 'year' },
      '2026-12-22T00:00:00Z',
      [-1315, 6049],
      '2027-01-01T00:00:00Z',
    ],
  ] as const)('Keeping the anchor, an upgrade %s', (_, changes, at, [unused, remaining], end) => {
    expect(quoteFor(buildState({ ...changes, at }), 'ai-suite-240000')).toMatchObject({
      lines: [
        { amountMinor: unused, from: at, to: end },
        { amountMinor: remaining, from: at, to: end },
      ],
      dueNowMinor: unused + remaining,
      nextCharge: { at: end },
      resetsAt: end,
    });
  });

  test.each([
    ['in the first second', {}, '2026-04-01T09:00:00Z', [-4999, 7999], '2026-05-01T09:00:00Z'],
    ['in the last second', {}, '2026-05-01T08:59:59Z', [0, 7999], '2026-06-01T08:59:59Z'],
    ['at a boundary', {}, '2026-05-01T09:00:00Z', [-4999, 7999], '2026-06-01T09:00:00Z'],
    [
      'on 29 February by the month',
      { anchor: '2024-02-01T00:00:00Z' },
      '2024-02-29T00:00:00Z',
      [-172, 7999],
      '2024-03-29T00:00:00Z',
    ],
    [
      'on 29 February by the year, with 306 of 366 days left',
      { anchor: '2024-01-01T00:00:00Z', interval: 'year' },
      '2024-02-29T12:00:00Z',
      [-40_187, 71_988],
      '2025-02-28T12:00:00Z',
    ],
    [
      'with 10 of 365 days left of a year',
      { anchor: '2026-01-01T00:00:00Z', interval: 'year' },
      '2026-12-22T00:00:00Z',
      [-1315, 71_988],
      '2027-12-22T00:00:00Z',
    ],
  ] as const)('Restarting, an upgrade %s', (_, changes, at, [unused, full], nextCharge) => {
    expect(quoteFor(buildState({ ...changes, at }), 'max-pro-40000')).toMatchObject({
      lines: [
        { amountMinor: unused, from: at },
        { amountMinor: full, from: at, to: null },
      ],
      dueNowMinor: unused + full,
      nextCharge: { at: nextCharge },
    });
  });

  test('A second upgrade in one cycle is credited at the full price of the second plan, whatever was paid for it', () => {
    const state = used1000();
    confirm(state, quote(state, 'max-pro-40000'));
    expect(quoteFor(state, 'max-pro-240000')).toMatchObject({
      lines: [{ amountMinor: -7999 }, { amountMinor: 25_999 }],
      dueNowMinor: 18_000,
    });
    advanceTo(state, '2026-05-06T09:00:00Z');
    expect(quoteFor(state, 'max-pro-240000')).toMatchObject({
      lines: [{ amountMinor: -4000 }, { amountMinor: 13_000 }],
      dueNowMinor: 9000,
    });
  });

  test.each([
    ['the month', 'month', '2026-05-01T08:50:00Z', '2026-05-01T09:00:00Z'],
    ['the month', 'month', '2026-05-01T08:50:01Z', '2026-05-01T09:00:00Z'],
    ['the month', 'month', '2026-05-01T08:49:59Z', '2026-05-01T08:59:59Z'],
    ['the year, where only the credits reset', 'year', '2026-05-01T08:55:00Z', '2026-05-01T09:00:00Z'],
    ['the year, where both end', 'year', '2027-04-01T08:59:59Z', '2027-04-01T09:00:00Z'],
  ] as const)('By %s (%s), a quote at %s is good until %s', (_, interval, at, expiresAt) => {
    expect(quoteFor(buildState({ interval, at }), 'ai-suite-240000')).toMatchObject({ expiresAt });
  });
});

describe('decideQuote', () => {
  test.each([
    ['ai-suite-40000', 'current-plan'],
    ['ai-starter-16500', 'fewer-credits'],
  ])('%s is no upgrade from AI Suite 40K: %s', (planId, reason) => {
    expect(askFor(buildState(), planId)).toEqual({
      refusal: {
        code: 'upgrade_not_allowed',
        detail: `${planOf(planId).name} is not an upgrade from AI Suite Starter 40K. This charged nothing.`,
        reason,
      },
    });
  });

  test('Max Pro 240K cannot be left for AI Suite 240K, which is cheaper', () => {
    expect(askFor(buildState({ planId: 'max-pro-240000' }), 'ai-suite-240000')).toMatchObject({
      refusal: { code: 'upgrade_not_allowed', reason: 'not-a-higher-price' },
    });
  });

  test('A plan that is not sold is an invalid request', () => {
    expect(askFor(buildState(), 'ai-suite-1')).toEqual({
      refusal: { code: 'invalid_request', detail: 'There is no plan ai-suite-1. This charged nothing.' },
    });
  });

  test.each([
    [
      'past due',
      { pastDueSince: '2026-04-21T09:00:00Z' },
      {
        code: 'subscription_past_due',
        detail: 'A payment is missing. Nothing was charged. Pay it in your account before you upgrade.',
      },
    ],
    [
      'ended',
      { endsAt: '2026-04-21T09:00:00Z' },
      {
        code: 'subscription_ended',
        detail: 'The plan has ended. Nothing was charged. Subscribe again to go on.',
      },
    ],
    [
      'canceled',
      { endsAt: '2026-05-01T09:00:00Z' },
      {
        code: 'upgrade_not_allowed',
        detail: 'AI Suite Starter 40K is canceled and cannot be upgraded. This charged nothing.',
        reason: 'canceling',
      },
    ],
  ])('A plan that is %s cannot be upgraded, and nothing is charged', (_, changes, refusal) => {
    expect(askFor(buildState(changes), 'ai-suite-240000')).toEqual({ refusal });
  });
});

describe('decideUpgrade', () => {
  test('A quote is paid as it was frozen, a second before it expires', () => {
    const state = used1000();
    const quoteId = quote(state, 'ai-suite-240000');
    advanceTo(state, '2026-04-21T09:09:59Z');
    expect(pay(state, quoteId)).toMatchObject({
      event: { kind: 'plan-change', quote: { id: quoteId, dueNowMinor: 6000, at: '2026-04-21T09:00:00Z' } },
    });
  });

  test('It is paid under the key that it came with', () => {
    const state = used1000();
    const quoteId = quote(state, 'ai-suite-240000');
    const idempotency = { key: 'key-1', fingerprint: 'POST /v1/upgrades {}' };
    expect(decideUpgrade(state, quoteId, catalogue, TERMS, false, idempotency)).toEqual({
      event: { kind: 'plan-change', quote: state.quotes.get(quoteId)?.quote, idempotency },
    });
  });

  test('A generation meanwhile does not stale it', () => {
    const state = used1000();
    const quoteId = quote(state, 'ai-suite-240000');
    spend(state, 500, '2026-04-21T09:05:00Z');
    expect(pay(state, quoteId)).toHaveProperty('event');
  });

  test('At the tenth minute it has expired: a fresh one, at today’s instant and with what is used by now', () => {
    const state = used1000();
    const quoteId = quote(state, 'ai-suite-240000');
    spend(state, 500, '2026-04-21T09:05:00Z');
    advanceTo(state, '2026-04-21T09:10:00Z');
    expect(pay(state, quoteId)).toMatchObject({
      requoted: {
        id: 'quo-000004',
        at: '2026-04-21T09:10:00Z',
        expiresAt: '2026-04-21T09:20:00Z',
        used: 1500,
        remaining: 238_500,
      },
    });
  });

  test('When the cycle has ended the fresh quote is for the new period: the whole difference of 180.00', () => {
    const state = buildState({ at: '2026-05-01T08:59:59Z' });
    const quoteId = quote(state, 'ai-suite-240000');
    advanceTo(state, '2026-05-01T09:00:00Z');
    expect(pay(state, quoteId)).toMatchObject({
      requoted: { dueNowMinor: 18_000, nextCharge: { at: '2026-06-01T09:00:00Z' } },
    });
  });

  test('Another upgrade stales it: the fresh quote is from the plan that holds now', () => {
    const state = used1000();
    const toMaxPro = quote(state, 'max-pro-240000');
    confirm(state, quote(state, 'ai-suite-240000'));
    expect(pay(state, toMaxPro)).toMatchObject({
      requoted: {
        plan: { id: 'max-pro-240000' },
        lines: [{ amountMinor: -7666 }, { amountMinor: 25_999 }],
        dueNowMinor: 18_333,
      },
    });
  });

  test('A stale quote for what is the plan by now has nothing to be quoted afresh', () => {
    const state = used1000();
    const [first, second] = [quote(state, 'ai-suite-240000'), quote(state, 'ai-suite-240000')];
    confirm(state, first);
    expect(pay(state, second)).toMatchObject({
      refusal: { code: 'upgrade_not_allowed', reason: 'current-plan' },
    });
  });

  test('One already confirmed answers with its original reply, whatever happened since', () => {
    const state = used1000();
    const quoteId = quote(state, 'ai-suite-240000');
    confirm(state, quoteId);
    const original = { balance: { used: 1000, remaining: 239_000 }, entry: { id: 'upg-000003' } };
    expect(pay(state, quoteId)).toMatchObject({ confirmed: original });
    spend(state, 500, '2026-04-22T00:00:00Z');
    confirm(state, quote(state, 'max-pro-240000'));
    expect(pay(state, quoteId, true)).toMatchObject({ confirmed: original });
  });

  test('A declined card refuses a good quote and changes nothing; the quote can still be paid', () => {
    const state = used1000();
    const quoteId = quote(state, 'ai-suite-240000');
    const before = structuredClone(state);
    expect(pay(state, quoteId, true)).toEqual({
      refusal: {
        code: 'payment_declined',
        detail:
          'The card was declined. Nothing was charged and the plan is unchanged. Try another card in your account.',
      },
    });
    expect(state).toEqual(before);
    expect(pay(state, quoteId)).toHaveProperty('event');
  });

  test('A quote that was never given cannot be paid', () => {
    expect(pay(buildState(), 'quo-000001')).toEqual({
      refusal: {
        code: 'quote_not_found',
        detail: 'There is no such quote. Nothing was charged. Ask for a new one.',
      },
    });
  });

  test.each([
    ['past due', { pastDueSince: '2026-04-21T09:05:00Z' }, 'subscription_past_due'],
    ['ended', { endsAt: '2026-04-21T09:05:00Z' }, 'subscription_ended'],
  ])('A quote cannot be paid once the plan is %s', (_, changes, code) => {
    const state = buildState(changes);
    const quoteId = quote(state, 'ai-suite-240000');
    advanceTo(state, '2026-04-21T09:05:00Z');
    expect(pay(state, quoteId)).toMatchObject({ refusal: { code } });
  });
});
