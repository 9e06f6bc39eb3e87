import { describe, expect, test } from 'vitest';
import { ApiError } from './api-error.ts';
import { asksForLongPause, parseRetryAfter, pauseAfter } from './retry.ts';

const requestId = 'b1946ac9-0000-4000-8000-000000000000';
const lost = new ApiError({ kind: 'unreachable', requestId });
const busy = (retryAfterMs: number) =>
  new ApiError({ kind: 'unintelligible', requestId, status: 503 }, { retryAfterMs });

describe('pauseAfter', () => {
  test.each([
    [0, 400, 200],
    [1, 800, 400],
    [2, 1600, 800],
    [4, 6400, 3200],
    [9, 8000, 4000],
  ])('after %d failures before is at most %d ms and at least %d', (failures, most, least) => {
    expect(pauseAfter(failures, lost, 0)).toBe(most);
    expect(pauseAfter(failures, lost, 1)).toBe(least);
  });

  test('is never shorter than the server asked for, and at most a second longer', () => {
    expect(pauseAfter(0, busy(5000), 0)).toBe(5000);
    expect(pauseAfter(4, busy(5000), 1)).toBe(6000);
    expect(pauseAfter(4, busy(0), 0)).toBe(0);
  });
});

test('A pause of more than 30 seconds is not waited for', () => {
  expect(asksForLongPause(busy(30_000))).toBe(false);
  expect(asksForLongPause(busy(30_001))).toBe(true);
  expect(asksForLongPause(lost)).toBe(false);
});

describe('Retry-After', () => {
  const NOW = Date.parse('2031-07-01T12:00:00Z');
  const parse = (retryAfter: string, others: Record<string, string> = {}) =>
    parseRetryAfter(new Headers({ ...others, 'Retry-After': retryAfter }), NOW);

  test.each([
    ['120', 120_000],
    ['0', 0],
    ['Tue, 01 Jul 2031 12:00:10 GMT', 10_000],
    ['Tue, 01 Jul 2031 11:59:00 GMT', 0],
    ['86400', 86_400_000],
    ['2592000', 86_400_000],
    ['99999999999', 86_400_000],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 86_400_000],
    ['soon', null],
    ['', null],
  ])('%j is %s ms', (retryAfter, ms) => {
    expect(parse(retryAfter)).toBe(ms);
  });

  test('as a date counts from the date of the reply, or the server’s clock, and not from a machine that is years ahead', () => {
    const at = 'Tue, 21 Apr 2026 09:00:05 GMT';
    expect(parse(at, { Date: 'Tue, 21 Apr 2026 09:00:00 GMT' })).toBe(5000);
    expect(parse(at, { 'As-Of': '2026-04-21T09:00:02Z' })).toBe(3000);
    expect(parse(at)).toBe(0);
  });

  test('that is not there asks for nothing', () => {
    expect(parseRetryAfter(new Headers(), NOW)).toBeNull();
  });
});
