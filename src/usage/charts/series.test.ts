import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlanChangeEntry, UsageRow } from '../../api/schemas.ts';
import { buildOfferedPlan, buildPlanChange } from '../../testing/build-customer.ts';
import { epochMs, instantAt } from '../../units/instants.ts';
import {
  carriedInto,
  creditsIn,
  dailyUse,
  daysAhead,
  latestCycles,
  levelsOf,
  risesIn,
  usedByModel,
  usedByTool,
  withOthers,
} from './series.ts';

const APRIL = { start: '2026-04-01T09:00:00Z', end: '2026-05-01T09:00:00Z' };

const row = (day: string, tool: string, model: string | null, credits: number, count = 1): UsageRow => ({
  day,
  tool,
  model,
  credits,
  count,
});

const change = (part: Partial<PlanChangeEntry>) => buildPlanChange({ at: '2026-04-10T09:00:00Z', ...part });

const brief = (days: ReturnType<typeof dailyUse>) => days.map(({ day, credits }) => [day, credits]);

describe('The days of a cycle', () => {
  const rows = [
    row('2026-04-01', 'text-to-video', 'Veo 3.1', 4000),
    row('2026-04-03', 'text-to-speech', 'Cartesia', 120),
    row('2026-04-03', 'voice-clone', null, 500),
    row('2026-04-03', 'text-to-image', 'Flux 2.0 Pro', 80),
  ];

  test('are all there up to today, those without use as 0', () => {
    expect(brief(dailyUse(rows, APRIL, '2026-04-04T12:00:00Z', 'UTC'))).toEqual([
      ['2026-04-01', 4000],
      ['2026-04-02', 0],
      ['2026-04-03', 700],
      ['2026-04-04', 0],
    ]);
    expect(daysAhead({ ...APRIL, end: '2026-04-06T09:00:00Z' }, '2026-04-04T12:00:00Z', 'UTC')).toEqual([
      '2026-04-05',
      '2026-04-06',
    ]);
  });

  test('are split by kind of media, in the order of the meter', () => {
    const [, , third] = dailyUse(rows, APRIL, '2026-04-04T12:00:00Z', 'UTC');
    expect(third?.byKind).toEqual([
      { kind: 'voice', credits: 620 },
      { kind: 'image', credits: 80 },
    ]);
  });

  test('begin at once: in its first second a cycle has one day', () => {
    expect(brief(dailyUse([], APRIL, APRIL.start, 'UTC'))).toEqual([['2026-04-01', 0]]);
  });

  test('end with the cycle, where no reset follows it', () => {
    const days = dailyUse(rows, APRIL, '2026-06-12T09:00:00Z', 'UTC');
    expect(days.at(-1)).toMatchObject({ day: '2026-05-01', endMs: epochMs(APRIL.end) });
    expect(daysAhead(APRIL, '2026-06-12T09:00:00Z', 'UTC')).toEqual([]);
  });

  // The cycle begins on 1 April at 09:00 UTC, and it is 4 April, 11:00 UTC.
  test.each([
    ['Pacific/Kiritimati', ['2026-04-01', '2026-04-02', '2026-04-03', '2026-04-04', '2026-04-05']],
    ['Asia/Kathmandu', ['2026-04-01', '2026-04-02', '2026-04-03', '2026-04-04']],
    ['America/Los_Angeles', ['2026-04-01', '2026-04-02', '2026-04-03', '2026-04-04']],
    ['Australia/Lord_Howe', ['2026-04-01', '2026-04-02', '2026-04-03', '2026-04-04']],
  ])('in %s are those of its calendar', (timeZone, expected) => {
    const days = dailyUse(rows, APRIL, '2026-04-04T11:00:00Z', timeZone);
    expect(days.map(({ day }) => day)).toEqual(expected);
    expect(days[0]?.credits).toBe(4000);
  });

  test.each([
    ['America/Los_Angeles', '2026-03-08', '2026-03-08T08:00:00Z', '2026-03-09T07:00:00Z'],
    ['America/Los_Angeles', '2026-11-01', '2026-11-01T07:00:00Z', '2026-11-02T08:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00:00Z', '2026-04-05T13:30:00Z'],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30:00Z', '2026-10-04T13:00:00Z'],
  ])('in %s over the clock change of %s are from midnight to midnight', (timeZone, day, start, end) => {
    const cycle = {
      start: instantAt(epochMs(start) - 3 * 86_400_000),
      end: instantAt(epochMs(end) + 3 * 86_400_000),
    };
    const days = dailyUse([row(day, 'text-to-video', null, 7)], cycle, cycle.end, timeZone);
    expect(days.filter(({ credits }) => credits > 0)).toMatchObject([
      { day, startMs: epochMs(start), endMs: epochMs(end) },
    ]);
  });
});

describe('What is left', () => {
  const rows = [
    row('2026-04-01', 'text-to-video', null, 4000),
    row('2026-04-03', 'text-to-video', null, 700),
  ];
  const now = '2026-04-04T12:00:00Z';
  const days = dailyUse(rows, APRIL, now, 'UTC');
  const left = (levels: ReturnType<typeof levelsOf>) =>
    levels.map(({ atMs, remaining }) => [instantAt(atMs), remaining]);

  test('falls from the allowance at the start to what is left now, at the end of each day', () => {
    expect(left(levelsOf(days, 35_300, [], now))).toEqual([
      ['2026-04-01T09:00:00Z', 40_000],
      ['2026-04-02T00:00:00Z', 36_000],
      ['2026-04-03T00:00:00Z', 36_000],
      ['2026-04-04T00:00:00Z', 35_300],
      ['2026-04-04T12:00:00Z', 35_300],
    ]);
  });

  test('begins below the allowance where an upgrade carried 1,000 into the cycle', () => {
    expect(levelsOf(days, 34_300, [], now)[0]).toMatchObject({ day: null, remaining: 39_000 });
  });

  test('rises on the day of an upgrade that keeps the cycle', () => {
    const rises = [{ at: '2026-04-03T15:00:00Z', credits: 200_000 }];
    expect(levelsOf(days, 235_300, rises, now).map(({ remaining }) => remaining)).toEqual([
      40_000, 36_000, 36_000, 235_300, 235_300,
    ]);
  });

  test('goes down by what each day took, whatever that is', () => {
    const credits = fc.array(fc.nat(2000), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(credits, fc.nat(40_000), (used, remaining) => {
        const month = used.map((sum, i) => row(`2026-04-${`${i + 1}`.padStart(2, '0')}`, 'x', null, sum));
        const cycle = { start: '2026-04-01T00:00:00Z', end: '2026-05-01T00:00:00Z' };
        const full = dailyUse(month, cycle, cycle.end, 'UTC');
        const levels = levelsOf(full, remaining, [], cycle.end);
        expect(levels.at(-1)?.remaining).toBe(remaining);
        for (const [i, day] of full.entries()) {
          expect((levels[i]?.remaining ?? 0) - (levels[i + 1]?.remaining ?? 0)).toBe(day.credits);
        }
      }),
    );
  });
});

describe('Upgrades within a cycle', () => {
  const plans = [buildOfferedPlan(), buildOfferedPlan({ id: 'ai-suite-240000', monthlyCredits: 240_000 })];

  test('add 200,000 when 40,000 become 240,000', () => {
    expect(risesIn(APRIL, [change({})], plans)).toEqual([{ at: '2026-04-10T09:00:00Z', credits: 200_000 }]);
  });

  test.each([
    ['before it', change({ at: '2026-03-31T09:00:00Z' })],
    ['that began it', change({ policy: 'restart-anchor' })],
    ['from a plan that is no longer sold', change({ from: 'ai-suite-30000' })],
  ])('add nothing: one %s', (_, entry) => {
    expect(risesIn(APRIL, [entry], plans)).toEqual([]);
  });
});

describe('What a cycle begins with as used', () => {
  const restart = (at: string) => change({ at, policy: 'restart-anchor', usedCarried: 1000 });

  test('is what the upgrade that began it carried', () => {
    expect(carriedInto(APRIL, [change({ at: '2026-04-10T09:00:00Z' }), restart(APRIL.start)])).toBe(1000);
  });

  test.each([
    ['no upgrade', []],
    ['an upgrade that began an earlier cycle', [restart('2026-03-05T09:00:00Z')]],
    ['an upgrade within it', [change({ usedCarried: 1000 })]],
    ['one at its first moment that kept the anchor', [change({ at: APRIL.start, usedCarried: 1000 })]],
  ])('is nothing after %s', (_, entries) => {
    expect(carriedInto(APRIL, entries)).toBe(0);
  });
});

describe('Tools and models', () => {
  const rows = [
    row('2026-04-01', 'text-to-image', 'Flux 2.0 Pro', 240, 1),
    row('2026-04-02', 'image-to-image', 'Flux 2.0 Pro', 100, 1),
    row('2026-04-02', 'speech-to-speech', null, 22, 1),
    row('2026-04-03', 'text-to-video', 'Veo 3.1', 4000, 2),
    row('2026-04-03', 'music', 'Aria', 22, 1),
  ];

  test('stand by size, tools each for themselves', () => {
    expect(usedByTool(rows).map(({ label, credits }) => [label, credits])).toEqual([
      ['Text to video', 4000],
      ['Text to image', 240],
      ['Image to image', 100],
      ['Music', 22],
      ['Speech to speech', 22],
    ]);
  });

  test('stand by size, a model over all its tools, and a tool without models for itself', () => {
    expect(usedByModel(rows).map(({ label, credits, count }) => [label, credits, count])).toEqual([
      ['Veo 3.1', 4000, 2],
      ['Flux 2.0 Pro', 340, 2],
      ['Aria', 22, 1],
      ['Speech to speech', 22, 1],
    ]);
  });

  test('that find no room are put together as the last, and no credit is lost', () => {
    const shares = usedByTool(rows);
    expect(withOthers(shares, 5)).toEqual(shares);
    const [first, second, others] = withOthers(shares, 3);
    expect([first?.label, second?.label]).toEqual(['Text to video', 'Text to image']);
    expect(others).toMatchObject({ label: '3 others', credits: 144, count: 3 });
    expect(creditsIn(withOthers(shares, 3))).toBe(4384);
  });
});

test('Of five cycles the newest three are drawn, oldest first', () => {
  const cycles = ['05', '04', '03', '02', '01'].map((month) => ({
    start: `2026-${month}-01T09:00:00Z`,
    end: '',
    allowance: 40_000,
    used: 0,
    expired: 0,
  }));
  expect(latestCycles(cycles, 3).map(({ start }) => start.slice(5, 7))).toEqual(['03', '04', '05']);
});
