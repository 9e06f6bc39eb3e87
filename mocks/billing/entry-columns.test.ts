import { describe, expect, test } from 'vitest';
import type { GenerationEntry, LedgerEntry } from '../../src/api/schemas.ts';
import { EntryColumns } from './entry-columns.ts';

function speechOf(characters: number, at: string, sequence: number, model = 'Cartesia'): GenerationEntry {
  return {
    id: `gen-${String(sequence).padStart(6, '0')}`,
    at,
    kind: 'generation',
    credits: Math.ceil(characters / 10),
    balanceAfter: 40_000 - sequence,
    request: { tool: 'text-to-speech', model, characters },
    derivation: {
      ruleId: 'tts',
      quantity: characters,
      unit: 'character',
      unitSize: 10,
      units: Math.ceil(characters / 10),
      creditsPerUnit: 1,
    },
    rateCardVersion: '2026-01',
  };
}

const RECORDING: GenerationEntry = {
  id: 'gen-000003',
  at: '2026-04-22T10:00:00Z',
  kind: 'generation',
  credits: 22,
  balanceAfter: 39_000,
  request: { tool: 'speech-to-speech', seconds: 10.2 },
  derivation: { ruleId: 's2s', quantity: 10.2, unit: 'second', unitSize: 1, units: 11, creditsPerUnit: 2 },
  rateCardVersion: '2026-01',
};
const IMAGES: GenerationEntry = {
  id: 'gen-000004',
  at: '2026-04-22T10:00:00Z',
  kind: 'generation',
  credits: 240,
  balanceAfter: 38_760,
  request: { tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 3 },
  derivation: { ruleId: 't2i', quantity: 3, unit: 'image', unitSize: 1, units: 3, creditsPerUnit: 80 },
  rateCardVersion: '2026-01',
};
/** Its quantity is 1, which no field of the request says. */
const VIDEO: GenerationEntry = {
  id: 'gen-000005',
  at: '2026-04-23T10:00:00Z',
  kind: 'generation',
  credits: 4000,
  balanceAfter: 34_760,
  request: {
    tool: 'text-to-video',
    model: 'Veo 3.1',
    audio: true,
    aspect: '16:9',
    resolution: '720p',
    duration: 8,
  },
  derivation: { ruleId: 't2v', quantity: 1, unit: 'generation', unitSize: 1, units: 1, creditsPerUnit: 4000 },
  rateCardVersion: '2026-01',
};
const RESET: LedgerEntry = {
  id: 'reset-2026-05-01T09:00:00Z',
  at: '2026-05-01T09:00:00Z',
  kind: 'reset',
  credits: 0,
  balanceAfter: 40_000,
  expired: 34_760,
};
const CHANGE: LedgerEntry = {
  id: 'upg-000007',
  at: '2026-05-02T09:00:00Z',
  kind: 'plan-change',
  credits: 0,
  balanceAfter: 240_000,
  from: 'ai-suite-40000',
  to: 'ai-suite-240000',
  policy: 'keep-anchor',
  usedCarried: 0,
  paidMinor: 6000,
  currency: 'USD',
};

const HISTORY: [LedgerEntry, number][] = [
  [speechOf(1234, '2026-04-21T10:00:00Z', 1), 1],
  [speechOf(6, '2026-04-22T10:00:00Z', 2), 2],
  [RECORDING, 3],
  [IMAGES, 4],
  [VIDEO, 5],
  [RESET, 5],
  [CHANGE, 7],
];

function columns(): EntryColumns {
  const entries = new EntryColumns();
  for (const [entry, sequence] of HISTORY) entries.push(entry, sequence);
  return entries;
}

describe('Entries in columns', () => {
  test('come out as they went in, to the order of their members', () => {
    const out = [...columns()];
    const into = HISTORY.map(([entry]) => entry);
    expect(out).toEqual(into);
    expect(JSON.stringify(out)).toBe(JSON.stringify(into));
  });

  test('are as many as were appended; there is none before or after', () => {
    const entries = columns();
    expect(entries.length).toBe(7);
    expect(() => entries.entry(7)).toThrow(RangeError);
    expect(() => entries.entry(-1)).toThrow(RangeError);
  });

  test('share a template when they differ in figures only', () => {
    const entries = new EntryColumns();
    const first = entries.templateOf(speechOf(1234, '2026-04-21T10:00:00Z', 1));
    expect(entries.templateOf(speechOf(6, '2026-05-21T10:00:00Z', 9))).toBe(first);
    expect(entries.templateOf(speechOf(6, '2026-04-21T10:00:00Z', 1, 'Eleven v2'))).not.toBe(first);
    const dearer = speechOf(6, '2026-04-21T10:00:00Z', 1);
    dearer.derivation.unitSize = 5;
    expect(entries.templateOf(dearer)).not.toBe(first);
    const onOldCard = { ...speechOf(6, '2025-12-21T10:00:00Z', 1), rateCardVersion: '2025-11' };
    expect(entries.templateOf(onOldCard)).not.toBe(first);
  });

  test('of one kind, tool and model are one group, with running sums', () => {
    const entries = columns();
    entries.push(speechOf(95, '2026-05-03T10:00:00Z', 8), 8);
    const listed = entries.groups.map(({ kind, tool, model, rows, spent }) => [
      kind,
      tool,
      model,
      Array.from({ length: rows.length }, (_, index) => [rows.get(index), spent.get(index)]),
    ]);
    expect(listed).toEqual([
      [
        'generation',
        'text-to-speech',
        'Cartesia',
        [
          [0, 124],
          [1, 125],
          [7, 135],
        ],
      ],
      ['generation', 'speech-to-speech', undefined, [[2, 22]]],
      ['generation', 'text-to-image', 'Flux 2.0 Pro', [[3, 240]]],
      ['generation', 'text-to-video', 'Veo 3.1', [[4, 4000]]],
      ['reset', undefined, undefined, [[5, 0]]],
      ['plan-change', undefined, undefined, [[6, 0]]],
    ]);
  });

  test('were spent on, between two rows, by tool and model, what was used first first', () => {
    const entries = columns();
    expect(entries.spentIn(1, 4)).toMatchObject([
      { tool: 'text-to-speech', model: 'Cartesia', credits: 1, count: 1 },
      { tool: 'speech-to-speech', model: null, credits: 22, count: 1 },
      { tool: 'text-to-image', model: 'Flux 2.0 Pro', credits: 240, count: 1 },
    ]);
    entries.push(speechOf(95, '2026-05-03T10:00:00Z', 8), 8);
    expect(entries.spentIn(2, 8).map(({ tool }) => tool)).toEqual([
      'speech-to-speech',
      'text-to-image',
      'text-to-video',
      'text-to-speech',
    ]);
    expect(entries.spentIn(5, 7)).toEqual([]);
    expect(entries.spentIn(0, 2)).toMatchObject([{ credits: 125, count: 2 }]);
  });

  test('list their resets', () => {
    const entries = columns();
    const second = { ...RESET, id: 'reset-2026-06-01T09:00:00Z', at: '2026-06-01T09:00:00Z' };
    entries.push(second, 7);
    expect([...entries.resets()]).toEqual([RESET, second]);
    expect([...new EntryColumns().resets()]).toEqual([]);
  });

  test.each([
    ['2026-04-21T09:59:59Z', 0],
    ['2026-04-21T10:00:00Z', 1],
    ['2026-04-22T10:00:00Z', 4],
    ['2026-05-01T09:00:00Z', 6],
    ['2027-01-01T00:00:00Z', 7],
  ])('up to %s are %i, and go their own way', (instant, count) => {
    const entries = columns();
    const early = entries.until(instant);
    const into = HISTORY.map(([entry]) => entry);
    expect([...early]).toEqual(into.slice(0, count));

    const other = speechOf(30, '2027-02-01T00:00:00Z', 8);
    const later = speechOf(40, '2027-02-01T00:00:00Z', 8, 'Minimax 02 HD');
    early.push(other, 8);
    entries.push(later, 8);
    expect([...early]).toEqual([...into.slice(0, count), other]);
    expect([...entries]).toEqual([...into, later]);
    const spent = into.slice(0, count).reduce((sum, { credits }) => sum + credits, 3);
    const summed = early.spentIn(0, count + 1).reduce((sum, { credits }) => sum + credits, 0);
    expect(summed).toBe(spent);
    expect(early.sequence.get(count)).toBe(8);
  });
});
