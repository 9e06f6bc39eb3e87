import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalInstant, instantOf, inUtc, secondsOf, shifted } from './instant.ts';

describe('canonicalInstant', () => {
  test.each([
    ['2026-04-21T09:00:00Z', '2026-04-21T09:00:00Z'],
    ['2026-04-21T09:00Z', '2026-04-21T09:00:00Z'],
    ['2026-04-21T09Z', '2026-04-21T09:00:00Z'],
    ['20260421T090000Z', '2026-04-21T09:00:00Z'],
    ['20260421T0900Z', '2026-04-21T09:00:00Z'],
    ['2026-04-21t09:00:00z', '2026-04-21T09:00:00Z'],
    ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
    ['+002026-04-21T09:00:00Z', '2026-04-21T09:00:00Z'],
  ])('reads %s as %s', (text, instant) => {
    expect(canonicalInstant(text)).toBe(instant);
  });

  test.each([
    ['2026-04-21T09:00:00+00:00', '2026-04-21T09:00:00Z'],
    ['2026-04-21T14:30:00+05:30', '2026-04-21T09:00:00Z'],
    ['2026-04-21T14:30:00+0530', '2026-04-21T09:00:00Z'],
    ['2026-04-21T11:00:00+02', '2026-04-21T09:00:00Z'],
    ['20260421T143000+0530', '2026-04-21T09:00:00Z'],
    ['2025-12-31T22:00:00-08:00', '2026-01-01T06:00:00Z'],
    ['2024-03-01T01:00:00+02:00', '2024-02-29T23:00:00Z'],
    ['2026-03-08T02:30:00-05:00', '2026-03-08T07:30:00Z'],
  ])('turns the offset of %s into %s', (text, instant) => {
    expect(canonicalInstant(text)).toBe(instant);
  });

  test.each([
    ['2026-04-21T09:00:00.999Z', '2026-04-21T09:00:00Z'],
    ['2026-04-21T09:00:00,5Z', '2026-04-21T09:00:00Z'],
    ['20260421T090000.5Z', '2026-04-21T09:00:00Z'],
    ['2026-04-21T09:00:00.999999999Z', '2026-04-21T09:00:00Z'],
    ['2026-04-21T09:00:00.999999999999Z', '2026-04-21T09:00:00Z'],
    ['2026-04-21T09:00:00,0000000009+02:00', '2026-04-21T07:00:00Z'],
    ['2025-12-31T23:59:59.9+00:00', '2025-12-31T23:59:59Z'],
    ['1970-01-01T00:00:00.5Z', '1970-01-01T00:00:00Z'],
    ['1969-12-31T23:59:59.5Z', '1969-12-31T23:59:59Z'],
    ['1969-12-31T23:59:59.000000001Z', '1969-12-31T23:59:59Z'],
    ['1901-01-01T00:00:00.9999Z', '1901-01-01T00:00:00Z'],
  ])('floors the fraction of %s to %s', (text, instant) => {
    expect(canonicalInstant(text)).toBe(instant);
  });

  test.each([
    '',
    'now',
    '2026-04-21',
    '2026-04-21T09:00:00',
    '2026-04-21T09:00:00.500',
    '21.04.2026 09:00Z',
    '1776762000',
    '2026-04-21T09:30.25Z',
    '2026-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-04-21T25:00:00Z',
    '2026-04-21T09:61:00Z',
    '2026-04-21T09:00:00+25:00',
    '2026-04-21T09:00:00Z and more',
  ])('refuses "%s", which is no instant', (text) => {
    expect(() => canonicalInstant(text)).toThrow(
      new RangeError(`"${text}" is not an ISO 8601 instant, such as 2026-01-31T09:00:00Z.`),
    );
  });

  test.each([null, undefined, 1776762000])(
    'refuses %s, which is not even text, with a RangeError too',
    (value) => {
      expect(() => canonicalInstant(value as unknown as string)).toThrow(RangeError);
    },
  );

  test.each([
    ['+010000-01-01T00:00:00Z', '+010000-01-01T00:00:00Z'],
    ['9999-12-31T23:30:00-01:00', '+010000-01-01T00:30:00Z'],
    ['-000001-12-31T23:59:59Z', '-000001-12-31T23:59:59Z'],
  ])('refuses %s, whose year four digits cannot write', (text, utc) => {
    expect(() => canonicalInstant(text)).toThrow(new RangeError(`${utc} is outside the years 0000 to 9999.`));
  });
});

describe('secondsOf and instantOf', () => {
  test.each([
    ['1970-01-01T00:00:00Z', 0],
    ['1969-12-31T23:59:59Z', -1],
    ['2001-09-09T01:46:40Z', 1_000_000_000],
    ['2038-01-19T03:14:08Z', 2_147_483_648],
    ['2024-02-29T00:00:00Z', 1_709_164_800],
  ])('%s is %i seconds after 1970', (instant, seconds) => {
    expect(secondsOf(instant)).toBe(seconds);
    expect(instantOf(seconds)).toBe(instant);
  });

  test('secondsOf floors toward the past on both sides of 1970', () => {
    expect(secondsOf('1970-01-01T00:00:01.999Z')).toBe(1);
    expect(secondsOf('1969-12-31T23:59:58.001Z')).toBe(-2);
    expect(secondsOf('1969-12-31T23:59:58.000000001Z')).toBe(-2);
  });

  test('secondsOf reads offsets and refuses what is no instant', () => {
    expect(secondsOf('1970-01-01T01:00:00+01:00')).toBe(0);
    expect(() => secondsOf('1970-01-01T00:00:00')).toThrow(RangeError);
  });

  test('instantOf refuses seconds beyond the year 9999 or not a number', () => {
    expect(instantOf(253_402_300_799)).toBe('9999-12-31T23:59:59Z');
    expect(() => instantOf(253_402_300_800)).toThrow(RangeError);
    expect(() => instantOf(Number.NaN)).toThrow(RangeError);
  });

  const seconds = fc.integer({
    min: secondsOf('0000-01-01T00:00:00Z'),
    max: secondsOf('9999-12-31T23:59:59Z'),
  });

  test('they undo each other', () => {
    fc.assert(
      fc.property(seconds, (s) => {
        expect(secondsOf(instantOf(s))).toBe(s);
      }),
    );
  });

  test('instants sort as their seconds do', () => {
    fc.assert(
      fc.property(seconds, seconds, (a, b) => {
        expect(instantOf(a) < instantOf(b)).toBe(a < b);
      }),
    );
  });

  test('a canonical instant is its own canonical form, whatever fraction it is given', () => {
    fc.assert(
      fc.property(seconds, fc.stringMatching(/^\d{1,15}$/), (s, fraction) => {
        const instant = instantOf(s);
        expect(canonicalInstant(instant)).toBe(instant);
        expect(canonicalInstant(instant.replace('Z', `.${fraction}Z`))).toBe(instant);
      }),
    );
  });
});

describe('inUtc', () => {
  test('gives the date and the time of day in UTC, whatever the offset', () => {
    const { year, month, day, hour, timeZoneId } = inUtc('2025-12-31T20:00:00-08:00');
    expect({ year, month, day, hour, timeZoneId }).toEqual({
      year: 2026,
      month: 1,
      day: 1,
      hour: 4,
      timeZoneId: 'UTC',
    });
  });
});

describe('shifted', () => {
  test.each([
    ['2026-04-21T09:00:00Z', '-P3DT4H', '2026-04-18T05:00:00Z'],
    ['2026-04-21T09:00:00Z', 'PT90M', '2026-04-21T10:30:00Z'],
    ['2026-04-21T09:00:00Z', 'PT0S', '2026-04-21T09:00:00Z'],
    ['2026-04-21T09:00:00Z', '-PT0.5S', '2026-04-21T08:59:59Z'],
    ['2026-01-31T09:00:00Z', 'P1M', '2026-02-28T09:00:00Z'],
    ['2024-02-29T09:00:00Z', 'P1Y', '2025-02-28T09:00:00Z'],
  ])('%s by %s is %s', (instant, duration, result) => {
    expect(shifted(instant, duration)).toBe(result);
  });

  test('takes a duration in parts too', () => {
    expect(shifted('2026-04-21T09:00:00Z', { days: -3, hours: -4 })).toBe('2026-04-18T05:00:00Z');
  });

  test('refuses what is no duration, and years that four digits cannot write', () => {
    expect(() => shifted('2026-04-21T09:00:00Z', '3 days')).toThrow(RangeError);
    expect(() => shifted('9999-12-31T00:00:00Z', 'P1D')).toThrow(RangeError);
  });
});
