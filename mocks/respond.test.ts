import { getResponse, http } from 'msw';
import { describe, expect, test } from 'vitest';
import { respondWith } from './respond.ts';
import { createMemoryStore } from './store/memory-store.ts';
import { buildMachineClock, buildWorld, openTab, speech } from './testing/build-world.ts';

const AT = '2026-04-21T09:00:00Z';

describe('Every reply', () => {
  test.each([
    ['a balance', 200, '/v1/balance'],
    ['a refusal', 422, '/v1/ledger?limit=0'],
    ['an unknown path', 404, '/v1/moon'],
  ])(
    '(%s, %i) says as of when, for whom, and that the clock is frozen, and lets other origins read it',
    async (_, status, path) => {
      const reply = await openTab({ at: AT }).get(path);
      expect(reply.status).toBe(status);
      expect(reply.headers.get('As-Of')).toBe(AT);
      expect(reply.headers.get('Customer-Id')).toBe('customer-built');
      expect(reply.headers.get('Clock')).toBe('frozen');
      const exposed = reply.headers.get('Access-Control-Expose-Headers')?.split(', ');
      expect(exposed).toEqual(expect.arrayContaining(['As-Of', 'Customer-Id', 'Clock', 'ETag']));
    },
  );

  test('says nothing of a clock that runs', async () => {
    const clock = buildMachineClock();
    const tab = openTab({ clock });
    expect((await tab.get('/v1/balance')).headers.has('Clock')).toBe(false);
    clock.turn(61);
    expect((await tab.get('/v1/balance')).headers.get('As-Of')).toBe('2026-04-21T09:01:01Z');
  });

  test('is JSON; a refusal is problem+json with a stable code, its status, and the id of its request', async () => {
    const tab = openTab();
    expect((await tab.get('/v1/balance')).headers.get('Content-Type')).toBe('application/json');

    const refusal = await tab.get('/v1/moon', { 'X-Request-Id': 'request-17' });
    expect(refusal.headers.get('Content-Type')).toBe('application/problem+json');
    expect(refusal.body).toEqual({
      type: 'about:blank',
      title: 'Not found',
      status: 404,
      code: 'not_found',
      detail: 'The billing API has no such endpoint.',
      requestId: 'request-17',
    });
    expect((await tab.get('/v1/moon')).body).toMatchObject({ requestId: null });
  });

  test('is of its own moment, however late it arrives: a voice cloned meanwhile is not in it', async () => {
    const tab = openTab({ faults: 'GET /v1/account:latency=30' });
    const account = tab.get('/v1/account');
    const clone = {
      request: { tool: 'voice-clone' },
      credits: 500,
      rateCardVersion: '2026-01',
      voiceName: 'Ada',
    };
    expect(await tab.generate(clone, 'key-1')).toMatchObject({ status: 201 });
    expect((await account).body).toMatchObject({ clonedVoices: [] });
    expect((await tab.get('/v1/account')).body).toMatchObject({ clonedVoices: [{ name: 'Ada' }] });
  });
});

test('An endpoint that fails is a 500 that charges nothing: what it had begun is not stored', async () => {
  const store = createMemoryStore();
  const failing = http.post(
    '*/v1/fails',
    respondWith(buildWorld({ store }), { rules: [], seed: '' }, ({ append, state }) => {
      append({
        kind: 'generation',
        request: { tool: 'voice-clone' },
        estimate: {
          ok: true,
          credits: 500,
          rateCardVersion: '2026-01',
          ruleId: 'clone',
          quantity: 1,
          unit: 'clone',
          unitSize: 1,
          units: 1,
          creditsPerUnit: 500,
        },
      });
      throw new Error(`The disk failed at entry ${state.entries.length}.`);
    }),
  );
  const request = new Request('http://localhost/v1/fails', {
    method: 'POST',
    headers: { 'X-Request-Id': 'request-18' },
  });
  const response = await getResponse([failing], request);
  expect(response?.status).toBe(500);
  expect(response?.headers.get('Content-Type')).toBe('application/problem+json');
  expect(await response?.json()).toMatchObject({
    code: 'internal_error',
    detail: 'The disk failed at entry 1. Send a charge again under its key: that tells whether it was made.',
    requestId: 'request-18',
  });
  expect((await openTab({ store }).get('/v1/balance')).body).toMatchObject({ used: 0 });
});

describe('A fault', () => {
  const used = async (store: ReturnType<typeof createMemoryStore>) =>
    (await openTab({ store }).get('/v1/balance')).body;

  test.each([
    [400, 'http_400'],
    [401, 'session_ended'],
    [404, 'http_404'],
    [418, 'http_418'],
    [429, 'too_many_requests'],
    [500, 'internal_error'],
    [503, 'unavailable'],
  ])(
    '%i answers so instead of the endpoint, with the code %s, and nothing is charged',
    async (status, code) => {
      const store = createMemoryStore();
      const reply = await openTab({ store, faults: `POST *:${status}` }).generate(speech(100), 'key-1');
      expect(reply.status).toBe(status);
      expect(reply.headers.get('Content-Type')).toBe('application/problem+json');
      const says = status < 500 ? 'This charged nothing.' : expect.stringContaining('again under its key');
      expect(reply.body).toMatchObject({ status, code, detail: says });
      expect(await used(store)).toMatchObject({ used: 0 });
    },
  );

  test.each([
    [429, '1'],
    [503, '1'],
    [500, null],
  ])('%i says when to come back: %s', async (status, after) => {
    const reply = await openTab({ faults: `*:${status}` }).get('/v1/balance');
    expect(reply.headers.get('Retry-After')).toBe(after);
  });

  test.each(['drop-request', 'offline'])('%s breaks the line before anything is charged', async (fault) => {
    const store = createMemoryStore();
    const reply = await openTab({ store, faults: `POST *:${fault}` }).generate(speech(100), 'key-1');
    expect(reply.lost).toBe(true);
    expect(await used(store)).toMatchObject({ used: 0 });
  });

  test('drop-reply breaks it after the charge; the same key then gets the reply, and there is one charge', async () => {
    const store = createMemoryStore();
    const tab = openTab({ store, faults: 'POST /v1/generations:drop-reply:1' });
    expect((await tab.generate(speech(100), 'key-1')).lost).toBe(true);
    expect(await used(store)).toMatchObject({ used: 100 });
    expect(await tab.generate(speech(100), 'key-1')).toMatchObject({
      status: 201,
      body: { entry: { id: 'gen-000001', credits: 100 }, balance: { used: 100 } },
    });
    expect(await used(store)).toMatchObject({ used: 100 });
  });

  test('malformed is no JSON, with the status it would have had', async () => {
    const reply = await openTab({ faults: '*:malformed' }).get('/v1/balance');
    expect(reply).toMatchObject({ status: 200, body: undefined });
    expect(reply.text).not.toBe('');
  });

  test('wrong-shape is JSON that fits nothing', async () => {
    const reply = await openTab({ faults: '*:wrong-shape' }).get('/v1/balance');
    expect(reply).toMatchObject({ status: 200, body: { unexpected: true } });
  });

  test('latency holds the reply back, and only that', async () => {
    const tab = openTab({ faults: '/v1/balance:latency=40' });
    const begun = performance.now();
    expect(await tab.get('/v1/balance')).toMatchObject({ status: 200, body: { used: 0 } });
    expect(performance.now() - begun).toBeGreaterThan(38);
  });

  test('declined refuses an upgrade and changes nothing; elsewhere it does nothing', async () => {
    const tab = openTab({ faults: '*:declined' });
    const quote = await tab.quote('ai-suite-240000');
    const before = (await tab.get('/v1/subscription')).text;
    expect(await tab.confirm(quote.id, 'key-1')).toMatchObject({
      status: 402,
      body: { code: 'payment_declined' },
    });
    expect((await tab.get('/v1/subscription')).text).toBe(before);
    expect((await tab.get('/v1/ledger')).body).toMatchObject({ entries: [] });
  });

  test('declined once: the same quote and key succeed the second time', async () => {
    const tab = openTab({ faults: 'POST /v1/upgrades:declined:1' });
    const quote = await tab.quote('ai-suite-240000');
    expect((await tab.confirm(quote.id, 'key-1')).status).toBe(402);
    expect((await tab.confirm(quote.id, 'key-1')).status).toBe(201);
  });

  test('with a count strikes the first so many, over reloads and in all tabs together', async () => {
    const setting = { store: createMemoryStore(), faults: 'GET /v1/balance:500:3' };
    const statusIn = async (tab: ReturnType<typeof openTab>) => (await tab.get('/v1/balance')).status;
    const tab = openTab(setting);
    expect([await statusIn(tab), await statusIn(openTab(setting))]).toEqual([500, 500]);
    expect((await tab.get('/v1/cycles')).status).toBe(200);
    expect([await statusIn(openTab(setting)), await statusIn(tab)]).toEqual([500, 200]);
    await tab.world.startOver();
    expect(await statusIn(tab)).toBe(500);
  });

  test('with a share strikes the same requests in every run from one seed', async () => {
    const run = async (seed: string) => {
      const tab = openTab({ faults: '*:500:0.3', seed });
      const statuses: number[] = [];
      for (let n = 0; n < 40; n += 1) statuses.push((await tab.get('/v1/balance')).status);
      return statuses;
    };
    const statuses = await run('7');
    expect(new Set(statuses)).toEqual(new Set([200, 500]));
    expect(await run('7')).toEqual(statuses);
    expect(await run('8')).not.toEqual(statuses);
  });
});

describe('An idempotency key', () => {
  test('is of the request, not of its spelling: members in another order are the same body', async () => {
    const tab = openTab();
    const { request, credits, rateCardVersion } = speech(100);
    const first = await tab.generate(JSON.stringify({ request, credits, rateCardVersion }), 'key-1');
    const { characters, model, tool } = request;
    const second = await tab.generate(
      JSON.stringify({ rateCardVersion, credits, request: { characters, model, tool } }, null, 2),
      'key-1',
    );
    expect(second).toMatchObject({ status: 201, text: first.text });
  });

  test('that is empty is none', async () => {
    expect(await openTab().generate(speech(100), '')).toMatchObject({
      status: 400,
      body: { code: 'idempotency_key_missing' },
    });
  });

  test.each(['', '{"request":', '[]', 'null', '"Veo 3.1"'])(
    'A body that is no object (%s) is an invalid request under any key, and the key stays free',
    async (body) => {
      const tab = openTab();
      expect(await tab.generate(body, 'key-1')).toMatchObject({
        status: 422,
        body: { code: 'invalid_request' },
      });
      expect((await tab.generate(speech(100), 'key-1')).status).toBe(201);
    },
  );
});
