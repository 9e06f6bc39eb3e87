import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Interval } from '../../src/api/schemas.ts';
import { boundary, periodAt, upcoming } from './cycle.ts';
import { instantOf, secondsOf } from './instant.ts';

const dayOf = (instant: string) => instant.slice(0, 10);
const days = (anchor: string, interval: Interval, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, k) => dayOf(boundary(anchor, from + k, interval)));

describe('boundary, by the month', () => {
  test('31 January comes back on every month end and on the 31st where there is one', () => {
    expect(days('2026-01-31T09:00:00Z', 'month', 0, 13)).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
      '2026-06-30',
      '2026-07-31',
      '2026-08-31',
      '2026-09-30',
      '2026-10-31',
      '2026-11-30',
      '2026-12-31',
      '2027-01-31',
      '2027-02-28',
    ]);
  });

  test('31 January of a leap year stops on 29 February, the next year on 28 February', () => {
    expect(days('2024-01-31T09:00:00Z', 'month', 1, 2)).toEqual(['2024-02-29', '2024-03-31']);
    expect(days('2024-01-31T09:00:00Z', 'month', 13, 14)).toEqual(['2025-02-28', '2025-03-31']);
  });

  test('29 and 30 January differ only in February', () => {
    expect(days('2026-01-30T00:00:00Z', 'month', 1, 3)).toEqual(['2026-02-28', '2026-03-30', '2026-04-30']);
    expect(days('2026-01-29T00:00:00Z', 'month', 1, 3)).toEqual(['2026-02-28', '2026-03-29', '2026-04-29']);
    expect(days('2024-01-29T00:00:00Z', 'month', 1, 3)).toEqual(['2024-02-29', '2024-03-29', '2024-04-29']);
  });

  test('an anchor on the last day of a short month stays on that day: 28 February gives 28 March', () => {
    expect(days('2026-02-28T00:00:00Z', 'month', 1, 2)).toEqual(['2026-03-28', '2026-04-28']);
    expect(days('2024-02-29T00:00:00Z', 'month', 1, 2)).toEqual(['2024-03-29', '2024-04-29']);
    expect(days('2026-04-30T00:00:00Z', 'month', 1, 1)).toEqual(['2026-05-30']);
  });

  test('the year turns: 31 December gives 31 January and then 28 February', () => {
    expect(days('2025-12-31T00:00:00Z', 'month', 1, 2)).toEqual(['2026-01-31', '2026-02-28']);
  });

  test('a century that is no leap year clamps to 28 February 2100, 2000 had a 29th', () => {
    expect(days('2099-12-31T00:00:00Z', 'month', 2, 3)).toEqual(['2100-02-28', '2100-03-31']);
    expect(days('1999-12-31T00:00:00Z', 'month', 2, 2)).toEqual(['2000-02-29']);
  });

  test('boundary 0 is the anchor, and boundaries before it are counted the same way', () => {
    expect(days('2026-03-31T00:00:00Z', 'month', -2, 0)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31']);
  });

  // Stripe, "Set billing cycles"; java.time LocalDate.plusMonths; Temporal, its conformance tests, Oracle's ADD_MONTHS and
  // date-fns on adding a month.
  test.each([
    ['Stripe: the 2nd is always the 2nd', '2026-09-02T00:00:00Z', 5, '2027-02-02T00:00:00Z'],
    ['Stripe: 31 January, then 28 February', '2025-01-31T00:00:00Z', 1, '2025-02-28T00:00:00Z'],
    ['Stripe: then 31 March', '2025-01-31T00:00:00Z', 2, '2025-03-31T00:00:00Z'],
    ['Stripe: then 30 April', '2025-01-31T00:00:00Z', 3, '2025-04-30T00:00:00Z'],
    ['java.time: 31 March 2007 plus one', '2007-03-31T00:00:00Z', 1, '2007-04-30T00:00:00Z'],
    ['test262: 31 January 2020 plus one', '2020-01-31T15:00:00Z', 1, '2020-02-29T15:00:00Z'],
    ['Oracle: 30 January 2000 plus one', '2000-01-30T00:00:00Z', 1, '2000-02-29T00:00:00Z'],
    ['Temporal: 31 January 2019 plus one', '2019-01-31T00:00:00Z', 1, '2019-02-28T00:00:00Z'],
    ['date-fns: 1 September 2014 plus five', '2014-09-01T00:00:00Z', 5, '2015-02-01T00:00:00Z'],
    ['date-fns: 30 January 2023 plus one', '2023-01-30T00:00:00Z', 1, '2023-02-28T00:00:00Z'],
  ])('%s', (_source, anchor, n, instant) => {
    expect(boundary(anchor, n, 'month')).toBe(instant);
  });
});

describe('boundary, by the year', () => {
  test('29 February falls on 28 February and returns in leap years', () => {
    expect(days('2024-02-29T12:00:00Z', 'year', 0, 8)).toEqual([
      '2024-02-29',
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
      '2029-02-28',
      '2030-02-28',
      '2031-02-28',
      '2032-02-29',
    ]);
  });

  test('29 February 2096 waits eight years for its day, since 2100 is no leap year', () => {
    expect(days('2096-02-29T00:00:00Z', 'year', 3, 8)).toEqual([
      '2099-02-28',
      '2100-02-28',
      '2101-02-28',
      '2102-02-28',
      '2103-02-28',
      '2104-02-29',
    ]);
  });

  test('28 February does not move to the 29th in a leap year', () => {
    expect(days('2027-02-28T00:00:00Z', 'year', 1, 1)).toEqual(['2028-02-28']);
  });

  test('java.time: 29 February 2008 plus a year is 28 February 2009', () => {
    expect(boundary('2008-02-29T00:00:00Z', 1, 'year')).toBe('2009-02-28T00:00:00Z');
  });
});

describe('boundary keeps the time of day in UTC', () => {
  test.each([
    ['2026-01-31T23:59:59Z', 1, 'month', '2026-02-28T23:59:59Z'],
    ['2026-01-31T00:00:00Z', 1, 'month', '2026-02-28T00:00:00Z'],
    ['2024-02-29T13:37:11Z', 1, 'year', '2025-02-28T13:37:11Z'],
    // New York and Paris change their clocks in March; UTC does not.
    ['2026-02-15T02:30:00-05:00', 1, 'month', '2026-03-15T07:30:00Z'],
    ['2026-03-15T01:30:00+01:00', 1, 'month', '2026-04-15T00:30:00Z'],
    // The 1st in Auckland is still the 31st in UTC, which is the day that counts.
    ['2026-02-01T09:00:00+13:00', 1, 'month', '2026-02-28T20:00:00Z'],
    ['2025-12-31T20:00:00-08:00', 1, 'month', '2026-02-01T04:00:00Z'],
    ['2026-01-31T09:00:00.999Z', 1, 'month', '2026-02-28T09:00:00Z'],
    ['1969-01-31T23:59:59.5Z', 1, 'month', '1969-02-28T23:59:59Z'],
  ] as const)('anchor %s, boundary %i by the %s: %s', (anchor, n, interval, instant) => {
    expect(boundary(anchor, n, interval)).toBe(instant);
  });
});

describe('boundary refuses', () => {
  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY])('the boundary number %s', (n) => {
    expect(() => boundary('2026-01-31T00:00:00Z', n, 'month')).toThrow(
      new RangeError(`Boundaries are counted in whole numbers, not ${n}.`),
    );
  });

  test('an interval that is neither month nor year', () => {
    expect(() => boundary('2026-01-31T00:00:00Z', 1, 'week' as Interval)).toThrow(
      new RangeError('An interval is "month" or "year", not "week".'),
    );
  });

  test('an anchor that is no instant', () => {
    expect(() => boundary('2026-01-31', 1, 'month')).toThrow(RangeError);
  });

  test('a boundary after the year 9999', () => {
    expect(boundary('9998-12-31T00:00:00Z', 12, 'month')).toBe('9999-12-31T00:00:00Z');
    expect(() => boundary('9998-12-31T00:00:00Z', 13, 'month')).toThrow(RangeError);
    expect(() => boundary('2026-01-31T00:00:00Z', 1e15, 'year')).toThrow(RangeError);
  });
});

describe('periodAt', () => {
  test('10 February lies in the period from 31 January to 28 February', () => {
    expect(periodAt('2026-01-31T09:00:00Z', '2026-02-10T00:00:00Z', 'month')).toEqual({
      start: '2026-01-31T09:00:00Z',
      end: '2026-02-28T09:00:00Z',
    });
  });

  test('the last second before a boundary is still in the old period, the very instant in the new one', () => {
    const anchor = '2026-01-31T09:00:00Z';
    expect(periodAt(anchor, '2026-02-28T08:59:59Z', 'month').end).toBe('2026-02-28T09:00:00Z');
    expect(periodAt(anchor, '2026-02-28T08:59:59.999Z', 'month').end).toBe('2026-02-28T09:00:00Z');
    expect(periodAt(anchor, '2026-02-28T09:00:00Z', 'month')).toEqual({
      start: '2026-02-28T09:00:00Z',
      end: '2026-03-31T09:00:00Z',
    });
  });

  test('the anchor itself opens the first period', () => {
    expect(periodAt('2026-04-01T09:00:00Z', '2026-04-01T09:00:00Z', 'month')).toEqual({
      start: '2026-04-01T09:00:00Z',
      end: '2026-05-01T09:00:00Z',
    });
  });

  test('a second before the anchor there is no period', () => {
    expect(() => periodAt('2026-04-01T09:00:00Z', '2026-04-01T08:59:59Z', 'month')).toThrow(
      new RangeError('2026-04-01T08:59:59Z is before the anchor 2026-04-01T09:00:00Z.'),
    );
    expect(() => periodAt('2026-04-01T09:00:00Z', '2025-06-01T00:00:00Z', 'year')).toThrow(RangeError);
  });

  test('offsets are read, on the anchor and on now', () => {
    expect(periodAt('2026-01-31T20:00:00-05:00', '2026-03-01T06:00:00+05:00', 'month')).toEqual({
      start: '2026-03-01T01:00:00Z',
      end: '2026-04-01T01:00:00Z',
    });
    expect(periodAt('2026-01-31T20:00:00-05:00', '2026-03-01T05:59:59+05:00', 'month').start).toBe(
      '2026-02-01T01:00:00Z',
    );
  });

  test('30 March, long after an anchor on 31 January, is in the period that began on 28 February', () => {
    expect(periodAt('2020-01-31T00:00:00Z', '2026-03-30T23:59:59Z', 'month')).toEqual({
      start: '2026-02-28T00:00:00Z',
      end: '2026-03-31T00:00:00Z',
    });
  });

  test('a yearly plan from 29 February runs to 28 February, and from 28 February 2027 to 29 February 2028', () => {
    const anchor = '2024-02-29T12:00:00Z';
    expect(periodAt(anchor, '2025-02-28T11:59:59Z', 'year')).toEqual({
      start: anchor,
      end: '2025-02-28T12:00:00Z',
    });
    expect(periodAt(anchor, '2028-02-28T12:00:00Z', 'year')).toEqual({
      start: '2027-02-28T12:00:00Z',
      end: '2028-02-29T12:00:00Z',
    });
    expect(periodAt(anchor, '2028-02-29T12:00:00Z', 'year').start).toBe('2028-02-29T12:00:00Z');
  });

  test('a yearly plan has monthly credit cycles: on 15 August the reset is on the 31st, the charge in January', () => {
    const anchor = '2026-01-31T09:00:00Z';
    expect(periodAt(anchor, '2026-08-15T00:00:00Z', 'month').end).toBe('2026-08-31T09:00:00Z');
    expect(periodAt(anchor, '2026-08-15T00:00:00Z', 'year').end).toBe('2027-01-31T09:00:00Z');
  });

  test('a bad instant or interval is refused', () => {
    expect(() => periodAt('2026-01-31T00:00:00Z', 'tomorrow', 'month')).toThrow(RangeError);
    expect(() => periodAt('yesterday', '2026-01-31T00:00:00Z', 'month')).toThrow(RangeError);
    expect(() => periodAt('2026-01-31T00:00:00Z', '2026-02-01T00:00:00Z', 'day' as Interval)).toThrow(
      RangeError,
    );
  });
});

describe('upcoming', () => {
  test('lists the next boundaries, soonest first', () => {
    expect(upcoming('2026-01-31T09:00:00Z', '2026-02-10T00:00:00Z', 'month', 3)).toEqual([
      '2026-02-28T09:00:00Z',
      '2026-03-31T09:00:00Z',
      '2026-04-30T09:00:00Z',
    ]);
    expect(upcoming('2024-02-29T09:00:00Z', '2026-02-10T00:00:00Z', 'year', 3)).toEqual([
      '2026-02-28T09:00:00Z',
      '2027-02-28T09:00:00Z',
      '2028-02-29T09:00:00Z',
    ]);
  });

  test('a boundary that is now has passed', () => {
    expect(upcoming('2026-01-31T09:00:00Z', '2026-02-28T09:00:00Z', 'month', 1)).toEqual([
      '2026-03-31T09:00:00Z',
    ]);
    expect(upcoming('2026-01-31T09:00:00Z', '2026-02-28T08:59:59Z', 'month', 1)).toEqual([
      '2026-02-28T09:00:00Z',
    ]);
  });

  test('none are listed when none are asked for, and none before the anchor', () => {
    expect(upcoming('2026-01-31T09:00:00Z', '2026-02-28T09:00:00Z', 'month', 0)).toEqual([]);
    expect(() => upcoming('2026-01-31T09:00:00Z', '2026-01-30T09:00:00Z', 'month', 1)).toThrow(RangeError);
  });
});

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

/** The same rule told by a calendar on the wall: turn the page n times, then look for the day. */
function onTheWall(anchor: string, n: number, interval: Interval): string {
  let year = Number(anchor.slice(0, 4));
  let month = Number(anchor.slice(5, 7));
  for (let turned = 0; turned < (interval === 'year' ? n * 12 : n); turned += 1) {
    month += 1;
    if (month > 12) {
      month = 1;
      year += 1;
    }
  }
  const day = Math.min(Number(anchor.slice(8, 10)), daysInMonth(year, month));
  const two = (figure: number) => String(figure).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}${anchor.slice(10)}`;
}

describe('every anchor day of a leap cycle', () => {
  const DAY = 86_400;
  const anchors = Array.from({ length: 4 * 365 + 1 }, (_, day) =>
    instantOf(secondsOf('2023-03-01T13:37:11Z') + day * DAY),
  );

  test.each([
    ['month', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 48]],
    ['year', [1, 2, 3, 4, 5, 77]],
  ] as const)('has each %s boundary where a wall calendar has it', (interval, numbers) => {
    for (const anchor of anchors) {
      const got = numbers.map((n) => boundary(anchor, n, interval));
      expect(got, anchor).toEqual(numbers.map((n) => onTheWall(anchor, n, interval)));
    }
  });

  test.each(['month', 'year'] as const)('changes its %s at the very second', (interval) => {
    for (const [day, anchor] of anchors.entries()) {
      const n = 1 + (day % 14);
      const at = onTheWall(anchor, n, interval);
      const aSecondBefore = instantOf(secondsOf(at) - 1);
      expect(periodAt(anchor, aSecondBefore, interval)).toEqual({
        start: onTheWall(anchor, n - 1, interval),
        end: at,
      });
      expect(periodAt(anchor, at, interval)).toEqual({ start: at, end: onTheWall(anchor, n + 1, interval) });
    }
  });
});

describe('laws', () => {
  const instants = fc
    .integer({ min: secondsOf('1970-01-01T00:00:00Z'), max: secondsOf('2400-01-01T00:00:00Z') })
    .map(instantOf);
  const monthEnds = fc
    .tuple(
      fc.integer({ min: 1970, max: 2399 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 3 }),
    )
    .map(([year, month, earlier]) => {
      const day = daysInMonth(year, month) - earlier;
      return `${year}-${String(month).padStart(2, '0')}-${day}T23:59:59Z`;
    });
  const anchors = fc.oneof(instants, monthEnds);
  const intervals = fc.constantFrom<Interval>('month', 'year');
  const numbers = fc.integer({ min: 0, max: 1200 });
  const moments = fc
    .tuple(anchors, anchors)
    .map(([a, b]) => (a < b ? { anchor: a, now: b } : { anchor: b, now: a }));

  test('a boundary never drifts: it is on the anchor day or on the last day of its month', () => {
    fc.assert(
      fc.property(anchors, numbers, intervals, (anchor, n, interval) => {
        expect(boundary(anchor, n, interval)).toBe(onTheWall(anchor, n, interval));
      }),
    );
  });

  test('boundaries strictly increase', () => {
    fc.assert(
      fc.property(anchors, numbers, intervals, (anchor, n, interval) => {
        expect(boundary(anchor, n, interval) < boundary(anchor, n + 1, interval)).toBe(true);
      }),
    );
  });

  test('periodAt returns a period that holds the instant', () => {
    fc.assert(
      fc.property(moments, intervals, ({ anchor, now }, interval) => {
        const { start, end } = periodAt(anchor, now, interval);
        expect(anchor <= start && start <= now && now < end).toBe(true);
      }),
    );
  });

  test('periods tile time: each begins at the instant the one before ends, and holds every instant until then', () => {
    fc.assert(
      fc.property(moments, intervals, ({ anchor, now }, interval) => {
        const period = periodAt(anchor, now, interval);
        const lastSecond = instantOf(secondsOf(period.end) - 1);
        expect(periodAt(anchor, period.start, interval)).toEqual(period);
        expect(periodAt(anchor, lastSecond, interval)).toEqual(period);
        expect(periodAt(anchor, period.end, interval).start).toBe(period.end);
      }),
    );
  });

  test('upcoming boundaries are the ends of the periods that then come', () => {
    fc.assert(
      fc.property(moments, intervals, fc.integer({ min: 1, max: 14 }), ({ anchor, now }, interval, count) => {
        let moment = now;
        for (const next of upcoming(anchor, now, interval, count)) {
          moment = periodAt(anchor, moment, interval).end;
          expect(next).toBe(moment);
        }
      }),
    );
  });

  test('a year holds twelve monthly cycles, the last of which ends with it', () => {
    fc.assert(
      fc.property(moments, ({ anchor, now }) => {
        const year = periodAt(anchor, now, 'year');
        const cycles = upcoming(anchor, year.start, 'month', 12);
        expect(cycles.at(-1)).toBe(year.end);
        expect(cycles.filter((end) => end < year.end)).toHaveLength(11);
      }),
    );
  });
});
