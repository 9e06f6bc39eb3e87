import { describe, expect, test } from 'vitest';
import { drawFaults, parseFaultRules } from './faults.ts';

describe('parseFaultRules', () => {
  test.each([
    ['*:500', { method: null, path: null, fault: { kind: 'status', status: 500 }, often: 'always' }],
    ['*:401:1', { fault: { kind: 'status', status: 401 }, often: { first: 1 } }],
    ['*:500:0.3', { fault: { kind: 'status', status: 500 }, often: { share: 0.3 } }],
    ['*:503:.5', { often: { share: 0.5 } }],
    ['*:503:1.0', { often: { share: 1 } }],
    ['/v1/balance:latency=1500', { method: null, path: '/v1/balance', fault: { kind: 'latency', ms: 1500 } }],
    [
      'POST /v1/generations:drop-reply:1',
      { method: 'POST', path: '/v1/generations', fault: { kind: 'drop-reply' }, often: { first: 1 } },
    ],
    ['GET *:offline', { method: 'GET', path: null, fault: { kind: 'offline' } }],
    ['/v1/rate-cards/2026-01:malformed', { path: '/v1/rate-cards/2026-01', fault: { kind: 'malformed' } }],
    ['*:drop-request', { fault: { kind: 'drop-request' } }],
    ['*:wrong-shape', { fault: { kind: 'wrong-shape' } }],
    ['POST /v1/upgrades:declined', { fault: { kind: 'declined' } }],
  ])('reads %s', (text, rule) => {
    expect(parseFaultRules(text)).toMatchObject([{ text, ...rule }]);
  });

  test('reads several, in order, and none', () => {
    expect(parseFaultRules('*:500:1, *:latency=20').map(({ text }) => text)).toEqual([
      '*:500:1',
      '*:latency=20',
    ]);
    expect(parseFaultRules('')).toEqual([]);
  });

  test.each([
    '*',
    '*:',
    '*:slow',
    '*:200',
    '*:600',
    '*:latency',
    '*:latency=fast',
    '*:drop-reply=3',
    '*:500:-1',
    '*:500:often',
    '*:500:0.3:1',
    'v1/balance:500',
    'post /v1/generations:500',
    'POST:500',
    '/v1/ledger?limit=6:500',
  ])('names the rule that is none: %s', (rule) => {
    expect(() => parseFaultRules(`*:offline,${rule}`)).toThrow(RangeError);
    expect(() => parseFaultRules(`*:offline,${rule}`)).toThrow(`“${rule}” is no fault rule.`);
  });
});

describe('drawFaults', () => {
  /** Which of so many requests in a row are struck: `#` is, `.` is not. */
  function strikes(
    rules: string,
    times: number,
    { seed = '', counts = {}, method = 'GET', path = '/v1/balance' } = {},
  ) {
    const parsed = parseFaultRules(rules);
    return Array.from({ length: times }, () =>
      drawFaults(parsed, seed, method, path, counts).length > 0 ? '#' : '.',
    ).join('');
  }

  test.each([
    ['*:500', '####'],
    ['*:500:2', '##..'],
    ['*:500:0', '....'],
    ['*:500:1.0', '####'],
    ['*:500:0.0', '....'],
    ['GET /v1/balance:500', '####'],
    ['/v1/balance:500', '####'],
    ['POST /v1/balance:500', '....'],
    ['/v1/cycles:500', '....'],
    ['/v1/bal:500', '....'],
    ['/v1/{anything}:500', '####'],
    ['/{version}/balance:500', '####'],
    ['/v1/balance/{id}:500', '....'],
    ['/{anything}:500', '....'],
  ])('%s strikes GET /v1/balance so: %s', (rules, expected) => {
    expect(strikes(rules, 4)).toBe(expected);
  });

  test('A count counts only the requests that its rule matches, at all its endpoints together', () => {
    const counts = {};
    expect(strikes('POST *:500:3', 5, { counts })).toBe('.....');
    expect(strikes('POST *:500:3', 2, { counts, method: 'POST', path: '/v1/generations' })).toBe('##');
    expect(strikes('POST *:500:3', 2, { counts, method: 'POST', path: '/v1/upgrades' })).toBe('#.');
  });

  test('A share repeats exactly from the seed, and another seed draws otherwise', () => {
    const run = (seed: string) => strikes('*:500:0.3', 100, { seed });
    expect(run('7')).toBe(run('7'));
    expect(run('7')).not.toBe(run('8'));
  });

  test('A share goes on where it was when the counts were kept', () => {
    const counts = {};
    const first = strikes('*:500:0.5', 20, { counts });
    const second = strikes('*:500:0.5', 20, { counts: { ...counts } });
    expect(first + second).toBe(strikes('*:500:0.5', 40));
    expect(second).not.toBe(first);
  });

  test('A share at one endpoint does not depend on what is asked of another', () => {
    const counts = {};
    const alone = strikes('*:500:0.5', 20);
    let mixed = '';
    for (let n = 0; n < 20; n += 1) {
      strikes('*:500:0.5', 1, { counts, path: '/v1/cycles' });
      mixed += strikes('*:500:0.5', 1, { counts });
    }
    expect(mixed).toBe(alone);
  });

  test.each([0.1, 0.3, 0.5, 0.9])('A share of %d strikes about so many of 2,000 requests', (share) => {
    const struck = strikes(`*:500:${share}`, 2000, { seed: '42' }).replaceAll('.', '').length;
    expect(struck / 2000).toBeGreaterThan(share - 0.04);
    expect(struck / 2000).toBeLessThan(share + 0.04);
  });

  test('Several rules strike one request together', () => {
    const rules = parseFaultRules('*:latency=20,/v1/balance:drop-reply:1,/v1/cycles:500');
    expect(drawFaults(rules, '', 'GET', '/v1/balance', {})).toEqual([
      { kind: 'latency', ms: 20 },
      { kind: 'drop-reply' },
    ]);
  });
});
