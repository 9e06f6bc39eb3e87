import { describe, expect, test } from 'vitest';
import { buildState, generate, spend } from '../testing/build-state.ts';
import { advanceTo } from './ledger.ts';
import { ledgerPage } from './ledger-page.ts';
import type { BillingState } from './state.ts';

describe('ledgerPage', () => {
  /** gen-000001 to gen-000005 of 1 to 5 credits a day apart, then an image, then the reset of 1 May. */
  function history(): BillingState {
    const state = buildState();
    for (let day = 1; day <= 5; day += 1) spend(state, day, `2026-04-2${day}T10:00:00Z`);
    generate(state, { tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 1 }, '2026-04-26T10:00:00Z');
    advanceTo(state, '2026-05-01T09:00:00Z');
    return state;
  }

  function ids(state: BillingState, filter = {}, cursor: number | null = null, limit = 50) {
    return ledgerPage(state, filter, cursor, limit).entries.map(({ id }) => id);
  }

  test('is newest first', () => {
    expect(ids(history())).toEqual([
      'reset-2026-05-01T09:00:00Z',
      'gen-000006',
      'gen-000005',
      'gen-000004',
      'gen-000003',
      'gen-000002',
      'gen-000001',
    ]);
  });

  test('Page by page every entry comes once, also when entries are booked between the pages', () => {
    const state = history();
    const seen: string[] = [];
    let cursor: number | null = null;
    do {
      const page = ledgerPage(state, {}, cursor, 3);
      seen.push(...page.entries.map(({ id }) => id));
      cursor = page.nextCursor === null ? null : Number(page.nextCursor);
      spend(state, 1);
    } while (cursor !== null);
    expect(seen).toEqual(ids(history()));
  });

  test('A page that ends with the last entry has no next one, nor has one whose remaining entries are filtered away', () => {
    expect(ledgerPage(history(), {}, null, 7).nextCursor).toBeNull();
    expect(ledgerPage(history(), {}, null, 6).nextCursor).not.toBeNull();
    expect(ledgerPage(history(), { tool: 'text-to-image' }, null, 1).nextCursor).toBeNull();
    expect(ledgerPage(history(), { tool: 'text-to-speech' }, null, 4).nextCursor).not.toBeNull();
  });

  test('A cursor beyond the newest entry starts with it', () => {
    expect(ids(history(), {}, 999_999, 1)).toEqual(['reset-2026-05-01T09:00:00Z']);
  });

  test.each([
    ['kind', { kind: 'reset' }, ['reset-2026-05-01T09:00:00Z']],
    ['tool', { tool: 'text-to-image' }, ['gen-000006']],
    ['model', { model: 'Flux 2.0 Pro' }, ['gen-000006']],
    ['kind and tool at once', { kind: 'reset', tool: 'text-to-image' }, []],
    ['from, which belongs to it', { from: '2026-04-26T10:00:00Z', kind: 'generation' }, ['gen-000006']],
    ['to, which does not', { to: '2026-04-22T10:00:00Z' }, ['gen-000001']],
    ['from and to', { from: '2026-04-22T10:00:00Z', to: '2026-04-23T10:00:00Z' }, ['gen-000002']],
    ['q in an id', { q: '000003' }, ['gen-000003']],
    ['q in a tool', { q: 'to-image' }, ['gen-000006']],
    ['q in a model, in any case and with blanks around', { q: ' flux ' }, ['gen-000006']],
    ['q in the id of a reset', { q: 'reset-2026-05' }, ['reset-2026-05-01T09:00:00Z']],
    ['q that is nowhere', { q: 'fox' }, []],
  ])('narrows by %s', (_, filter, expected) => {
    expect(ids(history(), filter)).toEqual(expected);
  });

  test('An empty q narrows nothing', () => {
    expect(ids(history(), { q: '  ' })).toHaveLength(7);
  });
});
