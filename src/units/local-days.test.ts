import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochMs, instantAt } from './instants.ts';
import { calendarDays, dayFinder, daysBetween, isDay, shiftedDay, startOfDay } from './local-days.ts';

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

describe('A day begins', () => {
  test.each([
    ['2026-04-01', 'UTC', '2026-04-01T00:00:00Z'],
    ['2026-04-01', 'Europe/Paris', '2026-03-31T22:00:00Z'],
    ['2026-04-01', 'Pacific/Kiritimati', '2026-03-31T10:00:00Z'],
    ['2026-04-01', 'Asia/Kathmandu', '2026-03-31T18:15:00Z'],
    ['2026-04-01', 'America/Los_Angeles', '2026-04-01T07:00:00Z'],
    ['2026-01-01', 'Australia/Lord_Howe', '2025-12-31T13:00:00Z'],
    ['2026-07-01', 'Australia/Lord_Howe', '2026-06-30T13:30:00Z'],
  ])('%s in %s at %s', (day, timeZone, at) => {
    expect(startOfDay(day, timeZone)).toBe(at);
  });

  test('at 01:00 where clocks go forward at midnight: 24 April 2026 in Cairo, UTC+3 from then', () => {
    expect(startOfDay('2026-04-24', 'Africa/Cairo')).toBe('2026-04-23T22:00:00Z');
    expect(startOfDay('2026-04-25', 'Africa/Cairo')).toBe('2026-04-24T21:00:00Z');
  });

  test('with the next one where the zone skipped it: Samoa had no 30 December 2011', () => {
    expect(startOfDay('2011-12-30', 'Pacific/Apia')).toBe(startOfDay('2011-12-31', 'Pacific/Apia'));
  });

  test('at its first second in every zone: the second before belongs to the day before', () => {
    const zones = fc.constantFrom(
      'Pacific/Kiritimati',
      'Asia/Kathmandu',
      'America/Los_Angeles',
      'Australia/Lord_Howe',
      'America/St_Johns',
      'Africa/Cairo',
    );
    const days = fc.integer({ min: 0, max: 1500 }).map((count) => shiftedDay('2024-01-01', count));
    fc.assert(
      fc.property(zones, days, (timeZone, day) => {
        const startMs = epochMs(startOfDay(day, timeZone));
        expect(dayFinder(timeZone)(startMs)).toBe(day);
        expect(dayFinder(timeZone)(startMs - 1000)).toBe(shiftedDay(day, -1));
      }),
    );
  });
});

test.each([
  ['2026-02-28', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-4-1', false],
  ['yesterday', false],
])('Whether “%s” is a day: %s', (text, is) => {
  expect(isDay(text)).toBe(is);
});
