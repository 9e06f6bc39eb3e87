import { expect, test } from 'vitest';
import { ledgerPeriods } from './ledger-periods.ts';

const cycle = (start: string, end: string, expired: number | null) => ({
  start,
  end,
  allowance: 40_000,
  used: 0,
  expired,
});
const APRIL = cycle('2026-04-01T09:00:00Z', '2026-05-01T09:00:00Z', null);
const MARCH = cycle('2026-03-01T09:00:00Z', '2026-04-01T09:00:00Z', 40_000);
const FEBRUARY = cycle('2026-02-01T09:00:00Z', '2026-03-01T09:00:00Z', 40_000);

test('Periods are the running cycle, the one before it, and days of the zone with today among them', () => {
  const now = Date.parse('2026-04-21T20:00:00Z');
  // In Kathmandu it is 22 April, 01:45.
  expect(ledgerPeriods([APRIL, MARCH, FEBRUARY], now, 'Asia/Kathmandu')).toEqual([
    { label: 'This cycle', from: APRIL.start, to: APRIL.end },
    { label: 'Last cycle', from: MARCH.start, to: MARCH.end },
    { label: 'Last 7 days', from: '2026-04-15T18:15:00Z' },
    { label: 'Last 30 days', from: '2026-03-23T18:15:00Z' },
  ]);
});

test('A first cycle has none before it, and a plan that ended has none that runs', () => {
  const labels = (cycles: Parameters<typeof ledgerPeriods>[0]) =>
    ledgerPeriods(cycles, 0, 'UTC').map(({ label }) => label);
  expect(labels([APRIL])).toEqual(['This cycle', 'Last 7 days', 'Last 30 days']);
  expect(labels([MARCH])).toEqual(['Last cycle', 'Last 7 days', 'Last 30 days']);
});
