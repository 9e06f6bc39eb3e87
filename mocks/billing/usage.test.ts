import { describe, expect, test } from 'vitest';
import { buildState, generate, spend } from '../testing/build-state.ts';
import { advanceTo } from './ledger.ts';
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
