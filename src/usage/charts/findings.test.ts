import { describe, expect, test } from 'vitest';
import { buildBalance } from '../../testing/build-customer.ts';
import { createDayFormats } from '../../units/day-formats.ts';
import { createFormats } from '../../units/formats.ts';
import { cycleFinding, dayFinding, kindFinding, paceFinding, shareFinding, wholeOf } from './findings.ts';
import { dailyUse, usedByTool } from './series.ts';

const inLocale = (locale: string) => ({
  ...createFormats(locale, 'UTC'),
  ...createDayFormats(locale, 'UTC'),
});
const formats = inLocale('en-GB');
const CYCLE = { start: '2026-11-05T09:00:00Z', end: '2026-12-05T09:00:00Z' };
const row = (day: string, tool: string, credits: number) => ({ day, tool, model: null, credits, count: 1 });
const daysOf = (...rows: ReturnType<typeof row>[]) => dailyUse(rows, CYCLE, '2026-11-12T12:00:00Z', 'UTC');

describe('The finding about what is left', () => {
  test.each<[string, number, number | null]>([
    ['You have used 1,200 credits less than an even pace', 10_000, 11_200],
    ['You have used 1 credit more than an even pace', 10_001, 10_000],
    ['You are exactly at an even pace', 10_000, 10_000],
    ['All 40,000 credits are used', 40_000, 22_000],
    ['30,000 of 40,000 credits are left', 10_000, null],
  ])('“%s”', (finding, used, even) => {
    expect(paceFinding(buildBalance(used), even, formats)).toBe(finding);
  });
});

describe('The finding about days', () => {
  const tuesday = row('2026-11-10', 'text-to-video', 4300);
  const today = row('2026-11-12', 'text-to-image', 4301);

  test('names the busiest, in the customer’s language for dates', () => {
    expect(dayFinding(daysOf(tuesday), formats)).toMatch(
      /^Tuesday,? 10 Nov was the busiest day: 4,300 credits$/,
    );
    expect(dayFinding(daysOf(tuesday), inLocale('de-DE'))).toBe(
      'Dienstag, 10. Nov. was the busiest day: 4.300 credits',
    );
  });

  test('is that today is the busiest so far, or that nothing is used yet', () => {
    expect(dayFinding(daysOf(tuesday, today), formats)).toBe(
      'Today is the busiest day so far: 4,301 credits',
    );
    expect(dayFinding(daysOf(), formats)).toBe('Nothing is used in this cycle yet');
  });

  test('names the first of two days alike', () => {
    expect(dayFinding(daysOf(tuesday, row('2026-11-11', 'text-to-video', 4300)), formats)).toContain(
      'Tuesday',
    );
  });

  test('says which kind of media took most', () => {
    const days = daysOf(row('2026-11-10', 'text-to-video', 71), row('2026-11-11', 'voice-clone', 29));
    expect(kindFinding(days, wholeOf(0), formats)).toBe('Video took 71% of this cycle’s credits');
    expect(kindFinding(days, wholeOf(1), formats)).toBe(
      'Video took 71% of the credits used since your upgrade',
    );
    expect(kindFinding(daysOf(), wholeOf(0), formats)).toBeUndefined();
  });
});

describe('The finding about tools', () => {
  const shares = (...rows: ReturnType<typeof row>[]) => usedByTool(rows);
  const video = row('2026-11-10', 'text-to-video', 7500);

  test.each([
    [
      'Text to video took most: 75% of this cycle’s credits',
      shares(video, row('2026-11-10', 'text-to-image', 2500)),
    ],
    ['Text to video took all 7,500 credits', shares(video)],
    ['Nothing is used in this cycle yet', []],
  ])('“%s”', (finding, used) => {
    expect(shareFinding(used, wholeOf(0), formats)).toBe(finding);
  });

  test('takes shares of what was used since the upgrade that began the cycle with credits used', () => {
    const used = shares(video, row('2026-11-10', 'text-to-image', 2500));
    expect(shareFinding(used, wholeOf(1000), formats)).toBe(
      'Text to video took most: 75% of the credits used since your upgrade',
    );
  });
});

describe('The finding about earlier cycles', () => {
  const cycle = (expired: number | null) => ({ ...CYCLE, allowance: 40_000, used: 0, expired });
  test.each([
    ['4,710 credits expired unused in the 2 cycles before', [null, 4000, 710]],
    ['4,710 credits expired unused in the cycle before', [null, 4710]],
    ['Nothing expired in the 3 cycles before', [null, 0, 0, 0]],
    ['This is the first cycle', [null]],
  ])('“%s”', (finding, expired) => {
    expect(cycleFinding(expired.map(cycle), formats)).toBe(finding);
  });
});
