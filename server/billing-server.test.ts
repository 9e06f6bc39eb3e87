import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createMemoryStore } from '../mocks/store/memory-store.ts';
import { speech } from '../mocks/testing/build-world.ts';
import { createContract } from '../mocks/testing/contract.ts';
import { createBillingServer } from './billing-server.ts';
import { createSandboxes } from './sandboxes.ts';

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';
const PAGE = 'http://127.0.0.1:4173';

let url = '';

beforeAll(async () => {
  const server = createBillingServer(createSandboxes(createMemoryStore), USED_1000);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return () => server.close();
});

/** Opens a sandbox as a browser does: what `ask` sends from now on carries its cookie. */
async function openSandbox(link: string) {
  const opened = await fetch(`${url}/sandbox?${link}`);
  expect(opened.status, await opened.clone().text()).toBe(200);
  const cookie = String(opened.headers.get('set-cookie')).split(';')[0] ?? '';
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${url}${path}`, { ...init, headers: { ...init.headers, Cookie: cookie } });
  return {
    ask,
    remaining: async () => (await (await ask('/v1/balance')).json()).remaining,
    spend: (credits: number, key: string) =>
      ask('/v1/generations', {
        method: 'POST',
        headers: { 'Idempotency-Key': key },
        body: JSON.stringify(speech(credits)),
      }),
  };
}

describe('A page of this machine', () => {
  test.each([PAGE, 'http://127.0.0.1:5173', 'http://localhost:40123'])(
    '%s may read replies, with credentials and the headers of the contract',
    async (origin) => {
      const { headers } = await fetch(`${url}/v1/balance`, { headers: { Origin: origin } });
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      expect(headers.get('access-control-allow-credentials')).toBe('true');
      expect(headers.get('vary')).toBe('Origin');
      expect(headers.get('access-control-expose-headers')).toBe(
        'As-Of, Customer-Id, Clock, ETag, Retry-After',
      );
    },
  );

  test('asks first and is told which methods and headers it may send, for two hours', async () => {
    const { status, headers } = await fetch(`${url}/v1/generations`, {
      method: 'OPTIONS',
      headers: { Origin: PAGE, 'Access-Control-Request-Method': 'POST' },
    });
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-methods')).toBe('GET, POST');
    const allowed = headers.get('access-control-allow-headers')?.split(', ');
    expect(allowed).toEqual(['Content-Type', 'Idempotency-Key', 'If-None-Match', 'X-Request-Id']);
    expect(headers.get('access-control-max-age')).toBe('7200');
  });

  test.each(['https://evil.example', 'http://127.0.0.1.evil.example', 'null'])(
    'is not %s, which is refused and charges nothing',
    async (origin) => {
      const reply = await fetch(`${url}/v1/generations`, {
        method: 'POST',
        headers: { Origin: origin, 'Idempotency-Key': 'stolen' },
        body: JSON.stringify(speech(80)),
      });
      expect(reply.status).toBe(403);
      expect(reply.headers.get('access-control-allow-origin')).toBeNull();
      expect(await reply.json()).toMatchObject({ code: 'origin_not_allowed' });
      expect(await (await fetch(`${url}/v1/balance`)).json()).toMatchObject({ used: 1000 });
    },
  );
});

describe('What does not reach the engine', () => {
  const faultsOf = createContract();

  /** That a reply is a problem as documented, under the headers of every reply. */
  async function expectProblem(reply: Response, method: string, path: string, code: string) {
    const { status, headers } = reply;
    const text = await reply.text();
    expect(faultsOf({ method, path, status, headers, text })).toEqual([]);
    expect(JSON.parse(text)).toMatchObject({ status, code, requestId: 'request-7' });
    expect(headers.get('as-of')).toBe('2026-04-21T09:00:00Z');
    expect(headers.get('customer-id')).toBe('customer-used-1000');
  }

  test.each([
    ['GET', '/', 404, 'not_found'],
    ['GET', '/v1/nothing', 404, 'not_found'],
    ['GET', '//evil.example/v1/balance', 404, 'not_found'],
    ['DELETE', '/v1/balance', 405, 'method_not_allowed'],
    ['POST', '/v1/rate-cards/2026-01', 405, 'method_not_allowed'],
    ['GET', '/v1/generations', 405, 'method_not_allowed'],
    ['PUT', '/v1/nothing', 405, 'method_not_allowed'],
  ])('%s %s gets problem details with %i', async (method, path, status, code) => {
    const reply = await fetch(`${url}${path}`, { method, headers: { 'X-Request-Id': 'request-7' } });
    expect(reply.status).toBe(status);
    await expectProblem(reply, method, path, code);
  });

  test('A method that the path does not take is told which ones it takes', async () => {
    const allowed = async (method: string, path: string) => {
      const { status, headers } = await fetch(`${url}${path}`, { method });
      return [status, headers.get('allow')];
    };
    expect(await allowed('DELETE', '/v1/balance')).toEqual([405, 'GET, OPTIONS']);
    expect(await allowed('GET', '/v1/upgrades')).toEqual([405, 'POST, OPTIONS']);
    expect(await allowed('HEAD', '/v1/ledger')).toEqual([405, 'GET, OPTIONS']);
    expect(await allowed('OPTIONS', '/v1/generations')).toEqual([204, 'POST, OPTIONS']);
  });

  test('A body of more than 64 kB gets 413 and is not kept', async () => {
    const body = JSON.stringify({ ...speech(80), voiceName: 'x'.repeat(65_536) });
    const headers = { 'X-Request-Id': 'request-7' };
    const reply = await fetch(`${url}/v1/generations`, { method: 'POST', headers, body });
    expect(reply.status).toBe(413);
    await expectProblem(reply, 'POST', '/v1/generations', 'request_too_large');
  });

  test('A problem names its request even if the client gave it no id', async () => {
    const { requestId } = await (await fetch(`${url}/v1/nothing`)).json();
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('The engine behind it', () => {
  test('answers a rate card that is known already with 304 and no body', async () => {
    const first = await fetch(`${url}/v1/rate-card`);
    expect(first.headers.get('etag')).toBe('"2026-01"');
    const again = await fetch(`${url}/v1/rate-card`, { headers: { 'If-None-Match': '"2026-01"' } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  test('a 503 says when to come back', async () => {
    const { ask } = await openSandbox(`${USED_1000}&faults=*:503`);
    const reply = await ask('/v1/balance');
    expect(reply.status).toBe(503);
    expect(reply.headers.get('retry-after')).toBe('1');
  });

  test('a dropped reply breaks the connection, and its key tells later that 80 were charged once', async () => {
    const ada = await openSandbox(`${USED_1000}&faults=POST /v1/generations:drop-reply:1&store=dropped`);
    await expect(ada.spend(80, 'key')).rejects.toThrow();
    expect((await ada.spend(80, 'key')).status).toBe(201);
    expect(await ada.remaining()).toBe(38_920);
  });
});

test('Where faults drop connections none is kept: a browser would send again by itself', async () => {
  const connectionOf = async (link: string) => {
    const { ask } = await openSandbox(link);
    return (await ask('/v1/balance')).headers.get('connection');
  };
  expect(await connectionOf(USED_1000)).toBe('keep-alive');
  expect(await connectionOf(`${USED_1000}&faults=POST /v1/generations:drop-request:1`)).toBe('close');
  const preflight = await fetch(`${url}/v1/balance`, { method: 'OPTIONS', headers: { Origin: PAGE } });
  expect(preflight.headers.get('connection')).toBe('close');
});

describe('A sandbox', () => {
  test('is chosen by a cookie that scripts cannot read, and said in a sentence', async () => {
    const reply = await fetch(`${url}/sandbox?scenario=exhausted&at=2026-06-16T10:00:00Z`);
    expect(reply.headers.get('set-cookie')).toBe(
      'sandbox=scenario%3Dexhausted%26at%3D2026-06-16T10%253A00%253A00Z; HttpOnly; SameSite=Lax; Path=/',
    );
    expect(await reply.text()).toMatch(
      /^“Nothing left” is open for this browser\. .*2026-06-16T10:00:00Z\.\n$/,
    );
  });

  test('of one link is one customer, however it is written; of another name, another one', async () => {
    const here = await openSandbox(`${USED_1000}&store=here`);
    const same = await openSandbox('store=here&at=2026-04-21T11:00:00%2B02:00&scenario=used-1000');
    const there = await openSandbox(`${USED_1000}&store=there`);
    expect((await here.spend(80, 'key')).status).toBe(201);
    expect(await same.remaining()).toBe(38_920);
    expect(await there.remaining()).toBe(39_000);
    expect(await (await fetch(`${url}/v1/balance`)).json()).toMatchObject({ remaining: 39_000 });
  });

  test('leads back to a page of this machine, and nowhere else', async () => {
    const asked = (back: string) =>
      fetch(`${url}/sandbox?return=${encodeURIComponent(back)}`, { redirect: 'manual' });
    const home = await asked(`${PAGE}/plan`);
    expect(home.status).toBe(303);
    expect(home.headers.get('location')).toBe(`${PAGE}/plan`);
    for (const back of ['https://evil.example/', 'http://127.0.0.1.evil.example/', '/plan']) {
      const { status, headers } = await asked(back);
      expect({ back, status, location: headers.get('location') }).toEqual({
        back,
        status: 400,
        location: null,
      });
    }
  });

  test('that there is none of is refused with the sentence of the link', async () => {
    const reply = await fetch(`${url}/sandbox?scenario=nothing-like-it`);
    expect(reply.status).toBe(400);
    expect((await reply.json()).detail).toContain('There is no scenario “nothing-like-it”. There are: ');
    const stale = await fetch(`${url}/v1/balance`, { headers: { Cookie: 'sandbox=scenario%3Dgone%E0' } });
    expect(stale.status).toBe(400);
    expect(await stale.json()).toMatchObject({ code: 'invalid_sandbox' });
  });

  test('starts over', async () => {
    const ada = await openSandbox(`${USED_1000}&store=over`);
    await ada.spend(80, 'key');
    expect((await ada.ask('/sandbox/start-over', { method: 'POST' })).status).toBe(204);
    expect(await ada.remaining()).toBe(39_000);
  });

  test('lets a minute pass at once, and the reset comes', async () => {
    const ada = await openSandbox('scenario=before-reset');
    expect(await ada.remaining()).toBe(12_480);
    expect((await ada.ask('/sandbox/advance?seconds=61', { method: 'POST' })).status).toBe(204);
    expect(await ada.remaining()).toBe(40_000);
    expect((await ada.ask('/sandbox/advance?seconds=-1', { method: 'POST' })).status).toBe(400);
  });

  test('whose clock stands still does not move', async () => {
    const ada = await openSandbox('scenario=before-reset&at=2026-05-04T17:59:30Z');
    await ada.ask('/sandbox/advance?seconds=61', { method: 'POST' });
    expect(await ada.remaining()).toBe(12_480);
  });
});

test('A server that stops closes each connection after the reply in flight', async () => {
  const server = createBillingServer(createSandboxes(createMemoryStore), `${USED_1000}&faults=*:latency=200`);
  onTestFinished(() => server.closeAllConnections());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const taken = once(server, 'request');
  const slow = fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/balance`);
  await taken;
  const closed = once(server, 'close');
  server.close();
  expect((await slow).headers.get('connection')).toBe('close');
  await closed;
});
