import { describe, expect, test } from 'vitest';
import { buildSubscription } from '../testing/build-customer.ts';
import { createDayFormats } from '../units/day-formats.ts';
import { createFormats } from '../units/formats.ts';
import { renewalReasons } from './renewal-reason.ts';

const words = (part: Parameters<typeof buildSubscription>[0], timeZone = 'UTC') =>
  renewalReasons(buildSubscription(part), {
    ...createFormats('en-GB', timeZone),
    ...createDayFormats('en-GB', timeZone),
  });
const charge = (at: string) => ({ at, amountMinor: 4999, currency: 'USD' });
const none = { resets: [], charges: [] };

describe('Why credits reset when they do', () => {
  test.each([
    ['2026-04-01T09:00:00Z', 'the 1st (UTC).'],
    ['2026-04-02T09:00:00Z', 'the 2nd (UTC).'],
    ['2026-04-13T09:00:00Z', 'the 13th (UTC).'],
    ['2026-04-23T09:00:00Z', 'the 23rd (UTC).'],
    ['2026-04-28T09:00:00Z', 'the 28th (UTC).'],
    ['2026-03-29T09:00:00Z', 'the 29th (UTC), or the month’s last day.'],
    ['2026-01-31T09:00:00Z', 'the 31st (UTC), or the month’s last day.'],
  ])('after an anchor of %s is each month on %s', (anchor, day) => {
    expect(words({ anchor })[0]).toBe(`Credits reset each month on ${day}`);
  });
});

describe('Why one is charged when one is', () => {
  test('under monthly billing is the reset’s moment', () => {
    expect(words({})[1]).toBe('You are charged at the same moment.');
  });

  test.each([
    ['2025-11-14T16:45:00Z', '14 November (UTC).'],
    ['2024-02-29T12:00:00Z', '29 February (UTC), or the 28th in other years.'],
    ['2025-02-28T12:00:00Z', '28 February (UTC).'],
  ])('under yearly billing since %s is each year on %s', (anchor, day) => {
    expect(words({ anchor, interval: 'year' })[1]).toBe(`You are charged each year on ${day}`);
  });
});

describe('The time of day', () => {
  const winterAndSummer = {
    anchor: '2026-02-08T14:05:00Z',
    upcoming: {
      resets: ['2026-03-08T14:05:00Z', '2026-04-08T14:05:00Z'],
      charges: [charge('2026-03-08T14:05:00Z')],
    },
  };

  test.each([
    ['UTC', 'The time is always 14:05 UTC.'],
    ['Asia/Kathmandu', 'The time is always 14:05 UTC.'],
    [
      'Europe/Paris',
      'The time is always 14:05 UTC; in Europe/Paris, where the clocks change, that is 15:05 or 16:05.',
    ],
    [
      'Australia/Lord_Howe',
      'The time is always 14:05 UTC; in Australia/Lord Howe, where the clocks change, that is 01:05 or 00:35.',
    ],
  ])('in %s: %s', (timeZone, reason) => {
    expect(words(winterAndSummer, timeZone).at(-1)).toBe(reason);
  });

  test('says nothing of a clock change that no date to come is on the other side of', () => {
    const summer = { ...winterAndSummer, upcoming: { resets: ['2026-04-08T14:05:00Z'], charges: [] } };
    expect(words(summer, 'Europe/Paris').at(-1)).toBe('The time is always 14:05 UTC.');
  });
});

describe('Without dates to come', () => {
  test('a canceled plan ends, after the resets that it still brings', () => {
    expect(words({ status: 'canceling', upcoming: none })).toEqual([
      'The plan is canceled: it ends with the period that is paid, and nothing is charged again.',
    ]);
    const upcoming = { ...none, resets: ['2026-05-01T09:00:00Z'] };
    expect(words({ status: 'canceling', interval: 'year', upcoming })).toEqual([
      'Credits reset each month on the 1st (UTC).',
      'The plan is canceled: it ends with the period that is paid, and nothing is charged again.',
      'The time is always 09:00 UTC.',
    ]);
  });

  test.each([
    [
      'past_due',
      'Credits reset and charges go on once the missing payment is made. No date is certain until then.',
    ],
    ['ended', 'Nothing resets and nothing is charged any more.'],
  ] as const)('a plan that is %s says so', (status, reason) => {
    expect(words({ status, upcoming: none })).toEqual([reason]);
  });
});
