import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LedgerEntry } from '../../src/api/schemas.ts';
import { buildState, confirm, generate, quote, spend } from '../testing/build-state.ts';
import { buildStudioState } from '../testing/build-studio.ts';
import { advanceTo } from './ledger.ts';
import { type LedgerFilter, ledgerPage } from './ledger-page.ts';
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

describe('ledgerPage, whatever is asked,', () => {
  /** 600 entries of the studio's, then quotes, of which one leaves a gap before a reset, a clone, an upgrade and more. */
  function mixedHistory(): BillingState {
    const state = buildStudioState(600);
    spend(state, 3, '2027-11-17T15:30:00Z');
    quote(state, 'max-pro-240000');
    advanceTo(state, '2027-12-03T08:00:00Z');
    generate(state, { tool: 'voice-clone' }, '2027-12-03T08:00:00Z', 'Narrator');
    const id = quote(state, 'max-pro-240000');
    spend(state, 7);
    confirm(state, id);
    quote(state, 'max-pro-240000');
    spend(state, 2, '2027-12-05T08:00:00Z');
    advanceTo(state, '2028-01-04T00:00:00Z');
    return state;
  }

  /** The filter said plainly, entry by entry. */
  function passes(entry: LedgerEntry, { kind, tool, model, from, to, q }: LedgerFilter): boolean {
    const request = entry.kind === 'generation' ? entry.request : { tool: undefined, model: undefined };
    const sought = q?.trim().toLowerCase() ?? '';
    return (
      (kind === undefined || entry.kind === kind) &&
      (tool === undefined || request.tool === tool) &&
      (model === undefined || request.model === model) &&
      (from === undefined || entry.at >= from) &&
      (to === undefined || entry.at < to) &&
      [entry.id, request.tool, request.model].some((text) => text?.toLowerCase().includes(sought))
    );
  }

  const state = mixedHistory();
  const entries = [...state.entries];
  const ids = entries.map(({ id }) => id);
  const moments = entries.map(({ at }) => at);
  const maybe = <T>(from: fc.Arbitrary<T>) => fc.option(from, { nil: undefined });
  const anyPart = fc
    .tuple(fc.constantFrom(...ids, 'Text-To-Video', 'Eleven v2', 'GPT Image 1.5 Low'), fc.nat(25), fc.nat(25))
    .map(([text, start, length]) => text.slice(start % text.length).slice(0, length));
  const anyFilter = fc.record({
    kind: maybe(fc.constantFrom('generation', 'reset', 'plan-change')),
    tool: maybe(fc.constantFrom('text-to-speech', 'speech-to-speech', 'voice-clone', 'text-to-music')),
    model: maybe(fc.constantFrom('Cartesia', 'Eleven v2', 'Seedream 4.5')),
    from: maybe(fc.constantFrom(...moments)),
    to: maybe(fc.constantFrom(...moments)),
    q: maybe(fc.oneof(anyPart, fc.stringMatching(/^\d{1,3}$/), fc.stringMatching(/^[gen-]{1,4}0{0,4}\d$/))),
  });

  test('page by page is what a look at each entry finds', () => {
    fc.assert(
      fc.property(anyFilter, fc.integer({ min: 1, max: 200 }), (filter, limit) => {
        const found: string[] = [];
        let cursor: number | null = null;
        do {
          const page = ledgerPage(state, filter, cursor, limit);
          found.push(...page.entries.map(({ id }) => id));
          expect(page.nextCursor === null || page.entries.length === limit).toBe(true);
          cursor = page.nextCursor === null ? null : Number(page.nextCursor);
        } while (cursor !== null);
        const expected = entries.filter((entry) => passes(entry, filter)).toReversed();
        expect(found).toEqual(expected.map(({ id }) => id));
      }),
      { numRuns: 400 },
    );
  });

  test('begins below any cursor', () => {
    fc.assert(
      fc.property(anyFilter, fc.nat({ max: entries.length + 5 }), (filter, cursor) => {
        const page = ledgerPage(state, filter, cursor, 5);
        const expected = entries
          .slice(0, cursor)
          .filter((entry) => passes(entry, filter))
          .toReversed();
        expect(page.entries).toEqual(expected.slice(0, 5));
        expect(page.nextCursor !== null).toBe(expected.length > 5);
      }),
      { numRuns: 200 },
    );
  });
});
