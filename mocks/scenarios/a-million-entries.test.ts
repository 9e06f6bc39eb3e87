import { describe, expect, test } from 'vitest';
import { type LedgerFilter, ledgerPage } from '../billing/ledger-page.ts';
import type { BillingState } from '../billing/state.ts';
import { usageOf } from '../billing/usage.ts';
import { buildStudioState } from '../testing/build-studio.ts';
import { countReads } from '../testing/count-reads.ts';

/** What is counted is the numbers read from the columns: it is the same on every machine, as time is not. */

const few = buildStudioState(1000);
const many = buildStudioState(1_000_000);

describe('A page of 200 out of a million entries', () => {
  /** The numbers read from the columns for a page; giving out an entry takes 6. */
  function readsFor(state: BillingState, filter: LedgerFilter, cursor: number | null = null): number {
    return countReads(() => ledgerPage(state, filter, cursor, 200));
  }

  test('costs what one out of a thousand costs: 1,200 numbers are read', () => {
    expect(readsFor(many, {})).toBe(1200);
    expect(readsFor(many, {}, 500_000)).toBe(1200);
    // One of the 200 is a reset, which is a template alone.
    expect(readsFor(few, {})).toBeGreaterThan(1150);
  });

  test.each<[string, LedgerFilter, number]>([
    ['kind', { kind: 'generation' }, 6000],
    ['kind, of which there are few', { kind: 'reset' }, 200],
    ['tool', { tool: 'text-to-video' }, 4000],
    ['model', { model: 'Cartesia' }, 6000],
    ['model that was never used', { model: 'Sora 2' }, 0],
    ['period', { from: '2026-02-01T00:00:00Z', to: '2026-03-01T00:00:00Z' }, 1250],
    ['tool up to an instant', { tool: 'text-to-image', to: '2026-03-01T00:00:00Z' }, 6000],
    ['id', { q: 'gen-000777' }, 400],
    ['id that is not there', { q: 'gen-999999' }, 400],
    ['digits of ids', { q: '77' }, 16_000],
    ['rare digits of ids', { q: '00077' }, 4000],
    ['word of a model', { q: 'kling' }, 4000],
    ['word that is nowhere', { q: 'fox' }, 200],
    ['digits and a tool, of which the rarer leads', { q: '77', tool: 'text-to-video' }, 24_000],
  ])('by %s is found by bisection, from the newest or from deep inside', (_, filter, bound) => {
    expect(readsFor(many, filter)).toBeLessThanOrEqual(bound);
    expect(readsFor(many, filter, 123_456)).toBeLessThanOrEqual(bound);
  });
});

describe('Sums by day of a million entries', () => {
  test('A hundred times the entries cost twice the reading: the sums of 31 days, then of 745', () => {
    const tenThousand = buildStudioState(10_000);
    const readsOver = (state: BillingState, from: string) =>
      countReads(() => usageOf(state, from, '2027-11-17T15:30:00Z', 'Asia/Kathmandu'));
    expect(readsOver(many, '2027-10-17T15:30:00Z')).toBeLessThan(12_000);
    const everything = '2025-11-03T08:00:00Z';
    expect(readsOver(many, everything)).toBeLessThan(300_000);
    expect(readsOver(many, everything)).toBeLessThan(2.2 * readsOver(tenThousand, everything));
  });
});
