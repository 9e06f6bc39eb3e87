import { getResponse } from 'msw';
import { afterEach, expect, test } from 'vitest';
import { loadScenario } from '../../mocks/scenarios/catalogue.ts';
import { buildCaptureHandlers } from '../../mocks/snapshot/capture-handlers.ts';
import { readSnapshot } from '../../mocks/snapshot/read-snapshot.ts';
import { openTab } from '../../mocks/testing/build-world.ts';
import { recent } from '../api/recent.ts';
import { buildCapture } from './build-capture.ts';

const SCREEN = {
  screen: '/usage',
  locale: 'de-CH',
  timeZone: 'Europe/Zurich',
  nowMs: Date.parse('2026-05-20T13:30:05Z'),
};
const PATHS = [
  '/v1/account',
  '/v1/subscription',
  '/v1/balance',
  '/v1/cycles',
  '/v1/plans',
  '/v1/rate-card',
  '/v1/ledger?limit=5',
  '/v1/usage?from=2026-05-08T07%3A45%3A00Z&to=2026-06-08T07%3A45%3A00Z&timeZone=Europe%2FZurich',
];

afterEach(recent.forget);

/** A customer with a cloned voice has looked at everything, searched, and been refused once. */
async function looked() {
  const tab = openTab({ scenario: await loadScenario('voice-only'), at: '2026-05-20T13:30:00Z' });
  for (const path of PATHS) recent.heard(path, '2026-05-20T13:30:00Z', (await tab.get(path)).body);
  recent.heard('/v1/ledger?q=Ira', '2026-05-20T13:30:00Z', { entries: [], nextCursor: null });
  recent.sent({
    atMs: Date.parse('2026-05-20T13:30:01Z'),
    method: 'POST',
    path: '/v1/generations',
    requestId: 'request-1',
    key: 'key-1',
    status: 402,
    code: 'insufficient_credits',
  });
  return tab;
}

test('A capture holds what the browser held, with ids and outcomes, and no names', async () => {
  await looked();
  const capture = buildCapture(recent, SCREEN);
  expect(capture.replies.map(({ path }) => path)).toEqual(PATHS);
  expect(capture.requests).toEqual([
    {
      at: '2026-05-20T13:30:01Z',
      method: 'POST',
      path: '/v1/generations',
      requestId: 'request-1',
      key: 'key-1',
      status: 402,
      code: 'insufficient_credits',
    },
  ]);
  const text = JSON.stringify(capture);
  for (const secret of ['Ira', 'Castellan', 'example.com']) expect(text).not.toContain(secret);
});

test('A field that nobody listed stays out', async () => {
  recent.heard('/v1/account', '2026-05-20T13:30:00Z', { id: 'c', name: 'Ira', phone: '+41 44 668 18 00' });
  recent.heard('/v1/invoices', '2026-05-20T13:30:00Z', { iban: 'CH93' });
  expect(buildCapture(recent, SCREEN).replies).toEqual([
    { path: '/v1/account', status: 200, asOf: '2026-05-20T13:30:00Z', body: { id: 'c', name: 'Customer' } },
  ]);
});

test('Imported, it answers what it holds, stands still, and knows nothing else', async () => {
  const tab = await looked();
  const read = await readSnapshot(JSON.stringify(buildCapture(recent, SCREEN)));
  if (!read.ok || read.snapshot.kind !== 'capture') throw new Error('The capture does not open.');
  const handlers = buildCaptureHandlers(read.snapshot.capture);
  const ask = async (path: string, method = 'GET') =>
    getResponse(handlers, new Request(`https://billing.example${path}`, { method }));

  const balance = await ask('/v1/balance');
  expect(balance?.headers.get('Clock')).toBe('frozen');
  expect(balance?.headers.get('As-Of')).toBe('2026-05-20T13:30:05Z');
  expect(await balance?.text()).toBe((await tab.get('/v1/balance')).text);
  expect((await ask('/v1/ledger?limit=5'))?.status).toBe(200);
  for (const unknown of [await ask('/v1/ledger?limit=50'), await ask('/v1/generations', 'POST')]) {
    expect(unknown?.status).toBe(404);
    expect(await unknown?.json()).toMatchObject({ code: 'not_in_snapshot' });
  }
});

test('Another customer’s capture begins empty', () => {
  recent.heard('/v1/balance', '2026-05-20T13:30:00Z', {});
  recent.forget();
  expect(buildCapture(recent, SCREEN)).toMatchObject({ replies: [], requests: [] });
});
