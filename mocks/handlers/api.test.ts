import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  AccountSchema,
  BalanceSchema,
  CyclesSchema,
  GenerationReplySchema,
  LedgerPageSchema,
  PlansSchema,
  ProblemSchema,
  QuoteSchema,
  SubscriptionSchema,
  UpgradeReplySchema,
  UsageSchema,
} from '../../src/api/schemas.ts';
import { RateCardSchema } from '../../src/estimator/index.ts';
import { catalogue } from '../data/catalogue.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { buildMachineClock, buildScenario, openTab, speech } from '../testing/build-world.ts';

const subscription = buildScenario().subscription;
const VEO = {
  request: {
    tool: 'text-to-video',
    model: 'Veo 3.1',
    audio: true,
    aspect: '16:9',
    resolution: '1080p',
    duration: 8,
  },
  credits: 4000,
  rateCardVersion: '2026-01',
};

/** So many of 40,000 credits are used, a day before the opening. */
function withUsed(credits: number, changes: Partial<Scenario['subscription']> = {}): Scenario {
  return buildScenario({
    subscription: { ...subscription, ...changes },
    events: [{ at: '2026-04-20T09:00:00Z', generate: speech(credits).request }],
  });
}

const usedOf = async (tab: ReturnType<typeof openTab>) => (await tab.read(BalanceSchema, '/v1/balance')).used;

describe('GET', () => {
  test('/v1/account is who it is about, with the voices cloned so far', async () => {
    const scenario = buildScenario({
      account: { name: 'Ada Okafor', email: 'ada@example.com', locale: 'en-NP', timeZone: 'Asia/Kathmandu' },
    });
    const tab = openTab({ scenario });
    const account = {
      id: 'customer-built',
      name: 'Ada Okafor',
      email: 'ada@example.com',
      locale: 'en-NP',
      timeZone: 'Asia/Kathmandu',
    };
    expect(await tab.read(AccountSchema, '/v1/account')).toEqual({ ...account, clonedVoices: [] });
    const clone = { request: { tool: 'voice-clone' }, credits: 500, rateCardVersion: '2026-01' };
    await tab.generate({ ...clone, voiceName: 'Ada reading' }, 'key-1');
    expect(await tab.read(AccountSchema, '/v1/account')).toEqual({
      ...account,
      clonedVoices: [{ id: 'voice-000001', name: 'Ada reading' }],
    });
  });

  test('/v1/subscription', async () => {
    const tab = openTab({ at: '2026-04-21T09:00:00Z' });
    expect(await tab.read(SubscriptionSchema, '/v1/subscription')).toMatchObject({
      version: 1,
      status: 'active',
      plan: { id: 'ai-suite-40000', name: 'AI Suite Starter 40K' },
      interval: 'month',
      anchor: '2026-04-01T09:00:00Z',
      nextCharge: { at: '2026-05-01T09:00:00Z', amountMinor: 4999, currency: 'USD' },
      upcoming: { resets: { length: 12 }, charges: { length: 12 } },
    });
    expect((await tab.get('/v1/subscription')).body).not.toHaveProperty('plan.upgrade');
  });

  test('/v1/balance', async () => {
    const tab = openTab({ scenario: withUsed(1000), at: '2026-04-21T09:00:00Z' });
    expect((await tab.get('/v1/balance')).body).toEqual({
      allowance: 40_000,
      used: 1000,
      remaining: 39_000,
      usedByTool: { 'text-to-speech': 1000 },
      cycle: { start: '2026-04-01T09:00:00Z', end: '2026-05-01T09:00:00Z' },
      resetsAt: '2026-05-01T09:00:00Z',
      asOf: '2026-04-21T09:00:00Z',
    });
  });

  test('/v1/cycles begins with the one that runs', async () => {
    const tab = openTab({ scenario: withUsed(1000), at: '2026-05-01T09:00:00Z' });
    expect(await tab.read(CyclesSchema, '/v1/cycles')).toMatchObject([
      { start: '2026-05-01T09:00:00Z', used: 0, expired: null },
      { start: '2026-04-01T09:00:00Z', used: 1000, expired: 39_000 },
    ]);
  });

  test('/v1/plans offers all six, and says which are upgrades', async () => {
    const plans = await openTab().read(PlansSchema, '/v1/plans');
    expect(plans.map(({ upgrade: _, ...plan }) => plan)).toEqual(catalogue.plans);
    expect(plans.filter(({ upgrade }) => upgrade.allowed).map(({ id }) => id)).toEqual([
      'ai-suite-240000',
      'max-pro-40000',
      'max-pro-240000',
    ]);
    expect(plans.map(({ upgrade }) => upgrade.reason ?? null)).toEqual([
      'fewer-credits',
      'fewer-credits',
      'current-plan',
      null,
      null,
      null,
    ]);
  });

  test('an unknown path under /v1, or a known one by another method, is 404', async () => {
    const tab = openTab();
    for (const [method, path] of [
      ['GET', '/v1/moon'],
      ['GET', '/v1/'],
      ['POST', '/v1/balance'],
      ['DELETE', '/v1/ledger'],
      ['GET', '/v1/generations'],
    ] as const) {
      const reply = await tab.ask(method, path);
      expect(reply.headers.get('Content-Type')).toBe('application/problem+json');
      expect(v.parse(ProblemSchema, reply.body)).toMatchObject({ status: 404, code: 'not_found' });
    }
  });
});

describe('GET /v1/rate-card', () => {
  const newYear = buildScenario({
    opensAt: '2025-12-31T23:59:59Z',
    subscription: { ...subscription, anchor: '2025-12-12T10:00:00Z' },
  });

  test('is the card in force: that of 2025-11 to the last second of the year, then that of 2026-01', async () => {
    const clock = buildMachineClock();
    const tab = openTab({ scenario: newYear, clock });
    expect(await tab.read(RateCardSchema, '/v1/rate-card')).toMatchObject({ version: '2025-11' });
    clock.turn(1);
    expect(await tab.read(RateCardSchema, '/v1/rate-card')).toEqual(catalogue.rateCards[1]);
  });

  test('is 304 without a body to who has it, and whole again when the next is in force', async () => {
    const clock = buildMachineClock();
    const tab = openTab({ scenario: newYear, clock });
    const etag = (await tab.get('/v1/rate-card')).headers.get('ETag') ?? '';
    const known = await tab.get('/v1/rate-card', { 'If-None-Match': etag });
    expect(known).toMatchObject({ status: 304, text: '' });
    expect(known.headers.get('ETag')).toBe(etag);
    expect(known.headers.get('As-Of')).toBe('2025-12-31T23:59:59Z');
    clock.turn(1);
    const next = await tab.get('/v1/rate-card', { 'If-None-Match': etag });
    expect(next).toMatchObject({ status: 200, body: { version: '2026-01' } });
    expect(next.headers.get('ETag')).not.toBe(etag);
  });

  test('by version is any card, past, present or to come', async () => {
    const tab = openTab({ scenario: newYear });
    for (const version of ['2025-11', '2026-01']) {
      const reply = await tab.get(`/v1/rate-cards/${version}`);
      expect(reply).toMatchObject({ status: 200, body: { version } });
      const etag = reply.headers.get('ETag') ?? '';
      expect((await tab.get(`/v1/rate-cards/${version}`, { 'If-None-Match': etag })).status).toBe(304);
    }
    expect(await tab.get('/v1/rate-cards/2031-01')).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
  });
});

describe('GET /v1/usage', () => {
  const scenario = buildScenario({
    events: [
      { at: '2026-04-10T06:59:59Z', generate: speech(1).request },
      { at: '2026-04-10T07:00:00Z', generate: speech(2).request },
      { at: '2026-04-10T09:59:59Z', generate: speech(4).request },
      { at: '2026-04-10T10:00:00Z', generate: speech(8).request },
      { at: '2026-04-10T18:14:59Z', generate: speech(16).request },
      { at: '2026-04-10T18:15:00Z', generate: speech(32).request },
    ],
  });

  test.each([
    ['UTC', { '2026-04-10': 63 }],
    ['America/Los_Angeles', { '2026-04-09': 1, '2026-04-10': 62 }],
    ['Pacific/Kiritimati', { '2026-04-10': 7, '2026-04-11': 56 }],
    ['Asia/Kathmandu', { '2026-04-10': 31, '2026-04-11': 32 }],
  ])('is by the days of %s', async (timeZone, days) => {
    const query = new URLSearchParams({ from: '2026-04-01T00:00:00Z', to: '2026-05-01T00:00:00Z', timeZone });
    const rows = await openTab({ scenario }).read(UsageSchema, `/v1/usage?${query}`);
    expect(Object.fromEntries(rows.map(({ day, credits }) => [day, credits]))).toEqual(days);
  });

  test('is half-open, takes any ISO 8601 instant, and is by UTC unless told', async () => {
    const query = new URLSearchParams({
      from: '2026-04-10T12:45:00+05:45',
      to: '2026-04-10T18:14:59.999Z',
    });
    expect(await openTab({ scenario }).read(UsageSchema, `/v1/usage?${query}`)).toEqual([
      { day: '2026-04-10', tool: 'text-to-speech', model: 'Cartesia', credits: 14, count: 3 },
    ]);
  });

  test.each([
    ['no `from`', 'to=2026-05-01T00:00:00Z', 'from'],
    ['no `to`', 'from=2026-04-01T00:00:00Z', 'to'],
    ['a day for an instant', 'from=2026-04-01&to=2026-05-01T00:00:00Z', 'from'],
    ['a local time', 'from=2026-04-01T00:00:00&to=2026-05-01T00:00:00Z', 'from'],
    ['a 30 February', 'from=2026-02-30T00:00:00Z&to=2026-05-01T00:00:00Z', 'from'],
    ['a moment after the year 9999', 'from=2026-04-01T00:00:00Z&to=9999-12-31T23:59:59-01:00', 'to'],
    ['no zone', 'from=2026-04-01T00:00:00Z&to=2026-05-01T00:00:00Z&timeZone=Europe/Atlantis', 'timeZone'],
  ])('refuses %s, and names it', async (_, query, field) => {
    expect(await openTab().get(`/v1/usage?${query}`)).toMatchObject({
      status: 422,
      body: { code: 'invalid_request', detail: expect.stringContaining(field) },
    });
  });
});

describe('GET /v1/ledger', () => {
  const scenario = buildScenario({
    events: Array.from({ length: 250 }, (_, n) => ({
      at: `2026-04-1${Math.floor(n / 60)}T10:${String(n % 60).padStart(2, '0')}:00Z`,
      generate: speech(1).request,
    })),
  });

  test('gives 50 unless told, 1 to 200 when told, and a cursor while there are more', async () => {
    const tab = openTab({ scenario });
    const lengthOf = async (query: string) => {
      const { entries, nextCursor } = await tab.read(LedgerPageSchema, `/v1/ledger${query}`);
      return [entries.length, nextCursor !== null];
    };
    expect(await lengthOf('')).toEqual([50, true]);
    expect(await lengthOf('?limit=1')).toEqual([1, true]);
    expect(await lengthOf('?limit=200')).toEqual([200, true]);
    const { nextCursor } = await tab.read(LedgerPageSchema, '/v1/ledger?limit=200');
    expect(await lengthOf(`?limit=200&cursor=${nextCursor}`)).toEqual([50, false]);
  });

  test('Page by page every entry comes once, newest first, while others are spent in between', async () => {
    const tab = openTab({ scenario });
    const ids: string[] = [];
    let next = '/v1/ledger?limit=60';
    for (let page = 1; next !== ''; page += 1) {
      const { entries, nextCursor } = await tab.read(LedgerPageSchema, next);
      ids.push(...entries.map(({ id }) => id));
      next = nextCursor === null ? '' : `/v1/ledger?limit=60&cursor=${nextCursor}`;
      expect((await tab.generate(speech(1), `key-${page}`)).status).toBe(201);
    }
    expect(ids).toEqual(Array.from({ length: 250 }, (_, n) => `gen-${String(250 - n).padStart(6, '0')}`));
  });

  test('narrows by kind, tool, model, from, to and q together', async () => {
    const tab = openTab({ scenario, at: '2026-05-01T09:00:00Z' });
    const lengthOf = async (query: object) => {
      const search = new URLSearchParams({ limit: '200', ...query });
      return (await tab.read(LedgerPageSchema, `/v1/ledger?${search}`)).entries.length;
    };
    const hour = { from: '2026-04-10T10:00:00Z', to: '2026-04-10T11:00:00Z' };
    expect(await lengthOf(hour)).toBe(60);
    expect(await lengthOf({ ...hour, from: '2026-04-10T15:45:00+05:45' })).toBe(60);
    expect(await lengthOf({ kind: 'reset' })).toBe(1);
    expect(await lengthOf({ ...hour, tool: 'text-to-speech', model: 'Cartesia', q: 'GEN-00001' })).toBe(10);
    expect(await lengthOf({ ...hour, tool: 'voice-clone' })).toBe(0);
  });

  test.each([
    'limit=0',
    'limit=201',
    'limit=-1',
    'limit=1.5',
    'limit=many',
    'limit=',
    'cursor=first',
    'cursor=-1',
    'kind=gift',
    'from=yesterday',
    'to=2026-04-31T00:00:00Z',
  ])('refuses %s, and names it', async (query) => {
    expect(await openTab({ scenario }).get(`/v1/ledger?${query}`)).toMatchObject({
      status: 422,
      body: { code: 'invalid_request', detail: expect.stringContaining(query.split('=')[0] ?? '') },
    });
  });
});

describe('POST /v1/generations', () => {
  test('charges once, answers with the entry and the balance after it, and the balance says the same', async () => {
    const tab = openTab({ scenario: withUsed(1000) });
    const reply = await tab.generate(VEO, 'key-1');
    expect(reply.status).toBe(201);
    const { entry, balance } = v.parse(GenerationReplySchema, reply.body);
    expect(entry).toMatchObject({
      id: 'gen-000002',
      at: '2026-04-21T09:00:00Z',
      kind: 'generation',
      credits: 4000,
      balanceAfter: 35_000,
      request: VEO.request,
      rateCardVersion: '2026-01',
      derivation: { quantity: 1, unit: 'generation', unitSize: 1, units: 1, creditsPerUnit: 4000 },
    });
    expect(balance).toMatchObject({ used: 5000, remaining: 35_000 });
    expect(await tab.read(BalanceSchema, '/v1/balance')).toEqual(balance);
    const { entries } = await tab.read(LedgerPageSchema, '/v1/ledger?limit=1');
    expect(entries).toEqual([entry]);
  });

  interface Refused {
    body: object;
    key?: string;
    changes?: Partial<Scenario['subscription']>;
    status: number;
    problem: object;
  }

  const voiceOnly = { planId: 'ai-starter-7500' };
  const pastDueSince = '2026-04-21T09:00:00Z';
  const allWrong = { ...VEO, prompt: 'a fox', credits: 1 };

  test.each<[string, Refused]>([
    [
      'the key is missing',
      {
        body: allWrong,
        changes: { ...voiceOnly, pastDueSince },
        status: 400,
        problem: { code: 'idempotency_key_missing' },
      },
    ],
    [
      'a payment is missing',
      {
        body: allWrong,
        key: 'key-1',
        changes: { ...voiceOnly, pastDueSince },
        status: 402,
        problem: { code: 'subscription_past_due' },
      },
    ],
    [
      'the tool is not in the plan',
      {
        body: allWrong,
        key: 'key-1',
        changes: voiceOnly,
        status: 403,
        problem: { code: 'tool_not_in_plan' },
      },
    ],
    [
      'the request holds a prompt',
      { body: allWrong, key: 'key-1', status: 422, problem: { code: 'invalid_request' } },
    ],
    [
      'the figure is not the price',
      {
        body: { ...VEO, credits: 3999 },
        key: 'key-1',
        status: 409,
        problem: {
          code: 'price_changed',
          estimate: { ok: true, credits: 4000, rateCardVersion: '2026-01', units: 1, creditsPerUnit: 4000 },
        },
      },
    ],
    [
      '501 of 4,000 credits are left',
      {
        body: VEO,
        key: 'key-1',
        status: 402,
        problem: {
          code: 'insufficient_credits',
          required: 4000,
          remaining: 501,
          planId: 'ai-suite-240000',
        },
      },
    ],
  ])('Checked in this order, and nothing is charged: %s', async (_, refused) => {
    const used = refused.changes?.planId === 'ai-starter-7500' ? 6999 : 39_499;
    const tab = openTab({ scenario: withUsed(used, refused.changes) });
    const before = (await tab.get('/v1/ledger')).text;
    const reply = await tab.ask('POST', '/v1/generations', {
      ...refused,
      headers: { 'X-Request-Id': 'request-19' },
    });
    expect(reply.status).toBe(refused.status);
    expect(reply.headers.get('Content-Type')).toBe('application/problem+json');
    expect(v.parse(ProblemSchema, reply.body)).toMatchObject({
      ...refused.problem,
      status: refused.status,
      requestId: 'request-19',
      detail: expect.any(String),
    });
    expect(await usedOf(tab)).toBe(used);
    expect((await tab.get('/v1/ledger')).text).toBe(before);
  });

  test('A key that has charged is answered before anything else is checked, also when nothing could be bought any more', async () => {
    const clock = buildMachineClock();
    const scenario = withUsed(36_000, { pastDueSince: '2026-04-21T10:00:00Z' });
    const tab = openTab({ scenario, clock });
    const original = await tab.generate(VEO, 'key-1');
    expect(original.status).toBe(201);
    expect((await tab.generate(VEO, 'key-1')).text).toBe(original.text);
    clock.turn(3600);
    expect(await tab.generate(VEO, 'key-1')).toMatchObject({ status: 201, text: original.text });
    expect(await tab.generate(VEO, 'key-2')).toMatchObject({
      status: 402,
      body: { code: 'subscription_past_due' },
    });
  });

  test('The same key and body get the same reply and charge once: at once, after others, after a reload, after a reset', async () => {
    const clock = buildMachineClock();
    const setting = { store: createMemoryStore(), clock };
    const tab = openTab(setting);
    const original = await tab.generate(speech(100), 'key-1');
    expect(await tab.generate(speech(100), 'key-1')).toMatchObject({ status: 201, text: original.text });
    await tab.generate(speech(7), 'key-2');
    expect(await tab.generate(speech(100), 'key-1')).toMatchObject({ status: 201, text: original.text });
    const reloaded = openTab(setting);
    expect(await reloaded.generate(speech(100), 'key-1')).toMatchObject({ status: 201, text: original.text });
    expect(await usedOf(reloaded)).toBe(107);
    clock.turn(11 * 86_400);
    expect(await reloaded.generate(speech(100), 'key-1')).toMatchObject({ status: 201, text: original.text });
    expect(await usedOf(reloaded)).toBe(0);
  });

  test('A charge said twice at the same time is one charge with one reply', async () => {
    const store = createMemoryStore();
    const replies = await Promise.all(
      [openTab({ store }), openTab({ store })].map((tab) => tab.generate(VEO, 'key-1')),
    );
    expect(replies.map(({ status }) => status)).toEqual([201, 201]);
    expect(replies[1]?.text).toBe(replies[0]?.text);
    expect(await usedOf(openTab({ store }))).toBe(4000);
  });

  test('The same key with another body is refused and charges nothing', async () => {
    const tab = openTab();
    await tab.generate(speech(100), 'key-1');
    expect(await tab.generate(speech(101), 'key-1')).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
    const quote = await tab.quote('ai-suite-240000');
    expect(await tab.confirm(quote.id, 'key-1')).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
    expect(await usedOf(tab)).toBe(100);
  });

  test('A refusal is not remembered: the same key may agree to the new price', async () => {
    const tab = openTab();
    expect((await tab.generate({ ...VEO, credits: 1 }, 'key-1')).status).toBe(409);
    expect((await tab.generate(VEO, 'key-1')).status).toBe(201);
    expect(await usedOf(tab)).toBe(4000);
  });

  test('Two tabs spend the last 4,000 credits at once: one wins, the other is told that 0 are left', async () => {
    const setting = { scenario: withUsed(36_000), store: createMemoryStore() };
    const [here, there] = [openTab(setting), openTab(setting)];
    const replies = await Promise.all([here.generate(VEO, 'key-1'), there.generate(VEO, 'key-2')]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 402]);
    expect(replies.find(({ status }) => status === 402)?.body).toMatchObject({
      code: 'insufficient_credits',
      required: 4000,
      remaining: 0,
    });
    for (const tab of [here, there]) expect(await usedOf(tab)).toBe(40_000);
  });

  test('Over midnight of the new year: a figure that changed waits for consent, one that did not goes through', async () => {
    const clock = buildMachineClock();
    const scenario = buildScenario({
      opensAt: '2025-12-31T23:59:59Z',
      subscription: { ...subscription, anchor: '2025-12-12T10:00:00Z' },
    });
    const tab = openTab({ scenario, clock });
    const script = {
      request: { tool: 'text-to-speech', model: 'Eleven Multilingual v2', characters: 1234 },
      credits: 124,
      rateCardVersion: '2025-11',
    };
    expect(await tab.generate(script, 'key-1')).toMatchObject({
      status: 201,
      body: { entry: { credits: 124, rateCardVersion: '2025-11' } },
    });
    clock.turn(1);
    expect(await tab.generate(script, 'key-2')).toMatchObject({
      status: 409,
      body: { code: 'price_changed', estimate: { credits: 247, rateCardVersion: '2026-01' } },
    });
    expect(await usedOf(tab)).toBe(124);
    expect(
      await tab.generate({ ...script, credits: 247, rateCardVersion: '2026-01' }, 'key-3'),
    ).toMatchObject({
      status: 201,
    });
    expect(await tab.generate({ ...speech(10), rateCardVersion: '2025-11' }, 'key-4')).toMatchObject({
      status: 201,
      body: { entry: { credits: 10, rateCardVersion: '2026-01' } },
    });
    expect(await usedOf(tab)).toBe(124 + 247 + 10);
  });
});

describe('POST /v1/upgrade-quotes', () => {
  test('freezes a price and changes nothing', async () => {
    const tab = openTab({ scenario: withUsed(1000) });
    const before = (await tab.get('/v1/subscription')).text;
    const reply = await tab.ask('POST', '/v1/upgrade-quotes', { body: { planId: 'ai-suite-240000' } });
    expect(reply.status).toBe(201);
    expect(v.parse(QuoteSchema, reply.body)).toMatchObject({
      at: '2026-04-21T09:00:00Z',
      expiresAt: '2026-04-21T09:10:00Z',
      policy: 'keep-anchor',
      lines: [{ amountMinor: -1666 }, { amountMinor: 7666 }],
      dueNowMinor: 6000,
      currency: 'USD',
      used: 1000,
      remaining: 239_000,
    });
    expect((await tab.get('/v1/subscription')).text).toBe(before);
    expect((await tab.get('/v1/ledger')).body).toMatchObject({ entries: { length: 1 } });
  });

  test.each([
    [{}, 422, 'invalid_request'],
    [{ planId: 'ai-suite-1' }, 422, 'invalid_request'],
    [{ planId: 'ai-suite-240000', dueNowMinor: 0 }, 422, 'invalid_request'],
    [{ planId: 'ai-suite-40000' }, 422, 'upgrade_not_allowed'],
    [{ planId: 'ai-starter-16500' }, 422, 'upgrade_not_allowed'],
  ])('refuses %j with %i %s', async (body, status, code) => {
    const reply = await openTab().ask('POST', '/v1/upgrade-quotes', { body });
    expect(reply).toMatchObject({ status, body: { code } });
  });

  test.each([
    ['past due', { pastDueSince: '2026-04-21T09:00:00Z' }, 402, 'subscription_past_due'],
    ['ended', { endsAt: '2026-05-01T09:00:00Z' }, 402, 'subscription_ended'],
  ])('refuses a subscription that is %s', async (_, changes, status, code) => {
    const tab = openTab({ scenario: withUsed(1000, changes), at: '2026-05-01T09:00:00Z' });
    const reply = await tab.ask('POST', '/v1/upgrade-quotes', { body: { planId: 'ai-suite-240000' } });
    expect(reply).toMatchObject({ status, body: { code } });
  });
});

describe('POST /v1/upgrades', () => {
  test('1,000 used, AI Suite 40K to 240K for 60.00: 239,000 left at once, both dates unchanged', async () => {
    const tab = openTab({ scenario: withUsed(1000) });
    const quote = await tab.quote('ai-suite-240000');
    const reply = await tab.confirm(quote.id, 'key-1');
    expect(reply.status).toBe(201);
    const upgraded = v.parse(UpgradeReplySchema, reply.body);
    expect(upgraded).toMatchObject({
      entry: { kind: 'plan-change', from: 'ai-suite-40000', to: 'ai-suite-240000', paidMinor: 6000 },
      subscription: { version: 2, nextCharge: { at: '2026-05-01T09:00:00Z', amountMinor: 22_999 } },
      balance: { allowance: 240_000, used: 1000, remaining: 239_000, resetsAt: '2026-05-01T09:00:00Z' },
    });
    expect(upgraded.subscription.nextCharge).toEqual(quote.nextCharge);
    expect(upgraded.balance.resetsAt).toBe(quote.resetsAt);
    expect(await tab.read(BalanceSchema, '/v1/balance')).toEqual(upgraded.balance);
    expect(await tab.read(SubscriptionSchema, '/v1/subscription')).toEqual(upgraded.subscription);
  });

  test('Restarting carries what was used before the payment, also after the quote, and resets a month after the quote', async () => {
    const clock = buildMachineClock();
    const tab = openTab({ scenario: withUsed(1000), clock });
    const quote = await tab.quote('max-pro-40000');
    clock.turn(240);
    await tab.generate(VEO, 'key-1');
    clock.turn(60);
    const upgraded = v.parse(UpgradeReplySchema, (await tab.confirm(quote.id, 'key-2')).body);
    expect(upgraded).toMatchObject({
      entry: {
        at: '2026-04-21T09:05:00Z',
        policy: 'restart-anchor',
        usedCarried: 5000,
        balanceAfter: 35_000,
      },
      subscription: { anchor: '2026-04-21T09:00:00Z' },
      balance: {
        used: 5000,
        remaining: 35_000,
        usedByTool: { 'text-to-speech': 1000, 'text-to-video': 4000 },
        cycle: { start: '2026-04-21T09:00:00Z', end: '2026-05-21T09:00:00Z' },
      },
    });
    expect(upgraded.subscription.nextCharge).toEqual(quote.nextCharge);
    expect(upgraded.balance.resetsAt).toBe(quote.resetsAt);
    const { entries } = await tab.read(LedgerPageSchema, '/v1/ledger');
    expect(entries.map(({ kind }) => kind)).toEqual(['plan-change', 'generation', 'generation']);
  });

  test('A key is required', async () => {
    const tab = openTab();
    const quote = await tab.quote('ai-suite-240000');
    const reply = await tab.ask('POST', '/v1/upgrades', { body: { quoteId: quote.id } });
    expect(reply).toMatchObject({ status: 400, body: { code: 'idempotency_key_missing' } });
    expect(await tab.read(SubscriptionSchema, '/v1/subscription')).toMatchObject({ version: 1 });
  });

  test('A quote confirmed again, under its key or another, from any tab and at any time, returns the original reply', async () => {
    const setting = { store: createMemoryStore(), clock: buildMachineClock() };
    const tab = openTab(setting);
    const quote = await tab.quote('ai-suite-240000');
    const original = await tab.confirm(quote.id, 'key-1');
    expect(original.status).toBe(201);
    await tab.generate(speech(100), 'key-2');
    expect(await tab.confirm(quote.id, 'key-1')).toMatchObject({ status: 201, text: original.text });
    expect(await tab.confirm(quote.id, 'key-3')).toMatchObject({ status: 201, text: original.text });
    setting.clock.turn(40 * 86_400);
    expect(await openTab(setting).confirm(quote.id, 'key-4')).toMatchObject({
      status: 201,
      text: original.text,
    });
    const { entries } = await tab.read(LedgerPageSchema, '/v1/ledger?kind=plan-change');
    expect(entries).toHaveLength(1);
  });

  test('Two tabs pay the same quote at once: one upgrade, one reply', async () => {
    const store = createMemoryStore();
    const [here, there] = [openTab({ store }), openTab({ store })];
    const quote = await here.quote('ai-suite-240000');
    const replies = await Promise.all([here.confirm(quote.id, 'key-1'), there.confirm(quote.id, 'key-2')]);
    expect(replies.map(({ status }) => status)).toEqual([201, 201]);
    expect(replies[1]?.text).toBe(replies[0]?.text);
    expect(await there.read(SubscriptionSchema, '/v1/subscription')).toMatchObject({ version: 2 });
  });

  test.each([
    ['ten minutes', '2026-04-21T09:00:00Z', 600, 7661 - 1665],
    ['40 seconds, when the cycle has ended', '2026-05-01T08:59:20Z', 40, 22_999 - 4999],
  ])(
    'After %s a quote is expired: a fresh one comes with the refusal, and can be paid',
    async (_, opensAt, seconds, dueNowMinor) => {
      const clock = buildMachineClock();
      const tab = openTab({ scenario: buildScenario({ opensAt }), clock });
      const quote = await tab.quote('ai-suite-240000');
      clock.turn(seconds);
      const refusal = await tab.confirm(quote.id, 'key-1');
      expect(refusal).toMatchObject({
        status: 409,
        body: { code: 'quote_expired', quote: { at: quote.expiresAt, dueNowMinor } },
      });
      expect(await tab.read(SubscriptionSchema, '/v1/subscription')).toMatchObject({ version: 1 });
      const { quote: fresh } = v.parse(ProblemSchema, refusal.body);
      expect(fresh?.id).not.toBe(quote.id);
      expect(await tab.confirm(fresh?.id ?? '', 'key-2')).toMatchObject({
        status: 201,
        body: { entry: { paidMinor: dueNowMinor } },
      });
    },
  );

  test('A quote from before another upgrade is stale: the fresh one starts from the plan that holds now', async () => {
    const store = createMemoryStore();
    const [here, there] = [openTab({ store }), openTab({ store })];
    const stale = await here.quote('max-pro-240000');
    const other = await there.quote('ai-suite-240000');
    expect((await there.confirm(other.id, 'key-1')).status).toBe(201);
    const refusal = await here.confirm(stale.id, 'key-2');
    expect(refusal).toMatchObject({
      status: 409,
      body: { code: 'quote_expired', quote: { plan: { id: 'max-pro-240000' }, dueNowMinor: 25_999 - 7666 } },
    });
    const { quote: fresh } = v.parse(ProblemSchema, refusal.body);
    expect(await here.confirm(fresh?.id ?? '', 'key-3')).toMatchObject({
      status: 201,
      body: { subscription: { version: 3 } },
    });
  });

  test('A generation between quote and payment does not stale the quote', async () => {
    const tab = openTab();
    const quote = await tab.quote('ai-suite-240000');
    await tab.generate(VEO, 'key-1');
    expect(await tab.confirm(quote.id, 'key-2')).toMatchObject({
      status: 201,
      body: { balance: { used: 4000, remaining: 236_000 } },
    });
  });

  test('An unknown quote is 404, a body without one 422', async () => {
    const tab = openTab();
    expect(await tab.confirm('quo-000009', 'key-1')).toMatchObject({
      status: 404,
      body: { code: 'quote_not_found' },
    });
    expect(await tab.ask('POST', '/v1/upgrades', { body: {}, key: 'key-1' })).toMatchObject({
      status: 422,
      body: { code: 'invalid_request' },
    });
  });
});

test('A canceled plan is spent to its end, and then nothing is left', async () => {
  const clock = buildMachineClock();
  const scenario = buildScenario({
    opensAt: '2026-05-01T08:59:59Z',
    subscription: { ...subscription, endsAt: '2026-05-01T09:00:00Z' },
  });
  const tab = openTab({ scenario, clock });
  expect(await tab.read(SubscriptionSchema, '/v1/subscription')).toMatchObject({
    status: 'canceling',
    nextCharge: null,
    upcoming: { resets: [], charges: [] },
  });
  expect((await tab.generate(VEO, 'key-1')).status).toBe(201);
  clock.turn(1);
  expect(await tab.read(SubscriptionSchema, '/v1/subscription')).toMatchObject({ status: 'ended' });
  expect(await tab.read(BalanceSchema, '/v1/balance')).toMatchObject({ allowance: 0, remaining: 0 });
  expect(await tab.generate(VEO, 'key-2')).toMatchObject({
    status: 402,
    body: { code: 'subscription_ended' },
  });
  const { entries } = await tab.read(LedgerPageSchema, '/v1/ledger?limit=1');
  expect(entries).toMatchObject([{ kind: 'reset', expired: 36_000, balanceAfter: 0 }]);
});
