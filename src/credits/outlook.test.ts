import { describe, expect, test } from 'vitest';
import { buildBalance, buildSubscription } from '../testing/build-customer.ts';
import { createDayFormats } from '../units/day-formats.ts';
import { createFormats } from '../units/formats.ts';
import type { Forecast } from './forecast.ts';
import { describeForecast, evenUse, type Horizon, horizonOf, meterOutlook, runOutRange } from './outlook.ts';

const inZone = (locale: string, timeZone: string) => ({
  ...createFormats(locale, timeZone),
  ...createDayFormats(locale, timeZone),
});
const formats = inZone('en-GB', 'UTC');
const cycle = { start: '2026-04-01T09:00:00Z', end: '2026-05-01T09:00:00Z' };
const horizon: Horizon = { cycle, endsWith: 'reset' };
const planEnd: Horizon = { cycle, endsWith: 'plan-end' };
const runsOut: Forecast = {
  kind: 'runs-out',
  earliest: '2026-04-23T00:00:00Z',
  latest: '2026-04-26T23:59:59Z',
};
const lasts = (about: number): Forecast => ({
  kind: 'lasts',
  spare: { least: about - 500, about, most: about + 500 },
});

describe('A forecast in a sentence', () => {
  test.each<[string, Forecast, Horizon]>([
    [
      'At your pace the credits last past the reset on Fri 1 May, with about 4,000 to spare.',
      lasts(3963),
      horizon,
    ],
    [
      'At your pace the credits last until your plan ends on Fri 1 May, with about 4,000 to spare.',
      lasts(3963),
      planEnd,
    ],
    [
      'At your pace the credits run out between Thu 23 Apr and Sun 26 Apr, before they reset on Fri 1 May.',
      runsOut,
      horizon,
    ],
    [
      'At your pace the credits run out between Thu 23 Apr and Sun 26 Apr, before your plan ends on Fri 1 May.',
      runsOut,
      planEnd,
    ],
    [
      'At your pace the credits run out on Thu 23 Apr, before they reset on Fri 1 May.',
      { ...runsOut, latest: '2026-04-23T23:59:59Z' },
      horizon,
    ],
    [
      'At your pace the credits may run out from Thu 23 Apr on, or last past the reset on Fri 1 May with up to 1,300 to spare.',
      { kind: 'may-run-out', earliest: '2026-04-23T00:00:00Z', mostSpare: 1284 },
      horizon,
    ],
    [
      'No forecast: it takes 14 whole days of use to judge, and 5 are known so far.',
      { kind: 'silent', reason: 'short-history', daysKnown: 5, daysNeeded: 14 },
      horizon,
    ],
    [
      'No forecast: it takes 14 whole days of use to judge, and 1 is known so far.',
      { kind: 'silent', reason: 'short-history', daysKnown: 1, daysNeeded: 14 },
      horizon,
    ],
    [
      'No forecast: no credits are left until they reset on Fri 1 May.',
      { kind: 'silent', reason: 'nothing-left' },
      horizon,
    ],
    ['No forecast: this cycle is over.', { kind: 'silent', reason: 'cycle-over' }, horizon],
  ])('“%s”', (sentence, forecast, until) => {
    expect(describeForecast(forecast, until, formats)).toBe(sentence);
  });

  test('names the customer’s days: in Kiritimati the reset of 1 May, 09:00 UTC, is still on the 1st, one of 11:00 on the 2nd', () => {
    const there = inZone('en-GB', 'Pacific/Kiritimati');
    expect(describeForecast(lasts(10), horizon, there)).toContain('Fri 1 May');
    const later: Horizon = { ...horizon, cycle: { ...cycle, end: '2026-05-01T11:00:00Z' } };
    expect(describeForecast(lasts(10), later, there)).toContain('Sat 2 May');
  });

  test.each([
    [0, 'about 0'],
    [7, 'about 7'],
    [96, 'about 96'],
    [12_449, 'about 12,000'],
    [99_501, 'about 100,000'],
  ])('says %d only to its first two digits: %s', (about, words) => {
    expect(describeForecast(lasts(about), horizon, formats)).toContain(`with ${words} to spare`);
  });
});

describe('An even pace', () => {
  test.each([
    ['2026-04-01T09:00:00Z', 0],
    ['2026-04-21T09:00:00Z', 26_667],
    ['2026-05-01T09:00:00Z', 40_000],
    ['2026-05-03T09:00:00Z', 40_000],
  ])('would have used, by %s, %d of 40,000', (at, used) => {
    expect(evenUse(40_000, cycle, at)).toBe(used);
  });
});

describe('The meter', () => {
  test('has today two thirds along, and the run-out range from 72 % to 86 % of its length', () => {
    const outlook = meterOutlook(buildBalance(31_000), horizon, '2026-04-21T09:00:00Z', runsOut, formats);
    expect(outlook.pace).toBeCloseTo(2 / 3, 6);
    expect(outlook.runOut?.from).toBeCloseTo(0.72083, 4);
    expect(outlook.runOut?.to).toBeCloseTo(0.85417, 4);
    expect(outlook.words).toBe(
      'At an even pace 26,667 would be used by now. At your pace the credits run out between Thu 23 Apr and Sun 26 Apr, before they reset on Fri 1 May.',
    );
  });

  test('has no range where the credits last, and one up to the reset where they only may', () => {
    expect(runOutRange(lasts(400), horizon)).toBeNull();
    expect(
      runOutRange({ kind: 'may-run-out', earliest: '2026-04-23T00:00:00Z', mostSpare: 9 }, horizon),
    ).toEqual({
      from: '2026-04-23T00:00:00Z',
      to: '2026-05-01T09:00:00Z',
    });
  });
});

describe('The credits have to last', () => {
  test('until they reset', () => {
    expect(horizonOf(buildBalance(0), buildSubscription())).toEqual({
      cycle: buildBalance(0).cycle,
      endsWith: 'reset',
    });
  });

  test('until the plan ends, where no reset follows, even within a cycle', () => {
    const billingPeriod = { start: cycle.start, end: '2026-04-25T09:00:00Z' };
    const canceling = buildSubscription({ status: 'canceling', billingPeriod });
    expect(horizonOf({ ...buildBalance(0), resetsAt: null }, canceling)).toEqual({
      cycle: { start: cycle.start, end: '2026-04-25T09:00:00Z' },
      endsWith: 'plan-end',
    });
  });

  test.each(['past_due', 'ended'] as const)('for nothing while the plan is %s', (status) => {
    expect(horizonOf({ ...buildBalance(0), resetsAt: null }, buildSubscription({ status }))).toBeNull();
  });
});
