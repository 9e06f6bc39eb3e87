import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf, secondsOf } from './instant.ts';
import { localDays } from './local-days.ts';

/** Each stretch as its day, and its end in UTC. */
function daysIn(timeZone: string, from: string, to: string): [string, string][] {
  const stretches = localDays(secondsOf(from), secondsOf(to), timeZone);
  return Array.from(stretches, ({ day, end }) => [day, instantOf(end)]);
}

describe('localDays', () => {
  test.each([
    ['UTC', '2026-04-23T00:00:00Z'],
    ['Pacific/Kiritimati', '2026-04-22T10:00:00Z'],
    ['Asia/Kathmandu', '2026-04-22T18:15:00Z'],
    ['America/Los_Angeles', '2026-04-22T07:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-22T13:30:00Z'],
    ['+05:45', '2026-04-22T18:15:00Z'],
  ])('In %s a day ends at %s', (timeZone, midnight) => {
    const [first, second, ...rest] = daysIn(timeZone, '2026-04-22T00:00:00Z', '2026-04-23T00:00:00Z');
    expect(first?.[1]).toBe(midnight);
    expect(second === undefined || second[1] === '2026-04-23T00:00:00Z').toBe(true);
    expect(rest).toEqual([]);
  });

  test('is cut off at both ends, to the second', () => {
    expect(daysIn('Asia/Kathmandu', '2026-04-22T18:14:59Z', '2026-04-23T18:15:01Z')).toEqual([
      ['2026-04-22', '2026-04-22T18:15:00Z'],
      ['2026-04-23', '2026-04-23T18:15:00Z'],
      ['2026-04-24', '2026-04-23T18:15:01Z'],
    ]);
    expect(daysIn('UTC', '2026-04-22T00:00:00Z', '2026-04-22T00:00:00Z')).toEqual([]);
  });

  test('Los Angeles has a day of 23 hours in March and one of 25 in November', () => {
    expect(daysIn('America/Los_Angeles', '2026-03-08T08:00:00Z', '2026-03-09T07:00:00Z')).toEqual([
      ['2026-03-08', '2026-03-08T10:00:00Z'],
      ['2026-03-08', '2026-03-09T07:00:00Z'],
    ]);
    expect(daysIn('America/Los_Angeles', '2026-11-01T07:00:00Z', '2026-11-02T08:00:00Z')).toEqual([
      ['2026-11-01', '2026-11-01T09:00:00Z'],
      ['2026-11-01', '2026-11-02T08:00:00Z'],
    ]);
  });

  test('Lord Howe moves its clocks by half an hour: midnight is at 13:00, then at 13:30 UTC', () => {
    expect(daysIn('Australia/Lord_Howe', '2026-04-03T13:00:00Z', '2026-04-05T13:30:00Z')).toEqual([
      ['2026-04-04', '2026-04-04T13:00:00Z'],
      ['2026-04-05', '2026-04-04T15:00:00Z'],
      ['2026-04-05', '2026-04-05T13:30:00Z'],
    ]);
  });

  test('Apia went from 29 to 31 December 2011 over the date line', () => {
    expect(daysIn('Pacific/Apia', '2011-12-29T10:00:00Z', '2011-12-31T10:00:00Z')).toEqual([
      ['2011-12-29', '2011-12-30T10:00:00Z'],
      ['2011-12-31', '2011-12-31T10:00:00Z'],
    ]);
  });

  test('St. John’s put its clocks back over midnight in 2010, and was in the day before once more', () => {
    expect(daysIn('America/St_Johns', '2010-11-07T02:00:00Z', '2010-11-07T04:00:00Z')).toEqual([
      ['2010-11-06', '2010-11-07T02:30:00Z'],
      ['2010-11-07', '2010-11-07T02:31:00Z'],
      ['2010-11-06', '2010-11-07T03:30:00Z'],
      ['2010-11-07', '2010-11-07T04:00:00Z'],
    ]);
  });

  test('is the calendar that Intl shows, at both ends of every stretch, without gap', () => {
    const zones = [...Intl.supportedValuesOf('timeZone'), 'UTC', '+14:00', '-03:30', 'EST', 'us/pacific'];
    const anySecond = fc.integer({ min: Date.UTC(1985, 0) / 1000, max: Date.UTC(2035, 0) / 1000 });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        anySecond,
        fc.nat({ max: 200 * 86_400 }),
        (timeZone, start, length) => {
          const calendar = new Intl.DateTimeFormat('en-CA', {
            timeZone,
            year: 'numeric',
            month: '2-digit',
            day: '2-digit',
          });
          let at = start;
          for (const stretch of localDays(start, start + length, timeZone)) {
            expect(stretch.start).toBe(at);
            expect(stretch.end).toBeGreaterThan(at);
            expect(calendar.format(stretch.start * 1000)).toBe(stretch.day);
            expect(calendar.format((stretch.end - 1) * 1000)).toBe(stretch.day);
            at = stretch.end;
          }
          expect(at).toBe(start + length);
        },
      ),
      { numRuns: 200 },
    );
  });
});
