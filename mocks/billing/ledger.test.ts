import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../../src/units/instants.ts';
import { catalogue } from '../data/catalogue.ts';
import { openScenario } from '../scenarios/scenario.ts';
import { buildState, confirm, generate, quote, spend } from '../testing/build-state.ts';
import { buildStudio, layAtOnce } from '../testing/build-studio.ts';
import { instantOf, secondsOf } from './instant.ts';
import { advanceTo, applyEvent, startBilling } from './ledger.ts';
import type { BillingState } from './state.ts';
import { balanceOf, cyclesOf, remainingOf, subscriptionOf, usedOf } from './views.ts';

describe('a credit reset', () => {
  test('comes at the very instant of the boundary, not a second before: 1,000 used, 39,000 expire', () => {
    const state = buildState();
    spend(state, 1000);
    advanceTo(state, '2026-05-01T08:59:59Z');
    expect([...state.entries].map(({ kind }) => kind)).toEqual(['generation']);
    expect(balanceOf(state)).toMatchObject({
      used: 1000,
      remaining: 39_000,
      resetsAt: '2026-05-01T09:00:00Z',
    });

    advanceTo(state, '2026-05-01T09:00:00Z');
    expect([...state.entries].at(-1)).toEqual({
      id: 'reset-2026-05-01T09:00:00Z',
      at: '2026-05-01T09:00:00Z',
      kind: 'reset',
      credits: 0,
      balanceAfter: 40_000,
      expired: 39_000,
    });
    expect(balanceOf(state)).toEqual({
      allowance: 40_000,
      used: 0,
      remaining: 40_000,
      usedByTool: {},
      cycle: { start: '2026-05-01T09:00:00Z', end: '2026-06-01T09:00:00Z' },
      resetsAt: '2026-06-01T09:00:00Z',
      asOf: '2026-05-01T09:00:00Z',
    });
  });

  test('is booked for each boundary that passed meanwhile, with the id of its boundary', () => {
    const state = buildState();
    spend(state, 1000);
    advanceTo(state, '2026-07-04T00:00:00Z');
    expect([...state.entries].slice(1)).toMatchObject([
      { id: 'reset-2026-05-01T09:00:00Z', at: '2026-05-01T09:00:00Z', expired: 39_000 },
      { id: 'reset-2026-06-01T09:00:00Z', at: '2026-06-01T09:00:00Z', expired: 40_000 },
      { id: 'reset-2026-07-01T09:00:00Z', at: '2026-07-01T09:00:00Z', expired: 40_000 },
    ]);
  });

  test('falls on 28 February, 31 March and 30 April when the plan began on 31 January', () => {
    const state = buildState({ anchor: '2026-01-31T09:30:00Z', at: '2026-05-01T00:00:00Z' });
    expect([...state.entries].map(({ at }) => at)).toEqual([
      '2026-02-28T09:30:00Z',
      '2026-03-31T09:30:00Z',
      '2026-04-30T09:30:00Z',
    ]);
  });

  test('comes twelve times a year under yearly billing', () => {
    const state = buildState({ interval: 'year', at: '2027-04-01T09:00:00Z' });
    expect(state.entries).toHaveLength(12);
  });

  test('does not come while a payment is missing; what was used stays used', () => {
    const state = buildState({ pastDueSince: '2026-05-01T09:00:00Z' });
    spend(state, 1000);
    advanceTo(state, '2026-07-04T00:00:00Z');
    expect(state.entries).toHaveLength(1);
    expect(balanceOf(state)).toMatchObject({ used: 1000, remaining: 39_000, resetsAt: null });
  });

  test('comes as ever until a payment is missing: once in May, then never', () => {
    const state = buildState({ pastDueSince: '2026-06-01T09:00:00Z', at: '2026-07-04T00:00:00Z' });
    expect([...state.entries]).toMatchObject([{ id: 'reset-2026-05-01T09:00:00Z', balanceAfter: 40_000 }]);
  });

  test('at the end of a canceled plan leaves nothing, once: 39,000 expire and 0 are left', () => {
    const state = buildState({ endsAt: '2026-06-01T09:00:00Z' });
    spend(state, 1000);
    advanceTo(state, '2026-06-01T09:00:00Z');
    advanceTo(state, '2027-01-01T00:00:00Z');
    expect([...state.entries].slice(1)).toMatchObject([
      { id: 'reset-2026-05-01T09:00:00Z', balanceAfter: 40_000, expired: 39_000 },
      { id: 'reset-2026-06-01T09:00:00Z', balanceAfter: 0, expired: 40_000 },
    ]);
    expect(balanceOf(state)).toMatchObject({ allowance: 0, used: 0, remaining: 0, resetsAt: null });
  });

  test('is not taken back by a clock that went back: a state stands at the latest instant it has seen', () => {
    const state = buildState({ at: '2026-05-01T09:00:00Z' });
    advanceTo(state, '2026-04-30T00:00:00Z');
    expect(balanceOf(state)).toMatchObject({
      cycle: { start: '2026-05-01T09:00:00Z' },
      asOf: '2026-05-01T09:00:00Z',
    });
  });

  test('does not depend on how often one looks', () => {
    const start = secondsOf('2026-04-21T09:00:00Z');
    const anyLooks = fc.array(fc.nat({ max: 200 * 86_400 }), { maxLength: 6 });
    fc.assert(
      fc.property(anyLooks, (looks) => {
        const [often, once] = [buildState(), buildState()];
        for (const seconds of looks.toSorted((a, b) => a - b)) advanceTo(often, instantOf(start + seconds));
        advanceTo(once, instantOf(start + Math.max(0, ...looks)));
        expect(often).toEqual(once);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a generation', () => {
  test('is one entry with its request, its derivation and what it left: 1,234 characters, 247 credits', () => {
    const state = buildState();
    const request = { tool: 'text-to-speech', model: 'Eleven Multilingual v2', characters: 1234 };
    generate(state, request, '2026-04-21T09:00:07Z');
    expect([...state.entries]).toEqual([
      {
        id: 'gen-000001',
        at: '2026-04-21T09:00:07Z',
        kind: 'generation',
        credits: 247,
        balanceAfter: 39_753,
        request,
        rateCardVersion: '2026-01',
        derivation: {
          ruleId: expect.any(String),
          quantity: 1234,
          unit: 'character',
          unitSize: 5,
          units: 247,
          creditsPerUnit: 1,
        },
      },
    ]);
    expect(state.account.clonedVoices).toEqual([]);
  });

  test('at the instant of a reset is charged to the new cycle, after the reset', () => {
    const state = buildState();
    spend(state, 1000);
    spend(state, 7, '2026-05-01T09:00:00Z');
    expect([...state.entries].slice(1)).toMatchObject([
      { kind: 'reset', at: '2026-05-01T09:00:00Z', expired: 39_000, balanceAfter: 40_000 },
      { kind: 'generation', at: '2026-05-01T09:00:00Z', credits: 7, balanceAfter: 39_993 },
    ]);
  });

  test('a second before the reset is charged to the old cycle', () => {
    const state = buildState();
    spend(state, 7, '2026-05-01T08:59:59Z');
    advanceTo(state, '2026-05-01T09:00:00Z');
    expect([...state.entries]).toMatchObject([
      { kind: 'generation', balanceAfter: 39_993 },
      { kind: 'reset', expired: 39_993 },
    ]);
  });

  test('that clones a voice adds the voice to the account, and leaves an account already given out as it was', () => {
    const state = buildState();
    const before = state.account;
    generate(state, { tool: 'voice-clone' }, '2026-04-21T09:00:00Z', 'Ada reading');
    generate(state, { tool: 'voice-clone' }, '2026-04-21T09:01:00Z', 'Ada whispering');
    expect(state.account.clonedVoices).toEqual([
      { id: 'voice-000001', name: 'Ada reading' },
      { id: 'voice-000002', name: 'Ada whispering' },
    ]);
    expect(before.clonedVoices).toEqual([]);
  });
});

describe('an upgrade that keeps the anchor', () => {
  test('lifts the allowance at once and leaves both dates: 1,000 used, 40,000 to 240,000, 239,000 left', () => {
    const state = buildState();
    spend(state, 1000);
    const before = subscriptionOf(state);
    confirm(state, quote(state, 'ai-suite-240000'));

    expect(balanceOf(state)).toEqual({
      allowance: 240_000,
      used: 1000,
      remaining: 239_000,
      usedByTool: { 'text-to-speech': 1000 },
      cycle: before.creditCycle,
      resetsAt: '2026-05-01T09:00:00Z',
      asOf: '2026-04-21T09:00:00Z',
    });
    expect(subscriptionOf(state)).toMatchObject({
      version: 2,
      plan: { id: 'ai-suite-240000' },
      anchor: before.anchor,
      billingPeriod: before.billingPeriod,
      nextCharge: { at: '2026-05-01T09:00:00Z', amountMinor: 22_999, currency: 'USD' },
    });
    expect([...state.entries].at(-1)).toEqual({
      id: 'upg-000003',
      at: '2026-04-21T09:00:00Z',
      kind: 'plan-change',
      credits: 0,
      balanceAfter: 239_000,
      from: 'ai-suite-40000',
      to: 'ai-suite-240000',
      policy: 'keep-anchor',
      usedCarried: 1000,
      paidMinor: 6000,
      currency: 'USD',
    });
  });

  test('resets to the new allowance at the old boundary, and the cycle counts as one', () => {
    const state = buildState();
    spend(state, 1000);
    confirm(state, quote(state, 'ai-suite-240000'));
    advanceTo(state, '2026-05-01T09:00:00Z');
    expect([...state.entries].at(-1)).toMatchObject({
      kind: 'reset',
      expired: 239_000,
      balanceAfter: 240_000,
    });
    expect(cyclesOf(state)).toMatchObject([
      { start: '2026-05-01T09:00:00Z', allowance: 240_000, used: 0, expired: null },
      { start: '2026-04-01T09:00:00Z', allowance: 240_000, used: 1000, expired: 239_000 },
    ]);
  });
});

describe('an upgrade that restarts the anchor', () => {
  test('begins cycle and billing period at the quote, not at the payment; what was used meanwhile is carried, once', () => {
    const state = buildState();
    spend(state, 1000);
    const quoteId = quote(state, 'max-pro-40000');
    spend(state, 500, '2026-04-21T09:04:00Z');
    confirm(state, quoteId, '2026-04-21T09:05:00Z');

    expect([...state.entries].at(-1)).toEqual({
      id: 'upg-000004',
      at: '2026-04-21T09:05:00Z',
      kind: 'plan-change',
      credits: 0,
      balanceAfter: 38_500,
      from: 'ai-suite-40000',
      to: 'max-pro-40000',
      policy: 'restart-anchor',
      usedCarried: 1500,
      paidMinor: 6333,
      currency: 'USD',
    });
    expect(balanceOf(state)).toMatchObject({
      allowance: 40_000,
      used: 1500,
      remaining: 38_500,
      usedByTool: { 'text-to-speech': 1500 },
      cycle: { start: '2026-04-21T09:00:00Z', end: '2026-05-21T09:00:00Z' },
      resetsAt: '2026-05-21T09:00:00Z',
    });
    expect(subscriptionOf(state)).toMatchObject({
      version: 2,
      anchor: '2026-04-21T09:00:00Z',
      billingPeriod: { start: '2026-04-21T09:00:00Z', end: '2026-05-21T09:00:00Z' },
      nextCharge: { at: '2026-05-21T09:00:00Z', amountMinor: 7999 },
    });
  });

  test('is no reset: nothing expires, and the cycle before ends where the new one begins', () => {
    const state = buildState();
    spend(state, 1000);
    confirm(state, quote(state, 'max-pro-40000'));
    expect([...state.entries].map(({ kind }) => kind)).toEqual(['generation', 'plan-change']);
    expect(cyclesOf(state)).toEqual([
      {
        start: '2026-04-21T09:00:00Z',
        end: '2026-05-21T09:00:00Z',
        allowance: 40_000,
        used: 1000,
        expired: null,
      },
      {
        start: '2026-04-01T09:00:00Z',
        end: '2026-04-21T09:00:00Z',
        allowance: 40_000,
        used: 1000,
        expired: 0,
      },
    ]);
  });

  test('leaves the old boundary without a reset: the next comes a month after the quote', () => {
    const state = buildState();
    spend(state, 1000);
    confirm(state, quote(state, 'max-pro-40000'));
    advanceTo(state, '2026-05-21T09:00:00Z');
    expect([...state.entries].slice(2)).toMatchObject([
      { id: 'reset-2026-05-21T09:00:00Z', expired: 39_000, balanceAfter: 40_000 },
    ]);
  });

  test('at the very instant of a reset leaves no cycle without length behind', () => {
    const state = buildState({ at: '2026-05-01T09:00:00Z' });
    spend(state, 10);
    confirm(state, quote(state, 'max-pro-40000'));
    expect(cyclesOf(state)).toMatchObject([
      { start: '2026-05-01T09:00:00Z', end: '2026-06-01T09:00:00Z', used: 10, expired: null },
      { start: '2026-04-01T09:00:00Z', end: '2026-05-01T09:00:00Z', used: 0, expired: 40_000 },
    ]);
  });

  test('on 31 January by the year: credits reset on 28 February, the next charge is a year away', () => {
    const state = buildState({
      interval: 'year',
      anchor: '2025-11-14T16:45:00Z',
      at: '2026-01-31T12:00:00Z',
    });
    confirm(state, quote(state, 'max-pro-240000'));
    expect(subscriptionOf(state)).toMatchObject({
      interval: 'year',
      anchor: '2026-01-31T12:00:00Z',
      billingPeriod: { start: '2026-01-31T12:00:00Z', end: '2027-01-31T12:00:00Z' },
      creditCycle: { start: '2026-01-31T12:00:00Z', end: '2026-02-28T12:00:00Z' },
      nextCharge: { at: '2027-01-31T12:00:00Z', amountMinor: 244_788 },
    });
  });
});

describe('The reply to an accepted charge is remembered under the key that it came with', () => {
  const at = '2026-04-21T09:00:00Z';

  test('for a generation: its entry and the balance that it left', () => {
    const state = buildState();
    const request = { tool: 'voice-clone' };
    const idempotency = { key: 'key-1', fingerprint: 'POST /v1/generations {}' };
    const estimate = {
      ok: true,
      credits: 500,
      rateCardVersion: '2026-01',
      ruleId: 'clone',
      quantity: 1,
      unit: 'clone',
      unitSize: 1,
      units: 1,
      creditsPerUnit: 500,
    } as const;
    applyEvent(state, { kind: 'generation', sequence: 1, at, request, estimate, idempotency });
    expect([...state.replies]).toEqual([
      [
        'key-1',
        {
          fingerprint: 'POST /v1/generations {}',
          body: { entry: state.entries.entry(0), balance: balanceOf(state) },
        },
      ],
    ]);
    expect(balanceOf(state)).toMatchObject({ used: 500, remaining: 39_500 });
  });

  test('for an upgrade: its entry, the subscription and the balance', () => {
    const state = buildState();
    const issued = state.quotes.get(quote(state, 'ai-suite-240000'));
    if (!issued) throw new Error('There is no quote.');
    const idempotency = { key: 'key-2', fingerprint: 'POST /v1/upgrades {}' };
    applyEvent(state, { kind: 'plan-change', sequence: 2, at, quote: issued.quote, idempotency });
    const reply = {
      entry: state.entries.entry(0),
      subscription: subscriptionOf(state),
      balance: balanceOf(state),
    };
    expect([...state.replies]).toEqual([['key-2', { fingerprint: 'POST /v1/upgrades {}', body: reply }]]);
    expect(issued.confirmation).toEqual(reply);
  });
});

test('Two upgrades in one cycle carry what was used through both: 1,000 of 240,000 at the end', () => {
  const state = buildState();
  spend(state, 1000);
  confirm(state, quote(state, 'ai-suite-240000'));
  confirm(state, quote(state, 'max-pro-240000'));
  expect(usedOf(state)).toBe(1000);
  expect(state.subscription).toMatchObject({ version: 3, plan: { id: 'max-pro-240000' } });
  expect([...state.entries].slice(1)).toMatchObject([
    { policy: 'keep-anchor', usedCarried: 1000, paidMinor: 6000 },
    { policy: 'restart-anchor', usedCarried: 1000, paidMinor: 25_999 - 7666 },
  ]);
});

describe('a history', () => {
  const scenario = buildStudio(150, 5);
  const history = layAtOnce(scenario);
  const { start } = openScenario(scenario, scenario.opensAt, catalogue);

  /** The same generations folded one by one, up to an instant. */
  function folded(until: Instant): BillingState {
    const state = startBilling(start);
    for (const entry of history) {
      if (entry.kind !== 'generation' || entry.at > until) continue;
      const { at, request, credits, rateCardVersion, derivation } = entry;
      const estimate = { ok: true as const, credits, rateCardVersion, ...derivation };
      applyEvent(state, { kind: 'generation', sequence: state.sequence + 1, at, request, estimate });
    }
    advanceTo(state, until);
    return state;
  }

  test('taken over is the state to which its generations fold, at any instant', () => {
    const anyInstant = fc.oneof(
      fc.integer({ min: secondsOf(start.anchor), max: secondsOf('2028-02-01T00:00:00Z') }).map(instantOf),
      fc.constantFrom(...Array.from(history, ({ at }) => at), start.anchor),
    );
    fc.assert(
      fc.property(anyInstant, (until) => {
        const state = startBilling({ ...start, history }, until);
        advanceTo(state, until);
        const expected = folded(until);
        const { entries, ...rest } = state;
        const { entries: expectedEntries, ...expectedRest } = expected;
        expect(JSON.stringify(rest)).toBe(JSON.stringify(expectedRest));
        expect(JSON.stringify([...entries])).toBe(JSON.stringify([...expectedEntries]));
      }),
      { numRuns: 40 },
    );
  });

  test('is not touched by what is spent on top of it: two states that begin with it do not meet', () => {
    const [one, other] = [startBilling({ ...start, history }), startBilling({ ...start, history })];
    spend(one, 7, '2027-11-17T15:30:00Z');
    expect(one.entries.length).toBe(151);
    expect(other.entries.length).toBe(150);
    expect(history.length).toBe(150);
    expect(usedOf(one)).toBe(usedOf(other) + 7);
    expect(one.entries.entry(150)).toMatchObject({ id: 'gen-000127', balanceAfter: remainingOf(one) });
  });
});
