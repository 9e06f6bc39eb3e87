import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochMs, instantAt } from './instants.ts';
import { calendarDays, dayFinder, daysBetween } from './local-days.ts';

describe('The day of a moment', () => {
  test.each([
    ['Pacific/Kiritimati', '2026-03-08T10:00:00Z', '2026-03-09'],
    ['Pacific/Kiritimati', '2026-03-08T09:59:59Z', '2026-03-08'],
    ['Asia/Kathmandu', '2026-03-08T18:15:00Z', '2026-03-09'],
    ['Asia/Kathmandu', '2026-03-08T18:14:59Z', '2026-03-08'],
    ['America/Los_Angeles', '2026-03-09T06:59:59Z', '2026-03-08'],
    ['America/Los_Angeles', '2026-03-08T07:59:59Z', '2026-03-07'],
    ['Australia/Lord_Howe', '2026-04-05T13:29:59Z', '2026-04-05'],
    ['Australia/Lord_Howe', '2026-04-05T13:30:00Z', '2026-04-06'],
  ])('in %s at %s is %s', (timeZone, at, day) => {
    expect(dayFinder(timeZone)(epochMs(at))).toBe(day);
  });
});

test('The days from 27 February up to 2 March are three, and four in a leap year', () => {
  expect(calendarDays('2026-02-27', '2026-03-02')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  expect(calendarDays('2028-02-27', '2028-03-02')).toHaveLength(4);
  expect(calendarDays('2026-03-02', '2026-03-02')).toEqual([]);
});

describe('Local days', () => {
  const between = (from: string, to: string, timeZone: string) =>
    daysBetween(epochMs(from), epochMs(to), dayFinder(timeZone)).map(({ day, startMs, endMs }) => [
      day,
      instantAt(startMs),
      (endMs - startMs) / 3_600_000,
    ]);

  test('have 23 hours when the clocks go forward in Los Angeles, and 25 when they go back', () => {
    expect(between('2026-03-08T08:00:00Z', '2026-03-09T07:00:00Z', 'America/Los_Angeles')).toEqual([
      ['2026-03-08', '2026-03-08T08:00:00Z', 23],
    ]);
    expect(between('2026-11-01T07:00:00Z', '2026-11-02T08:00:00Z', 'America/Los_Angeles')).toEqual([
      ['2026-11-01', '2026-11-01T07:00:00Z', 25],
    ]);
  });

  test('have 24.5 hours on Lord Howe Island when its clocks go back by half an hour', () => {
    expect(between('2026-04-04T13:00:00Z', '2026-04-06T00:00:00Z', 'Australia/Lord_Howe')).toEqual([
      ['2026-04-05', '2026-04-04T13:00:00Z', 24.5],
      ['2026-04-06', '2026-04-05T13:30:00Z', 10.5],
    ]);
  });

  test('are cut short at both ends', () => {
    expect(between('2026-04-01T09:00:00Z', '2026-04-02T09:00:00Z', 'Asia/Kathmandu')).toEqual([
      ['2026-04-01', '2026-04-01T09:00:00Z', 9.25],
      ['2026-04-02', '2026-04-01T18:15:00Z', 14.75],
    ]);
  });

  test('tile any stretch of time without gap, in order, in every zone', () => {
    const zones = [
      'UTC',
      'Pacific/Kiritimati',
      'America/Los_Angeles',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    ];
    const second = fc.integer({
      min: epochMs('2025-01-01T00:00:00Z') / 1000,
      max: epochMs('2028-01-01T00:00:00Z') / 1000,
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        second,
        fc.integer({ min: 1, max: 40 * 86_400 }),
        (zone, from, length) => {
          const dayOf = dayFinder(zone);
          const days = daysBetween(from * 1000, (from + length) * 1000, dayOf);
          expect(days[0]?.startMs).toBe(from * 1000);
          expect(days.at(-1)?.endMs).toBe((from + length) * 1000);
          for (const [i, { day, startMs, endMs }] of days.entries()) {
            expect([dayOf(startMs), dayOf(endMs - 1)]).toEqual([day, day]);
            if (i > 0) expect(startMs).toBe(days[i - 1]?.endMs);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
