import { describe, expect, test } from 'vitest';
import { buildSubscription } from '../testing/build-customer.ts';
import { renewalsOf } from './renewal.ts';

const MAY_1 = '2026-05-01T09:00:00Z';

describe('What renews when', () => {
  test('is two things under monthly billing too, though they fall on one moment', () => {
    expect(renewalsOf(buildSubscription())).toEqual([
      { kind: 'reset', at: MAY_1, allowance: 40_000 },
      { kind: 'charge', at: MAY_1, amountMinor: 4999, currency: 'USD' },
    ]);
  });

  test('is two moments under yearly billing', () => {
    const nextCharge = { at: '2027-04-01T09:00:00Z', amountMinor: 47_988, currency: 'USD' };
    expect(renewalsOf(buildSubscription({ interval: 'year', nextCharge }))).toEqual([
      { kind: 'reset', at: MAY_1, allowance: 40_000 },
      { kind: 'charge', ...nextCharge },
    ]);
  });

  test('is its end, in place of a charge, for a canceled plan', () => {
    const canceling = buildSubscription({
      status: 'canceling',
      nextCharge: null,
      upcoming: { resets: [], charges: [] },
    });
    expect(renewalsOf(canceling)).toEqual([{ kind: 'end', at: MAY_1 }]);
  });

  test('has the resets that a canceled yearly plan still brings before its end', () => {
    const canceling = buildSubscription({
      status: 'canceling',
      interval: 'year',
      billingPeriod: { start: '2026-04-01T09:00:00Z', end: '2027-04-01T09:00:00Z' },
      nextCharge: null,
      upcoming: { resets: [MAY_1, '2026-06-01T09:00:00Z'], charges: [] },
    });
    expect(renewalsOf(canceling)).toEqual([
      { kind: 'reset', at: MAY_1, allowance: 40_000 },
      { kind: 'end', at: '2027-04-01T09:00:00Z' },
    ]);
  });

  test('waits for the payment while one is missing: no date is promised', () => {
    const pastDue = buildSubscription({
      status: 'past_due',
      nextCharge: null,
      upcoming: { resets: [], charges: [] },
    });
    expect(renewalsOf(pastDue)).toEqual([{ kind: 'payment-missing' }]);
  });

  test('is nothing but when it ended, for a plan that has', () => {
    const ended = buildSubscription({
      status: 'ended',
      nextCharge: null,
      upcoming: { resets: [], charges: [] },
    });
    expect(renewalsOf(ended)).toEqual([{ kind: 'ended', at: MAY_1 }]);
  });
});
