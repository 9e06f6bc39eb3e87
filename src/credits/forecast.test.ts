import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ForecastInput, forecast } from './forecast.ts';

const DAY_MS = 86_400_000;
const APRIL = { start: '2026-04-01T00:00:00Z', end: '2026-05-01T00:00:00Z' };

/** Credits of the days up to and without `today`, oldest first, as rows of usage. */
function buildUsage(today: string, credits: readonly number[]): ForecastInput['usage'] {
  return credits.map((used, i) => {
    const ms = Date.parse(today) - (credits.length - i) * DAY_MS;
    return { day: new Date(ms).toISOString().slice(0, 10), credits: used };
  });
}

/** The cycles of a customer who joined on the day of the first row and always had plenty left. */
function buildCycles([first]: ForecastInput['usage']): ForecastInput['cycles'] {
  const running = { ...APRIL, expired: null };
  return first
    ? [running, { start: `${first.day}T12:00:00Z`, end: APRIL.start, expired: 99_999 }]
    : [running];
}

/** The 21st of April at midnight UTC, ten days before the reset, after four weeks of 100 credits a day. */
function buildInput(changes: Partial<ForecastInput> = {}): ForecastInput {
  const usage = changes.usage ?? buildUsage('2026-04-21', new Array<number>(28).fill(100));
  return {
    usage,
    cycles: buildCycles(usage),
    timeZone: 'UTC',
    remaining: 450,
    cycle: APRIL,
    now: '2026-04-21T00:00:00Z',
    ...changes,
  };
}

describe('After four weeks of exactly 100 credits a day', () => {
  test('450 left for ten days run out in the course of the fifth, and no hour is pretended', () => {
    expect(forecast(buildInput())).toEqual({
      kind: 'runs-out',
      earliest: '2026-04-25T00:00:00Z',
      latest: '2026-04-25T23:59:59Z',
    });
  });

  test('the evening of a day counts as the part of a day it is', () => {
    expect(forecast(buildInput({ now: '2026-04-21T18:00:00Z', remaining: 125 }))).toMatchObject({
      earliest: '2026-04-22T00:00:00Z',
    });
    expect(forecast(buildInput({ now: '2026-04-21T18:00:00Z', remaining: 126 }))).toMatchObject({
      earliest: '2026-04-23T00:00:00Z',
    });
  });

  test('what may run out today may do so from now on', () => {
    expect(forecast(buildInput({ now: '2026-04-21T06:00:00Z', remaining: 10 }))).toEqual({
      kind: 'runs-out',
      earliest: '2026-04-21T06:00:00Z',
      latest: '2026-04-21T23:59:59Z',
    });
  });

  test('1,400 left for ten days last past the reset with 400 to spare', () => {
    expect(forecast(buildInput({ remaining: 1400 }))).toEqual({
      kind: 'lasts',
      spare: { least: 400, about: 400, most: 400 },
    });
  });

  test('a reset in the middle of a day ends the range', () => {
    const cycle = { start: '2026-04-01T09:00:00Z', end: '2026-04-25T09:00:00Z' };
    expect(forecast(buildInput({ cycle, remaining: 430 }))).toEqual({
      kind: 'runs-out',
      earliest: '2026-04-25T00:00:00Z',
      latest: '2026-04-25T08:59:59Z',
    });
  });
});

describe('After eight weeks of 200 credits on every other day', () => {
  const everyOtherDay = Array.from({ length: 56 }, (_, i) => (i % 2 === 0 ? 200 : 0));
  const usage = buildUsage('2026-04-21', everyOtherDay);

  test('500 left take three such days: up to the 7th of April at the soonest, and some days longer at the latest', () => {
    const now = '2026-04-05T00:00:00Z';
    const said = forecast(
      buildInput({ now, usage: buildUsage('2026-04-05', everyOtherDay), remaining: 500 }),
    );
    expect(said).toMatchObject({ kind: 'runs-out', earliest: '2026-04-07T00:00:00Z' });
    expect(said.kind === 'runs-out' && said.latest > '2026-04-12T00:00:00Z').toBe(true);
  });

  test('1,000 left for ten days may or may not be enough', () => {
    const said = forecast(buildInput({ usage, remaining: 1000 }));
    if (said.kind !== 'may-run-out') throw new Error(`It is said: ${said.kind}.`);
    // The fifth of five such days in a row.
    expect(said.earliest >= '2026-04-25T00:00:00Z').toBe(true);
    expect(said.mostSpare).toBeGreaterThan(200);
  });

  test('4,000 left last, with about 3,000 to spare', () => {
    const said = forecast(buildInput({ usage, remaining: 4000 }));
    if (said.kind !== 'lasts') throw new Error(`It is said: ${said.kind}.`);
    expect(Math.abs(said.spare.about - 3000)).toBeLessThanOrEqual(200);
    expect(said.spare.least).toBeLessThan(2800);
    expect(said.spare.most).toBeGreaterThan(3200);
  });
});

test('The last two weeks say more than the six before them', () => {
  const six = (credits: number) => new Array<number>(42).fill(credits);
  const two = (credits: number) => new Array<number>(14).fill(credits);
  const faster = buildUsage('2026-04-21', [...six(20), ...two(200)]);
  const slower = buildUsage('2026-04-21', [...six(200), ...two(20)]);
  expect(forecast(buildInput({ usage: faster, remaining: 1100 })).kind).toBe('runs-out');
  expect(forecast(buildInput({ usage: slower, remaining: 1100 })).kind).toBe('lasts');
});

describe('The forecast is silent', () => {
  test('after 13 whole days, and says that it takes 14', () => {
    const usage = buildUsage('2026-04-14', new Array<number>(13).fill(100));
    expect(forecast(buildInput({ usage, now: '2026-04-14T23:59:59Z' }))).toEqual({
      kind: 'silent',
      reason: 'short-history',
      daysKnown: 13,
      daysNeeded: 14,
    });
    expect(forecast(buildInput({ usage, now: '2026-04-15T00:00:00Z' })).kind).toBe('runs-out');
  });

  test('for a new account that has used nothing, though not for one that used nothing for two weeks', () => {
    expect(forecast(buildInput({ usage: [], now: '2026-04-02T00:00:00Z' }))).toMatchObject({
      reason: 'short-history',
      daysKnown: 1,
    });
    expect(forecast(buildInput({ usage: [] }))).toEqual({
      kind: 'lasts',
      spare: { least: 450, about: 450, most: 450 },
    });
  });

  test('when nothing is left, and when the cycle is over', () => {
    expect(forecast(buildInput({ remaining: 0 }))).toEqual({ kind: 'silent', reason: 'nothing-left' });
    expect(forecast(buildInput({ now: APRIL.end }))).toEqual({ kind: 'silent', reason: 'cycle-over' });
  });
});

describe('Days are the customer’s days', () => {
  test.each([
    ['Asia/Kathmandu', '2026-04-24T18:15:00Z', '2026-04-25T18:14:59Z'],
    ['Pacific/Kiritimati', '2026-04-24T10:00:00Z', '2026-04-25T09:59:59Z'],
    ['America/Los_Angeles', '2026-04-25T07:00:00Z', '2026-04-26T06:59:59Z'],
  ])('in %s the range is the 25th there', (timeZone, earliest, latest) => {
    const now = '2026-04-21T09:00:00Z';
    expect(forecast(buildInput({ timeZone, now, remaining: 395 }))).toEqual({
      kind: 'runs-out',
      earliest,
      latest,
    });
  });

  test('on Lord Howe Island the 5th of April 2026 has 24.5 hours', () => {
    const input = buildInput({
      timeZone: 'Australia/Lord_Howe',
      usage: buildUsage('2026-04-03', new Array<number>(28).fill(100)),
      now: '2026-04-03T01:00:00Z',
      remaining: 210,
    });
    expect(forecast(input)).toEqual({
      kind: 'runs-out',
      earliest: '2026-04-04T13:00:00Z',
      latest: '2026-04-05T13:29:59Z',
    });
  });
});

describe('Whatever was used', () => {
  const input = fc
    .record({
      credits: fc.array(fc.nat(3000), { minLength: 14, maxLength: 70 }),
      timeZone: fc.constantFrom('UTC', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'America/Los_Angeles'),
      remaining: fc.integer({ min: 1, max: 60_000 }),
      second: fc.integer({ min: 15 * 86_400, max: 30 * 86_400 - 1 }),
    })
    .map(({ credits, timeZone, remaining, second }): ForecastInput => {
      const now = new Date(Date.parse(APRIL.start) + second * 1000).toISOString().replace('.000', '');
      return buildInput({ usage: buildUsage('2026-04-16', credits), timeZone, remaining, now });
    });
  const law = (check: (input: ForecastInput) => void) =>
    fc.assert(fc.property(input, check), { numRuns: 60 });

  test('the range is in order, not before now, and ends before the reset', () => {
    law((asked) => {
      const said = forecast(asked);
      if (said.kind === 'runs-out') {
        const moments = [asked.now, said.earliest, said.latest, APRIL.end];
        expect(moments.toSorted()).toEqual(moments);
        expect(said.latest).not.toBe(APRIL.end);
      } else if (said.kind === 'may-run-out') {
        expect(said.earliest >= asked.now && said.earliest < APRIL.end).toBe(true);
        expect(said.mostSpare).toBeGreaterThanOrEqual(0);
        expect(said.mostSpare).toBeLessThanOrEqual(asked.remaining);
      } else if (said.kind === 'lasts') {
        const figures = [0, said.spare.least, said.spare.about, said.spare.most, asked.remaining];
        expect(figures.toSorted((a, b) => a - b)).toEqual(figures);
        expect(figures.every(Number.isSafeInteger)).toBe(true);
      } else {
        throw new Error(`It is silent: ${said.reason}.`);
      }
    });
  });

  test('more left never runs out earlier', () => {
    law((asked) => {
      const less = rangeOf(asked);
      const more = rangeOf({ ...asked, remaining: asked.remaining + 700 });
      expect(more.earliest >= less.earliest).toBe(true);
      expect(more.latest >= less.latest).toBe(true);
    });
  });

  test('twice the use and twice as much left give the same dates, and twice as much to spare', () => {
    law((asked) => {
      const usage = asked.usage.map(({ day, credits }) => ({ day, credits: 2 * credits }));
      const [said, twice] = [forecast(asked), forecast({ ...asked, usage, remaining: 2 * asked.remaining })];
      if (said.kind === 'runs-out') expect(twice).toEqual(said);
      else if (said.kind === 'may-run-out') {
        expect(twice).toMatchObject({ kind: said.kind, earliest: said.earliest });
      } else if (said.kind === 'lasts' && twice.kind === 'lasts') {
        expect(Math.abs(twice.spare.about - 2 * said.spare.about)).toBeLessThanOrEqual(1);
      } else expect(twice.kind).toBe(said.kind);
    });
  });

  test('nothing used lasts, with all that is left to spare', () => {
    law((asked) => {
      const usage = asked.usage.map(({ day }) => ({ day, credits: 0 }));
      const { remaining } = asked;
      expect(forecast({ ...asked, usage })).toEqual({
        kind: 'lasts',
        spare: { least: remaining, about: remaining, most: remaining },
      });
    });
  });

  test('it is the same again, and for rows in another order, split by tool, with use of days to come', () => {
    law((asked) => {
      const said = forecast(asked);
      const rows = asked.usage.flatMap(({ day, credits }) => [
        { day, credits: Math.floor(credits / 3) },
        { day, credits: credits - Math.floor(credits / 3) },
      ]);
      expect(forecast(asked)).toEqual(said);
      expect(forecast({ ...asked, usage: rows.toReversed() })).toEqual(said);
      expect(forecast({ ...asked, usage: [...rows, { day: '2026-05-01', credits: 9000 }] })).toEqual(said);
    });
  });
});

describe('Days without credits', () => {
  const used = (credits: number, days: number) => new Array<number>(days).fill(credits);
  const input = buildInput({
    usage: buildUsage('2026-04-03', [...used(400, 15), ...used(0, 16), ...used(400, 2)]),
    now: '2026-04-03T00:00:00Z',
    remaining: 5200,
  });
  const withMarch = (expired: number) => ({
    ...input,
    cycles: [{ start: '2026-03-01T00:00:00Z', end: APRIL.start, expired }],
  });

  test('are left out: 400 a day until March had run out on the 15th are 400 a day', () => {
    expect(forecast(withMarch(399))).toEqual({
      kind: 'runs-out',
      earliest: '2026-04-15T00:00:00Z',
      latest: '2026-04-15T23:59:59Z',
    });
  });

  test('are not those on which a day’s worth was left and nothing was wanted', () => {
    const said = forecast(withMarch(400));
    expect(said.kind).toBe('may-run-out');
  });
});

test('Use of more than 24 weeks ago changes nothing', () => {
  const recent = Array.from({ length: 168 }, (_, i) => (i * 37) % 250);
  const cycles = [{ start: '2024-04-01T00:00:00Z', end: APRIL.start, expired: 99_999 }];
  const usage = buildUsage('2026-04-21', recent);
  const longer = buildUsage('2026-04-21', [...new Array<number>(400).fill(9999), ...recent]);
  expect(forecast(buildInput({ usage: longer, cycles, remaining: 900 }))).toEqual(
    forecast(buildInput({ usage, cycles, remaining: 900 })),
  );
});

/** From when to when the credits may run out; at the reset, if they last. */
function rangeOf(input: ForecastInput): { earliest: string; latest: string } {
  const said = forecast(input);
  return {
    earliest: 'earliest' in said ? said.earliest : input.cycle.end,
    latest: 'latest' in said ? said.latest : input.cycle.end,
  };
}
