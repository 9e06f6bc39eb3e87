import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochMs, instantAt } from './instants.ts';
import { instantOfLocalTime, localTimeAt } from './zoned.ts';

describe('What a zone’s clock shows', () => {
  test('is 14:05 in Berlin at 13:05 UTC in winter, and 15:05 in summer', () => {
    expect(localTimeAt('2026-12-12T13:05:00Z', 'Europe/Berlin')).toBe('2026-12-12T14:05:00');
    expect(localTimeAt('2026-07-12T13:05:00Z', 'Europe/Berlin')).toBe('2026-07-12T15:05:00');
  });

  test('is found again as the same instant, whatever the zone', () => {
    const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
    const seconds = fc.integer({ min: Date.UTC(2020, 0) / 1000, max: Date.UTC(2035, 0) / 1000 });
    fc.assert(
      fc.property(seconds, fc.constantFrom(...zones), (second, zone) => {
        const at = instantAt(second * 1000);
        const found = instantOfLocalTime(localTimeAt(at, zone), zone) ?? '';
        // An hour that comes twice is the first of the two.
        expect([0, 1800, 3600]).toContain((epochMs(at) - epochMs(found)) / 1000);
        expect(localTimeAt(found, zone)).toBe(localTimeAt(at, zone));
      }),
    );
  });

  test('is 02:30 twice when Berlin’s clock goes back, of which the first is meant', () => {
    expect(instantOfLocalTime('2026-10-25T02:30:00', 'Europe/Berlin')).toBe('2026-10-25T00:30:00Z');
  });

  test('is never 02:30 when Berlin’s clock goes forward', () => {
    expect(instantOfLocalTime('2026-03-29T02:30:00', 'Europe/Berlin')).toBeNull();
  });

  test('is nothing on 30 February', () => {
    expect(instantOfLocalTime('2026-02-30T12:00:00', 'UTC')).toBeNull();
    expect(instantOfLocalTime('soon', 'UTC')).toBeNull();
  });
});
