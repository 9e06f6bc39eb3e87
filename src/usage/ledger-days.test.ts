import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochMs } from '../units/instants.ts';
import { isDay, localDay, shiftedDay, startOfDay } from './ledger-days.ts';

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
        expect(localDay(startMs, timeZone)).toBe(day);
        expect(localDay(startMs - 1000, timeZone)).toBe(shiftedDay(day, -1));
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
