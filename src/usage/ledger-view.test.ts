import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LedgerFilter } from '../api/history.ts';
import { instantAt } from '../units/instants.ts';
import { changedFilter, formatLedgerLink, KINDS, parseLedgerView } from './ledger-view.ts';

const TOOLS = ['text-to-speech', 'text-to-video'];
const read = (search: string, timeZone = 'UTC') =>
  parseLedgerView(search, timeZone, (id) => TOOLS.includes(id));

describe('A link to the ledger', () => {
  test('with every filter set has every one of them, and the entry that is open', () => {
    expect(
      read(
        '?scenario=demo&kind=generation&tool=text-to-video&model=Veo+3.1&from=2026-04-01T09:00:00Z&to=2026-05-01T09:00:00Z&q=veo&entry=gen-000003',
      ),
    ).toEqual({
      filter: {
        kind: 'generation',
        tool: 'text-to-video',
        model: 'Veo 3.1',
        from: '2026-04-01T09:00:00Z',
        to: '2026-05-01T09:00:00Z',
        q: 'veo',
      },
      entryId: 'gen-000003',
      ignored: [],
    });
  });

  test('without any has none', () => {
    expect(read('?scenario=demo&at=2026-04-21T09:00:00Z&q=')).toEqual({
      filter: {},
      entryId: null,
      ignored: [],
    });
  });

  test('may name days: those of the customer’s zone, both of them in the period', () => {
    expect(read('?from=2026-04-01&to=2026-04-02', 'Asia/Kathmandu').filter).toEqual({
      from: '2026-03-31T18:15:00Z',
      to: '2026-04-02T18:15:00Z',
    });
  });

  test('may write an instant in any zone, its plus sign unescaped', () => {
    expect(read('?from=2026-04-01T00:00:00+05:45').filter).toEqual({ from: '2026-03-31T18:15:00Z' });
  });

  test.each([
    ['kind=refund', '“refund” is ignored: a kind is one of generation, reset, plan-change.'],
    ['tool=banana', '“banana” is ignored: there is no such tool.'],
    ['from=2026-02-30', /^“2026-02-30” is ignored: a period begins and ends with/],
    ['to=soon', /^“soon” is ignored: a period begins and ends with/],
    ['from=2026-04-02&to=2026-04-01', 'The period is ignored: it ends before it begins.'],
  ])('with %s is told so, and shows what it would without', (search, sentence) => {
    const { filter, ignored } = read(`?${search}&q=veo`);
    expect(filter).toEqual({ q: 'veo' });
    expect(ignored).toEqual([expect.stringMatching(sentence)]);
  });

  test('reads as it was written, whatever the filter', () => {
    const instants = fc.integer({ min: 0, max: 2_000_000_000 }).map((s) => instantAt(s * 1000));
    const text = fc.string({ minLength: 1 }).filter((some) => some === some.trim());
    const filters = fc.record(
      {
        kind: fc.constantFrom(...KINDS),
        tool: fc.constantFrom(...TOOLS),
        model: text,
        from: instants,
        q: text,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(filters as fc.Arbitrary<LedgerFilter>, fc.option(text), (filter, entry) => {
        const search = formatLedgerLink(filter, entry).replace('/usage', '');
        expect(read(search)).toEqual({ filter, entryId: entry, ignored: [] });
      }),
    );
  });
});

test('A changed filter keeps its other parts, and loses those that are taken away', () => {
  const filter = { tool: 'text-to-video', model: 'Veo 3.1', q: 'veo' } as const;
  expect(changedFilter(filter, { tool: 'text-to-speech', model: undefined })).toEqual({
    tool: 'text-to-speech',
    q: 'veo',
  });
});
