import { expect, test } from 'vitest';
import { openTab } from './build-world.ts';
import { createContract, type Exchange } from './contract.ts';

const faultsOf = createContract();

/** A balance as the embedded API gives it, less or more what a test changes. */
async function balance(change: (exchange: Exchange, body: Record<string, unknown>) => void = () => {}) {
  const { status, headers, body } = await openTab().get('/v1/balance');
  const exchange = { method: 'GET', path: '/v1/balance', status, headers: new Headers(headers), text: '' };
  const changed = { ...(body as Record<string, unknown>) };
  change(exchange, changed);
  return { ...exchange, text: exchange.text || JSON.stringify(changed) };
}

test('A reply as documented has no fault', async () => {
  expect(faultsOf(await balance())).toEqual([]);
});

test.each<[string, Parameters<typeof balance>[0], string]>([
  ['a status', (exchange) => Object.assign(exchange, { status: 402 }), '402 is not documented'],
  [
    'a field',
    (_, body) => Object.assign(body, { mood: 'good' }),
    'NOT have additional properties {"additionalProperty":"mood"}',
  ],
  ['the lack of a field', (_, body) => delete body.remaining, "must have required property 'remaining'"],
  ['half a credit', (_, body) => Object.assign(body, { used: 0.5 }), '/used must be integer'],
  [
    '30 February',
    (_, body) => Object.assign(body, { asOf: '2026-02-30T09:00:00Z' }),
    '/asOf must match format "date-time"',
  ],
  [
    'an instant with an offset',
    (_, body) => Object.assign(body, { asOf: '2026-04-21T11:00:00+02:00' }),
    '/asOf must match pattern',
  ],
  ['text', (exchange) => Object.assign(exchange, { text: '{"used": ' }), 'the body must be object'],
  ['the lack of a header', ({ headers }) => headers.delete('As-Of'), 'the header As-Of is missing'],
  [
    'a header',
    ({ headers }) => headers.set('Clock', 'slow'),
    'the header Clock: the body must be equal to constant',
  ],
  [
    'a media type',
    ({ headers }) => headers.set('Content-Type', 'text/html'),
    'the media type text/html is not documented',
  ],
])('What is not documented is named: %s', async (_, change, fault) => {
  expect(faultsOf(await balance(change)).join('\n')).toContain(fault);
});

test.each([
  ['its code', { code: 'bad_hair_day' }, 'the code bad_hair_day is not documented'],
  ['its status', { status: 200 }, 'the body says status 200'],
])('A problem is held to %s', async (_, change, fault) => {
  const path = '/v1/ledger?limit=0';
  const { status, headers, body } = await openTab().get(path);
  const problem = { method: 'GET', path, status, headers };
  expect(faultsOf({ ...problem, text: JSON.stringify(body) })).toEqual([]);
  expect(faultsOf({ ...problem, text: JSON.stringify({ ...(body as object), ...change }) })).toEqual([fault]);
});

test('What is at no path is not found, and nothing else', async () => {
  const { status, headers, text } = await openTab().get('/v1/moon');
  const unknown = { method: 'GET', path: '/v1/moon', headers, text };
  expect(faultsOf({ ...unknown, status })).toEqual([]);
  expect(faultsOf({ ...unknown, status: 200 })).toEqual(['200 is not documented']);
});

test('A card that is at hand already has no body', async () => {
  const { status, headers } = await openTab().get('/v1/rate-card', { 'If-None-Match': '"2026-01"' });
  const unchanged = { method: 'GET', path: '/v1/rate-card', status, headers };
  expect(status).toBe(304);
  expect(faultsOf({ ...unchanged, text: '' })).toEqual([]);
  expect(faultsOf({ ...unchanged, text: '{}' })).toEqual(['there is a body where none belongs']);
});
