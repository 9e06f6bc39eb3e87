import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { GenerationEntry, LedgerEntry } from '../api/schemas.ts';
import { buildPlanChange } from '../testing/build-customer.ts';
import { csvHeader, csvRows } from './ledger-csv.ts';

const at = '2026-04-21T09:00:00Z';

const generation: GenerationEntry = {
  id: 'gen-000003',
  at,
  kind: 'generation',
  credits: 4000,
  balanceAfter: 35_000,
  request: {
    tool: 'text-to-video',
    model: 'Veo 3.1',
    audio: true,
    aspect: '16:9',
    resolution: '1080p',
    duration: 8,
  },
  derivation: {
    ruleId: 't2v-veo-3.1-audio-8s',
    quantity: 1,
    unit: 'generation',
    unitSize: 1,
    units: 1,
    creditsPerUnit: 4000,
  },
  rateCardVersion: '2026-01',
};

const change = buildPlanChange({ at, paidMinor: -250 });

const reset: LedgerEntry = {
  id: `reset-${at}`,
  at,
  kind: 'reset',
  credits: 0,
  balanceAfter: 40_000,
  expired: 4710,
};

/** The lines as another parser reads them, by their columns’ names. */
const reparsed = (...entries: LedgerEntry[]) =>
  parse<Record<string, string>>(csvHeader() + csvRows(entries), { columns: true, record_delimiter: '\r\n' });

/** An entry of a model with this name. */
const named = (model: string): GenerationEntry => ({
  ...generation,
  request: { tool: 'text-to-image', model, images: 1 },
});

describe('The export', () => {
  test('has a generation’s choices and its arithmetic: integers ungrouped, the instant in UTC', () => {
    expect(reparsed(generation)[0]).toMatchObject({
      id: 'gen-000003',
      at: '2026-04-21T09:00:00Z',
      kind: 'generation',
      credits: '4000',
      balanceAfter: '35000',
      tool: 'text-to-video',
      model: 'Veo 3.1',
      audio: 'true',
      aspect: '16:9',
      resolution: '1080p',
      duration: '8',
      quantity: '1',
      unit: 'generation',
      unitSize: '1',
      units: '1',
      creditsPerUnit: '4000',
      ruleId: 't2v-veo-3.1-audio-8s',
      rateCardVersion: '2026-01',
      expired: '',
      paidMinor: '',
    });
  });

  test('has what expired at a reset, and what an upgrade changed and cost', () => {
    const [first, second] = reparsed(reset, change);
    expect(first).toMatchObject({ kind: 'reset', expired: '4710', balanceAfter: '40000', tool: '' });
    expect(second).toMatchObject({
      fromPlan: 'ai-suite-40000',
      toPlan: 'ai-suite-240000',
      policy: 'keep-anchor',
      usedCarried: '1000',
      currency: 'USD',
    });
  });

  test('ends every line, the last too, with CR LF, and begins with no byte order mark', () => {
    const text = csvHeader() + csvRows([reset, change]);
    expect(text.startsWith('id,at,kind,')).toBe(true);
    expect(text.match(/\r\n/g)).toHaveLength(3);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('of a page without entries has no line', () => {
    expect(csvRows([])).toBe('');
  });

  test.each(['Veo, the third', 'the “9” "inch" nail', 'two\r\nlines', ' blanks around ', 'ünïcødé 模型'])(
    'brings back %j as it was',
    (model) => {
      expect(reparsed(named(model))[0]?.model).toBe(model);
    },
  );

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '=1\n+1', '＝1+1'])(
    'keeps a spreadsheet from computing %j',
    (model) => {
      expect(reparsed(named(model))[0]?.model).toBe(`'${model}`);
    },
  );

  test('leaves a negative number a number', () => {
    expect(reparsed(change)[0]?.paidMinor).toBe('-250');
  });
});
