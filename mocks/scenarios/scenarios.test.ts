import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  BalanceSchema,
  CyclesSchema,
  LedgerPageSchema,
  SubscriptionSchema,
  UsageSchema,
} from '../../src/api/schemas.ts';
import { epochMs } from '../../src/units/instants.ts';
import { periodAt } from '../billing/cycle.ts';
import { canonicalInstant } from '../billing/instant.ts';
import { advanceTo, applyEvent, startBilling } from '../billing/ledger.ts';
import { upgradeBarrier } from '../billing/plans.ts';
import type { BillingEvent, BillingState } from '../billing/state.ts';
import { statusOf, usedOf } from '../billing/views.ts';
import { catalogue } from '../data/catalogue.ts';
import { planOf } from '../testing/build-state.ts';
import { buildMachineClock, openTab, speech, type Tab } from '../testing/build-world.ts';
import { loadScenario, scenarioIds } from './catalogue.ts';
import { openScenario, type Scenario, ScenarioSchema } from './scenario.ts';

/** The demo is laid out back from whatever moment it is first opened at. */
const OPENINGS_OF_NOW = ['2026-01-03T00:00:00Z', '2026-03-31T23:59:59Z', '2028-02-29T12:00:00Z'];

function openingsOf({ opensAt }: Scenario): string[] {
  return opensAt === 'now' ? OPENINGS_OF_NOW : [opensAt];
}

async function openingTab(id: string, at?: string): Promise<Tab> {
  return openTab({ scenario: await loadScenario(id), ...(at && { at }) });
}

test.each([
  'demo',
  'used-1000',
  'fresh-cycle',
  'nearly-out',
  'exhausted',
  'voice-only',
  'yearly',
  'anchor-31',
  'leap-day',
  'before-reset',
  'dst',
  'upgraded-keep',
  'upgraded-restart',
  'past-due',
  'canceling',
  'price-change',
  'quote-expired',
  'new-account',
  'studio',
])('There is a scenario %s', (id) => {
  expect(scenarioIds).toContain(id);
});

describe.each(scenarioIds)('Scenario %s', (id) => {
  test('is named after its file, and tells whoever opens it what it is', async () => {
    const scenario = await loadScenario(id);
    expect(scenario.id).toBe(id);
    expect(scenario.title).not.toBe('');
    expect(scenario.story).toMatch(/^[^\n]+\.$/);
    expect(v.is(ScenarioSchema, { ...scenario, prompt: 'a fox' })).toBe(false);
  });

  test('happens in order, before it opens, and within the subscription', async () => {
    const scenario = await loadScenario(id);
    for (const openedAt of openingsOf(scenario)) {
      expect(canonicalInstant(openedAt)).toBe(openedAt);
      const { start, events } = openScenario(scenario, openedAt, catalogue);
      const moments = [start.anchor, ...events.map(({ at }) => at), openedAt];
      expect(moments).toEqual(moments.toSorted());
      expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    }
  });

  test('does only what the customer could have done: tools of the plan, upgrades that are, never more than is left', async () => {
    const scenario = await loadScenario(id);
    for (const openedAt of openingsOf(scenario)) {
      const { start, events } = openScenario(scenario, openedAt, catalogue);
      const state = startBilling(start);
      for (const event of events) {
        advanceTo(state, event.at);
        expect(['active', 'canceling']).toContain(statusOf(state));
        expectAllowed(state, event);
        applyEvent(state, event);
        expect(usedOf(state)).toBeLessThanOrEqual(state.allowance);
      }
    }
  });

  test('ends, or waits for a payment, only where a billing period does', async () => {
    const scenario = await loadScenario(id);
    for (const openedAt of openingsOf(scenario)) {
      const { start, events } = openScenario(scenario, openedAt, catalogue);
      const state = startBilling(start);
      for (const event of events) applyEvent(state, event);
      const { anchor, interval, endsAt, pastDueSince } = state.subscription;
      for (const moment of [endsAt, pastDueSince].filter((at) => at !== null)) {
        expect(periodAt(anchor, moment, interval).start).toBe(moment);
      }
    }
  });

  test('opens, and answers every question with something whole', async () => {
    const tab = await openingTab(id);
    const balance = await tab.read(BalanceSchema, '/v1/balance');
    expect(balance.used + balance.remaining).toBe(balance.allowance);
    const subscription = await tab.read(SubscriptionSchema, '/v1/subscription');
    expect(subscription.creditCycle).toEqual(balance.cycle);
    const [current] = await tab.read(CyclesSchema, '/v1/cycles');
    expect(current).toMatchObject({ ...balance.cycle, used: balance.used, expired: null });
    const page = await tab.read(LedgerPageSchema, '/v1/ledger?limit=200');
    expect(page.entries.length === 200).toBe(page.nextCursor !== null);
  });
});

/** A plan change is allowed if its quote was, the event before it. */
function expectAllowed({ subscription }: BillingState, event: BillingEvent): void {
  if (event.kind === 'generation') {
    expect(subscription.plan.tools).toContain(event.request.tool);
    expect(event.voiceName !== undefined).toBe(event.request.tool === 'voice-clone');
  }
  if (event.kind === 'quote') {
    expect(upgradeBarrier(subscription.plan, event.quote.plan, subscription.interval)).toBeNull();
  }
}

describe('As its story has it,', () => {
  const balanceOf = (tab: Tab) => tab.read(BalanceSchema, '/v1/balance');
  const subscriptionOf = (tab: Tab) => tab.read(SubscriptionSchema, '/v1/subscription');
  const entriesOf = async (tab: Tab, query = '') =>
    (await tab.read(LedgerPageSchema, `/v1/ledger?limit=200${query}`)).entries;

  test('demo is AI Suite 40K by the month in mid-cycle, with a lively history behind it, whenever it is opened', async () => {
    for (const at of OPENINGS_OF_NOW) {
      const tab = await openingTab('demo', at);
      const { plan, interval, creditCycle, status } = await subscriptionOf(tab);
      expect({ plan: plan.id, interval, status }).toEqual({
        plan: 'ai-suite-40000',
        interval: 'month',
        status: 'active',
      });
      const share =
        (epochMs(at) - epochMs(creditCycle.start)) / (epochMs(creditCycle.end) - epochMs(creditCycle.start));
      expect(share).toBeGreaterThan(0.3);
      expect(share).toBeLessThan(0.8);
      const entries = await entriesOf(tab);
      expect(entries.length).toBeGreaterThan(40);
      expect(entries.filter(({ kind }) => kind === 'reset').length).toBeGreaterThanOrEqual(2);
      expect(Object.keys((await balanceOf(tab)).usedByTool).length).toBeGreaterThanOrEqual(4);
    }
  });

  test('used-1000 has exactly 1,000 used, and AI Suite 240K costs -16.66 + 76.66 = 60.00', async () => {
    const tab = await openingTab('used-1000');
    expect(await balanceOf(tab)).toMatchObject({
      used: 1000,
      remaining: 39_000,
      asOf: '2026-04-21T09:00:00Z',
      resetsAt: '2026-05-01T09:00:00Z',
    });
    expect(await subscriptionOf(tab)).toMatchObject({
      plan: { id: 'ai-suite-40000' },
      interval: 'month',
      anchor: '2026-04-01T09:00:00Z',
    });
    const quote = await tab.quote('ai-suite-240000');
    expect(quote.lines.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ['unused-time', -1666],
      ['remaining-time', 7666],
    ]);
    expect(quote).toMatchObject({ dueNowMinor: 6000, currency: 'USD', remaining: 239_000 });
  });

  test('fresh-cycle has nothing used, forty seconds after what was left expired', async () => {
    const tab = await openingTab('fresh-cycle');
    expect(await balanceOf(tab)).toMatchObject({ used: 0, remaining: 40_000, asOf: '2026-05-10T08:30:40Z' });
    const [newest] = await entriesOf(tab);
    expect(newest).toMatchObject({ kind: 'reset', at: '2026-05-10T08:30:00Z', balanceAfter: 40_000 });
  });

  test('nearly-out has 540 left', async () => {
    expect(await balanceOf(await openingTab('nearly-out'))).toMatchObject({ used: 39_460, remaining: 540 });
  });

  test('exhausted has used all 40,000, and a single credit more names the plan that has it', async () => {
    const tab = await openingTab('exhausted');
    expect(await balanceOf(tab)).toMatchObject({ used: 40_000, remaining: 0 });
    expect(await tab.generate(speech(1), 'key-1')).toMatchObject({
      status: 402,
      body: { code: 'insufficient_credits', required: 1, remaining: 0, planId: 'ai-suite-240000' },
    });
  });

  test('voice-only is AI Starter 7.5K, whose tools are the three of the voice', async () => {
    const { plan } = await subscriptionOf(await openingTab('voice-only'));
    expect(plan).toEqual(planOf('ai-starter-7500'));
    expect(plan.tools).toEqual(['text-to-speech', 'voice-clone', 'speech-to-speech']);
  });

  test('yearly resets its credits and is charged at two different moments', async () => {
    const { interval, nextCharge, upcoming } = await subscriptionOf(await openingTab('yearly'));
    expect(interval).toBe('year');
    expect(upcoming.resets[0]).toBe('2026-07-14T16:45:00Z');
    expect(nextCharge).toEqual({ at: '2026-11-14T16:45:00Z', amountMinor: 47_988, currency: 'USD' });
  });

  test('anchor-31 resets on 28 February, then on 31 March again', async () => {
    const tab = await openingTab('anchor-31', '2026-03-31T09:30:00Z');
    const resets = (await entriesOf(tab, '&kind=reset')).map(({ at }) => at);
    expect(resets).toEqual(['2026-03-31T09:30:00Z', '2026-02-28T09:30:00Z']);
    expect((await balanceOf(tab)).resetsAt).toBe('2026-04-30T09:30:00Z');
  });

  test('leap-day is charged on 28 February, and on the 29th in a leap year', async () => {
    const { anchor, upcoming } = await subscriptionOf(await openingTab('leap-day'));
    expect(anchor).toBe('2024-02-29T12:00:00Z');
    expect(upcoming.charges.slice(0, 2).map(({ at }) => at)).toEqual([
      '2027-02-28T12:00:00Z',
      '2028-02-29T12:00:00Z',
    ]);
  });

  test('before-reset has a minute to go, and 12,480 credits about to expire', async () => {
    const { asOf, resetsAt, remaining } = await balanceOf(await openingTab('before-reset'));
    expect(epochMs(resetsAt ?? '') - epochMs(asOf)).toBe(60_000);
    expect(remaining).toBe(12_480);
  });

  test('dst resets in the night in which New York puts its clocks forward', async () => {
    const tab = await openingTab('dst');
    expect((await tab.get('/v1/account')).body).toMatchObject({ timeZone: 'America/New_York' });
    expect((await balanceOf(tab)).resetsAt).toBe('2026-03-08T07:30:00Z');
  });

  test('upgraded-keep went from 40,000 to 240,000 and kept its renewal', async () => {
    const tab = await openingTab('upgraded-keep');
    const [change] = await entriesOf(tab, '&kind=plan-change');
    expect(change).toMatchObject({ policy: 'keep-anchor', from: 'ai-suite-40000', to: 'ai-suite-240000' });
    expect(await subscriptionOf(tab)).toMatchObject({ version: 2, anchor: '2026-05-05T08:00:00Z' });
    expect(await balanceOf(tab)).toMatchObject({ allowance: 240_000, resetsAt: '2026-07-05T08:00:00Z' });
  });

  test('upgraded-restart began anew at its upgrade', async () => {
    const tab = await openingTab('upgraded-restart');
    const [change] = await entriesOf(tab, '&kind=plan-change');
    expect(change).toMatchObject({ policy: 'restart-anchor', at: '2026-06-15T20:00:00Z' });
    expect(await subscriptionOf(tab)).toMatchObject({
      version: 2,
      anchor: '2026-06-15T20:00:00Z',
      nextCharge: { at: '2026-07-15T20:00:00Z' },
    });
    expect(await balanceOf(tab)).toMatchObject({ allowance: 40_000, resetsAt: '2026-07-15T20:00:00Z' });
  });

  test('past-due shows its balance, and neither spends, upgrades nor resets', async () => {
    const tab = await openingTab('past-due', '2026-07-10T14:00:00Z');
    const { remaining, resetsAt } = await balanceOf(tab);
    expect(remaining).toBeGreaterThan(0);
    expect(resetsAt).toBeNull();
    expect(await tab.generate(speech(1), 'key-1')).toMatchObject({
      status: 402,
      body: { code: 'subscription_past_due' },
    });
    const reply = await tab.ask('POST', '/v1/upgrade-quotes', { body: { planId: 'ai-suite-240000' } });
    expect(reply).toMatchObject({ status: 402, body: { code: 'subscription_past_due' } });
    const [reset] = await entriesOf(tab, '&kind=reset');
    expect(reset?.at).toBe('2026-05-10T14:00:00Z');
  });

  test('canceling may spend, and ends instead of renewing', async () => {
    const tab = await openingTab('canceling');
    expect(await subscriptionOf(tab)).toMatchObject({
      status: 'canceling',
      nextCharge: null,
      billingPeriod: { end: '2026-07-03T11:00:00Z' },
      upcoming: { resets: [], charges: [] },
    });
    expect((await tab.generate(speech(1), 'key-1')).status).toBe(201);
    const ended = await openingTab('canceling', '2026-07-03T11:00:00Z');
    expect(await subscriptionOf(ended)).toMatchObject({ status: 'ended' });
    expect(await balanceOf(ended)).toMatchObject({ remaining: 0 });
  });

  test('price-change is a minute before the card of 2026', async () => {
    const scenario = await loadScenario('price-change');
    const clock = buildMachineClock();
    const tab = openTab({ scenario, clock });
    expect((await tab.get('/v1/rate-card')).body).toMatchObject({ version: '2025-11' });
    clock.turn(60);
    expect((await tab.get('/v1/rate-card')).body).toMatchObject({ version: '2026-01' });
  });

  test('quote-expired gives quotes for forty seconds, until the cycle ends', async () => {
    const { at, expiresAt } = await (await openingTab('quote-expired')).quote('ai-suite-240000');
    expect([at, expiresAt]).toEqual(['2026-05-20T11:59:20Z', '2026-05-20T12:00:00Z']);
  });

  test('studio has a million entries: 24 resets, 25 cycles, each within its 240,000 credits', async () => {
    const tab = await openingTab('studio');
    const [newest] = await entriesOf(tab);
    expect(newest).toMatchObject({ id: 'gen-999976', kind: 'generation' });
    expect((await entriesOf(tab, '&cursor=1'))[0]).toMatchObject({ id: 'gen-000001' });
    expect(await entriesOf(tab, '&kind=reset')).toHaveLength(24);
    expect((await entriesOf(tab, '&q=gen-500000')).map(({ id }) => id)).toEqual(['gen-500000']);

    const cycles = await tab.read(CyclesSchema, '/v1/cycles');
    expect(cycles).toHaveLength(25);
    for (const { used, expired, allowance } of cycles.slice(1)) {
      expect(allowance).toBe(240_000);
      expect(used + (expired ?? 0)).toBe(240_000);
    }
    const usage = await tab.read(
      UsageSchema,
      '/v1/usage?from=2025-11-03T08:00:00Z&to=2027-11-17T15:30:00Z&timeZone=Asia/Kathmandu',
    );
    const sumOf = (figures: number[]) => figures.reduce((sum, figure) => sum + figure, 0);
    expect(sumOf(usage.map(({ count }) => count))).toBe(999_976);
    expect(sumOf(usage.map(({ credits }) => credits))).toBe(sumOf(cycles.map(({ used }) => used)));
  });

  test('studio goes on like any other: it spends, upgrades and resets, and can be opened at any moment of its past', async () => {
    const scenario = await loadScenario('studio');
    const clock = buildMachineClock();
    const tab = openTab({ scenario, clock });
    const before = await balanceOf(tab);
    expect(await tab.generate(speech(100), 'key-1')).toMatchObject({
      status: 201,
      body: { entry: { id: 'gen-999977' }, balance: { used: before.used + 100 } },
    });
    const quote = await tab.quote('max-pro-240000');
    expect((await tab.confirm(quote.id, 'key-2')).status).toBe(201);
    clock.turn(31 * 86_400);
    expect((await entriesOf(tab)).slice(0, 4)).toMatchObject([
      { id: 'reset-2027-12-17T15:30:00Z', expired: 240_000 - before.used - 100 },
      { id: 'upg-999979', usedCarried: before.used + 100 },
      { id: 'gen-999977', credits: 100 },
      { id: 'gen-999976' },
    ]);

    const past = openTab({ scenario, at: '2026-02-03T08:00:00Z' });
    expect((await entriesOf(past))[0]).toMatchObject({ id: 'reset-2026-02-03T08:00:00Z' });
    expect(await balanceOf(past)).toMatchObject({ used: 0, remaining: 240_000, usedByTool: {} });
    expect(await past.read(CyclesSchema, '/v1/cycles')).toHaveLength(4);
  });

  test('new-account has all of its credits and no history', async () => {
    const tab = await openingTab('new-account');
    expect(await balanceOf(tab)).toMatchObject({ used: 0, remaining: 40_000, usedByTool: {} });
    expect(await entriesOf(tab)).toEqual([]);
    expect(await tab.read(CyclesSchema, '/v1/cycles')).toHaveLength(1);
  });
});
