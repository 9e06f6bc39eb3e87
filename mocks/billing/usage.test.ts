import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { UsageRow } from '../../src/api/schemas.ts';
import { buildState, generate, spend } from '../testing/build-state.ts';
import { buildStudioState } from '../testing/build-studio.ts';
import { instantOf, secondsOf } from './instant.ts';
import { advanceTo } from './ledger.ts';
import type { BillingState } from './state.ts';
import { usageOf } from './usage.ts';

describe('usageOf', () => {
  test('groups by day, tool and model, oldest day first; a tool without models has null', () => {
    const state = buildState();
    generate(state, { tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 1 }, '2026-04-22T10:00:00Z');
    generate(state, { tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 3 }, '2026-04-22T23:00:00Z');
    generate(state, { tool: 'text-to-image', model: 'Seedream 4.5', images: 1 }, '2026-04-22T11:00:00Z');
    generate(state, { tool: 'speech-to-speech', seconds: 10.2 }, '2026-04-23T10:00:00Z');
    advanceTo(state, '2026-06-01T09:00:00Z');
    expect(usageOf(state, '2026-04-01T00:00:00Z', '2026-06-02T00:00:00Z', 'UTC')).toEqual([
      { day: '2026-04-22', tool: 'text-to-image', model: 'Flux 2.0 Pro', credits: 320, count: 2 },
      { day: '2026-04-22', tool: 'text-to-image', model: 'Seedream 4.5', credits: 100, count: 1 },
      { day: '2026-04-23', tool: 'speech-to-speech', model: null, credits: 22, count: 1 },
    ]);
  });

  test('is half-open: a generation at `from` belongs to it, one at `to` does not', () => {
    const state = buildState();
    spend(state, 8, '2026-04-21T23:59:59Z');
    spend(state, 1, '2026-04-22T00:00:00Z');
    spend(state, 2, '2026-04-22T23:59:59Z');
    spend(state, 4, '2026-04-23T00:00:00Z');
    expect(usageOf(state, '2026-04-22T00:00:00Z', '2026-04-23T00:00:00Z', 'UTC')).toMatchObject([
      { day: '2026-04-22', credits: 3, count: 2 },
    ]);
  });

  test.each([
    ['Pacific/Kiritimati', '2026-04-22T09:59:59Z', '2026-04-22', '2026-04-22T10:00:00Z', '2026-04-23'],
    ['Asia/Kathmandu', '2026-04-22T18:14:59Z', '2026-04-22', '2026-04-22T18:15:00Z', '2026-04-23'],
    ['America/Los_Angeles', '2026-04-22T06:59:59Z', '2026-04-21', '2026-04-22T07:00:00Z', '2026-04-22'],
    ['America/Los_Angeles', '2026-11-02T07:59:59Z', '2026-11-01', '2026-11-02T08:00:00Z', '2026-11-02'],
    ['UTC', '2026-04-22T23:59:59Z', '2026-04-22', '2026-04-23T00:00:00Z', '2026-04-23'],
  ])('In %s, %s is still %s and %s is %s', (timeZone, before, day, after, nextDay) => {
    const state = buildState();
    spend(state, 1, before);
    spend(state, 2, after);
    expect(usageOf(state, '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z', timeZone)).toMatchObject([
      { day, credits: 1 },
      { day: nextDay, credits: 2 },
    ]);
  });

  test('In St. John’s the clocks of 2010 went back over midnight: the day that came twice still comes first', () => {
    const state = buildState({ anchor: '2010-11-01T00:00:00Z', at: '2010-11-01T00:00:00Z' });
    spend(state, 1, '2010-11-07T02:30:30Z');
    spend(state, 2, '2010-11-07T03:00:00Z');
    expect(usageOf(state, '2010-11-01T00:00:00Z', '2010-12-01T00:00:00Z', 'America/St_Johns')).toMatchObject([
      { day: '2010-11-06', credits: 2 },
      { day: '2010-11-07', credits: 1 },
    ]);
  });
});

describe('usageOf, whatever is asked,', () => {
  /** The sums made entry by entry, in the order in which each first comes up, days sorted. */
  function summed(state: BillingState, from: string, to: string, timeZone: string): UsageRow[] {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
    const calendar = new Intl.DateTimeFormat('en-CA', { timeZone, ...parts });
    const rows = new Map<string, UsageRow>();
    for (const entry of state.entries) {
      if (entry.kind !== 'generation' || entry.at < from || entry.at >= to) continue;
      const { tool, model = null } = entry.request;
      const day = calendar.format(new Date(entry.at));
      const row = rows.get(`${day} ${tool} ${model}`) ?? { day, tool, model, credits: 0, count: 0 };
      row.credits += entry.credits;
      row.count += 1;
      rows.set(`${day} ${tool} ${model}`, row);
    }
    return [...rows.values()].sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
  }

  const ZONES = [
    'UTC',
    'Pacific/Kiritimati',
    'Asia/Kathmandu',
    'America/Los_Angeles',
    'Australia/Lord_Howe',
    'America/St_Johns',
    'Pacific/Chatham',
    'Etc/GMT+12',
    '+05:45',
  ];

  test('is the sum of the entries, to the second, in any zone', () => {
    const states = [1, 2, 3].map((seed) => buildStudioState(300 * seed, seed));
    const [first, last] = [secondsOf('2025-11-03T00:00:00Z'), secondsOf('2027-11-18T00:00:00Z')];
    const anySecond = fc.integer({ min: first, max: last }).map(instantOf);
    const booked = states.flatMap(({ entries }) => Array.from(entries, ({ at }) => at));
    const anyInstant = fc.oneof(anySecond, fc.constantFrom(...booked));
    const anyState = fc.constantFrom(...states);
    fc.assert(
      fc.property(
        anyState,
        anyInstant,
        anyInstant,
        fc.constantFrom(...ZONES),
        (state, from, to, timeZone) => {
          expect(usageOf(state, from, to, timeZone)).toEqual(summed(state, from, to, timeZone));
        },
      ),
      { numRuns: 150 },
    );
  });

  test('In the year 0 and the year 9999 there is nothing to sum, and asking costs nothing', () => {
    const state = buildStudioState(300);
    const [dawn, dusk] = ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z'];
    expect(usageOf(state, dawn, dusk, 'Asia/Kathmandu')).toEqual(summed(state, dawn, dusk, 'Asia/Kathmandu'));
    expect(usageOf(state, dawn, '2025-01-01T00:00:00Z', 'UTC')).toEqual([]);
    expect(usageOf(state, '2028-01-01T00:00:00Z', dusk, 'UTC')).toEqual([]);
    expect(usageOf(state, dusk, dawn, 'UTC')).toEqual([]);
    expect(usageOf(buildState(), dawn, dusk, 'UTC')).toEqual([]);
  });
});
