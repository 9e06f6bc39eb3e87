import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundary } from './cycle.ts';
import { instantOf, secondsOf } from './instant.ts';
import { type PlanSwitch, prorate } from './proration.ts';

const periodStart = '2026-04-01T09:00:00Z';
const periodEnd = '2026-05-01T09:00:00Z';
const tenDaysLeft = '2026-04-21T09:00:00Z';
const halfLeft = '2026-04-16T09:00:00Z';

function buildSwitch(changes: Partial<PlanSwitch> = {}): PlanSwitch {
  return {
    oldPriceMinor: 4999,
    newPriceMinor: 22999,
    currency: 'USD',
    periodStart,
    periodEnd,
    at: tenDaysLeft,
    policy: 'keep-anchor',
    ...changes,
  };
}

const amounts = (changes: Partial<PlanSwitch>) =>
  prorate(buildSwitch(changes)).lines.map((line) => line.amountMinor);

describe('keep-anchor', () => {
  test('49.99 to 229.99 USD with 10 of 30 days left costs -16.66 + 76.66 = 60.00', () => {
    expect(prorate(buildSwitch())).toEqual({
      lines: [
        { kind: 'unused-time', amountMinor: -1666, from: tenDaysLeft, to: periodEnd },
        { kind: 'remaining-time', amountMinor: 7666, from: tenDaysLeft, to: periodEnd },
      ],
      dueNowMinor: 6000,
    });
  });

  test('creditUnusedTime has no meaning: the credit is given either way', () => {
    expect(prorate(buildSwitch({ creditUnusedTime: false }))).toEqual(prorate(buildSwitch()));
    expect(prorate(buildSwitch({ creditUnusedTime: true }))).toEqual(prorate(buildSwitch()));
  });

  test.each([
    [
      '10.00 to 20.00 halfway: Stripe’s example',
      { oldPriceMinor: 1000, newPriceMinor: 2000, at: halfLeft },
      [-500, 1000],
    ],
    [
      '20.00 to 50.00 halfway: Autumn’s example, 15.00',
      { oldPriceMinor: 2000, newPriceMinor: 5000, at: halfLeft },
      [-1000, 2500],
    ],
    ['at the first second, the whole of both prices', { at: periodStart }, [-4999, 22999]],
    ['a second in, still all but a cent', { at: '2026-04-01T09:00:01Z' }, [-4999, 22999]],
    ['at the last second, 1 of 2,592,000 is nothing', { at: '2026-05-01T08:59:59Z' }, [0, 0]],
    ['an hour before the end', { at: '2026-05-01T08:00:00Z' }, [-7, 32]],
    ['down a plan, 10 of 30 days left', { oldPriceMinor: 22999, newPriceMinor: 4999 }, [-7666, 1666]],
    ['between equal prices', { newPriceMinor: 4999 }, [-1666, 1666]],
    ['from a free plan', { oldPriceMinor: 0 }, [0, 7666]],
    ['to a free plan', { newPriceMinor: 0 }, [-1666, 0]],
    ['between free plans', { oldPriceMinor: 0, newPriceMinor: 0 }, [0, 0]],
  ])('%s', (_title, changes, lines) => {
    expect(amounts(changes)).toEqual(lines);
  });

  test('the old price above the new one: the total is negative', () => {
    expect(prorate(buildSwitch({ oldPriceMinor: 22999, newPriceMinor: 4999 })).dueNowMinor).toBe(-6000);
  });
});

describe('restart-anchor', () => {
  test('23.99 to 49.99 USD, 10 of 30 days left: the full price less 8.00 for unused time', () => {
    expect(
      prorate(buildSwitch({ oldPriceMinor: 2399, newPriceMinor: 4999, policy: 'restart-anchor' })),
    ).toEqual({
      lines: [
        { kind: 'unused-time', amountMinor: -800, from: tenDaysLeft, to: periodEnd },
        { kind: 'full-price', amountMinor: 4999, from: tenDaysLeft, to: null },
      ],
      dueNowMinor: 4199,
    });
  });

  test('the credit is on when left out, and can be switched off', () => {
    const restart = buildSwitch({ policy: 'restart-anchor' });
    expect(prorate({ ...restart, creditUnusedTime: true })).toEqual(prorate(restart));
    expect(prorate({ ...restart, creditUnusedTime: undefined })).toEqual(prorate(restart));
    expect(prorate({ ...restart, creditUnusedTime: false })).toEqual({
      lines: [{ kind: 'full-price', amountMinor: 22999, from: tenDaysLeft, to: null }],
      dueNowMinor: 22999,
    });
  });

  test('on a yearly plan with 73 of 365 days left, a fifth of the old year is credited', () => {
    const year = {
      periodStart: '2026-01-01T00:00:00Z',
      periodEnd: '2027-01-01T00:00:00Z',
      at: '2026-10-20T00:00:00Z',
    };
    const restart = {
      ...year,
      oldPriceMinor: 47988,
      newPriceMinor: 71988,
      policy: 'restart-anchor',
    } as const;
    expect(amounts(restart)).toEqual([-9598, 71988]);
    expect(prorate(buildSwitch(restart)).dueNowMinor).toBe(62390);
  });

  test('in the last month of a yearly plan from 29 February, 28 of 365 days left', () => {
    const year = {
      periodStart: '2024-02-29T00:00:00Z',
      periodEnd: '2025-02-28T00:00:00Z',
      at: '2025-01-31T00:00:00Z',
    };
    expect(amounts({ ...year, oldPriceMinor: 36500, policy: 'restart-anchor' })).toEqual([-2800, 22999]);
  });

  test.each([
    ['at the first second all is credited', { at: periodStart }, [-4999, 22999]],
    ['at the last second the credit is 0 and its line stays', { at: '2026-05-01T08:59:59Z' }, [0, 22999]],
    ['from a free plan the line stays too', { oldPriceMinor: 0 }, [0, 22999]],
    ['to a free plan the credit alone is due', { newPriceMinor: 0 }, [-1666, 0]],
    ['to a cheaper plan', { oldPriceMinor: 22999, newPriceMinor: 4999 }, [-7666, 4999]],
  ])('%s', (_title, changes, lines) => {
    expect(amounts({ policy: 'restart-anchor', ...changes })).toEqual(lines);
  });
});

describe('rounding', () => {
  test.each([
    ['2.5 becomes 3 and -2.5 becomes -3', { oldPriceMinor: 5, newPriceMinor: 5, at: halfLeft }, [-3, 3]],
    ['0.5 becomes 1 and -0.5 becomes -1', { oldPriceMinor: 1, newPriceMinor: 1, at: halfLeft }, [-1, 1]],
    ['1.5 becomes 2 and -3.5 becomes -4', { oldPriceMinor: 7, newPriceMinor: 3, at: halfLeft }, [-4, 2]],
    [
      'a second after the half, 2.4999 is 2',
      { oldPriceMinor: 5, newPriceMinor: 5, at: '2026-04-16T09:00:01Z' },
      [-2, 2],
    ],
    [
      'a second before it, 2.5001 is 3',
      { oldPriceMinor: 5, newPriceMinor: 5, at: '2026-04-16T08:59:59Z' },
      [-3, 3],
    ],
    ['a third of 100 is 33, of 200 is 67', { oldPriceMinor: 100, newPriceMinor: 200 }, [-33, 67]],
  ])('%s', (_title, changes, lines) => {
    expect(amounts(changes)).toEqual(lines);
  });

  test('the total is the sum of the rounded lines, not the rounded difference: 1 less 0.5 is 0, not 1', () => {
    expect(prorate(buildSwitch({ oldPriceMinor: 1, newPriceMinor: 2, at: halfLeft })).dueNowMinor).toBe(0);
  });

  test('is exact where a floating-point product is not: a third of 9,007,199,254,740,991 ends in 330', () => {
    const enormous = Number.MAX_SAFE_INTEGER;
    expect(amounts({ oldPriceMinor: enormous, newPriceMinor: enormous - 1 })).toEqual([
      -3_002_399_751_580_330, 3_002_399_751_580_330,
    ]);
  });
});

describe('currencies: a price is already in minor units', () => {
  test.each([
    ['JPY', 5000, 12000, [-1667, 4000], 2333],
    ['JPY', 980, 1480, [-327, 493], 166],
    ['KWD', 15_250, 69_900, [-5083, 23_300], 18_217],
    ['KWD', 1, 2, [0, 1], 1],
    ['EUR', 999, 1999, [-333, 666], 333],
    ['usd', 4999, 22_999, [-1666, 7666], 6000],
  ])('%s, %i to %i with 10 of 30 days left', (currency, oldPriceMinor, newPriceMinor, lines, dueNowMinor) => {
    expect(amounts({ currency, oldPriceMinor, newPriceMinor })).toEqual(lines);
    expect(prorate(buildSwitch({ currency, oldPriceMinor, newPriceMinor })).dueNowMinor).toBe(dueNowMinor);
  });
});

describe('months differ in length', () => {
  test.each([
    ['14 of 28 days', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z', '2026-02-15T00:00:00Z', [-2500, 11500]],
    [
      'on 29 February, 1 of 29 days',
      '2024-02-01T00:00:00Z',
      '2024-03-01T00:00:00Z',
      '2024-02-29T00:00:00Z',
      [-172, 793],
    ],
    ['10 of 31 days', '2026-01-15T00:00:00Z', '2026-02-15T00:00:00Z', '2026-02-05T00:00:00Z', [-1613, 7419]],
  ])('%s left', (_title, start, end, at, lines) => {
    expect(
      amounts({ periodStart: start, periodEnd: end, at, oldPriceMinor: 5000, newPriceMinor: 23000 }),
    ).toEqual(lines);
  });
});

describe('instants', () => {
  test('fractions are floored and offsets read, in the arithmetic and in the lines', () => {
    const written = buildSwitch({
      periodStart: '2026-04-01T11:00:00.900+02:00',
      periodEnd: '2026-05-01T04:00:00-05:00',
      at: '20260421T090000.999Z',
    });
    expect(prorate(written)).toEqual(prorate(buildSwitch()));
  });

  test.each([
    ['a second before the start', '2026-04-01T08:59:59Z'],
    ['at the end, which belongs to the next period', periodEnd],
    ['after the end', '2026-06-01T00:00:00Z'],
  ])('%s nothing can be prorated', (_title, at) => {
    expect(() => prorate(buildSwitch({ at }))).toThrow(
      new RangeError(`${at} is outside the period from ${periodStart} to ${periodEnd}.`),
    );
  });

  test('half a second before the end is within the last second', () => {
    expect(prorate(buildSwitch({ at: '2026-05-01T08:59:59.5Z' })).lines[0]?.from).toBe(
      '2026-05-01T08:59:59Z',
    );
  });

  test('an empty or a reversed period holds no instant', () => {
    expect(() => prorate(buildSwitch({ periodEnd: periodStart, at: periodStart }))).toThrow(RangeError);
    expect(() => prorate(buildSwitch({ periodStart: periodEnd, periodEnd: periodStart }))).toThrow(
      RangeError,
    );
  });

  test.each(['periodStart', 'periodEnd', 'at'] as const)('a %s that is no instant is refused', (field) => {
    expect(() => prorate(buildSwitch({ [field]: '2026-04-21' }))).toThrow(RangeError);
  });
});

describe('prices and currency', () => {
  test.each([-1, 0.5, Number.NaN, 2 ** 53])('a price of %s is refused, old or new', (price) => {
    const refusal = new RangeError(`A price is a whole number of minor units from 0 up, not ${price}.`);
    expect(() => prorate(buildSwitch({ oldPriceMinor: price }))).toThrow(refusal);
    expect(() => prorate(buildSwitch({ newPriceMinor: price, policy: 'restart-anchor' }))).toThrow(refusal);
  });

  test.each(['', 'US', 'USDT', '$', '840'])('the currency "%s" is refused', (currency) => {
    expect(() => prorate(buildSwitch({ currency }))).toThrow(
      new RangeError(`"${currency}" is not an ISO 4217 currency code.`),
    );
  });
});

describe('laws', () => {
  const prices = fc.oneof(fc.nat({ max: 300_000 }), fc.nat({ max: 10 }), fc.maxSafeNat());
  const periods = fc
    .record({
      anchor: fc.integer({ min: 0, max: secondsOf('2200-01-01T00:00:00Z') }).map(instantOf),
      interval: fc.constantFrom('month', 'year'),
      left: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ anchor, interval, left }) => {
      const end = boundary(anchor, 1, interval);
      const secondsLeft = Math.max(1, Math.round(left * (secondsOf(end) - secondsOf(anchor))));
      return { periodStart: anchor, periodEnd: end, at: instantOf(secondsOf(end) - secondsLeft) };
    });
  const switches: fc.Arbitrary<PlanSwitch> = fc
    .record({
      period: periods,
      oldPriceMinor: prices,
      newPriceMinor: prices,
      policy: fc.constantFrom('keep-anchor', 'restart-anchor'),
      creditUnusedTime: fc.boolean(),
    })
    .map(({ period, ...terms }) => ({ ...period, ...terms, currency: 'USD' }));

  function creditAt(at: string, terms: PlanSwitch): number {
    const { dueNowMinor } = prorate({ ...terms, at, newPriceMinor: 0, policy: 'keep-anchor' });
    return 0 - dueNowMinor;
  }

  test('the lines sum to the total', () => {
    fc.assert(
      fc.property(switches, (terms) => {
        const { lines, dueNowMinor } = prorate(terms);
        expect(lines.reduce((sum, line) => sum + BigInt(line.amountMinor), 0n)).toBe(BigInt(dueNowMinor));
      }),
    );
  });

  test('the credit is never positive and never more than the old price, the charge never more than the new', () => {
    fc.assert(
      fc.property(switches, (terms) => {
        for (const { kind, amountMinor } of prorate(terms).lines) {
          const [least, most] = kind === 'unused-time' ? [-terms.oldPriceMinor, 0] : [0, terms.newPriceMinor];
          expect(amountMinor).toBeGreaterThanOrEqual(least);
          expect(amountMinor).toBeLessThanOrEqual(most);
        }
      }),
    );
  });

  test('no figure is -0 and every figure is a whole number', () => {
    fc.assert(
      fc.property(switches, (terms) => {
        const { lines, dueNowMinor } = prorate(terms);
        for (const amount of [...lines.map((line) => line.amountMinor), dueNowMinor]) {
          expect(Number.isSafeInteger(amount)).toBe(true);
          expect(Object.is(amount, -0)).toBe(false);
        }
      }),
    );
    expect(amounts({ oldPriceMinor: -0, newPriceMinor: -0, policy: 'restart-anchor' })).toEqual([0, 0]);
  });

  test('a line is the nearest whole number to the exact share, and halves go away from zero', () => {
    fc.assert(
      fc.property(switches, (terms) => {
        const whole = BigInt(secondsOf(terms.periodEnd) - secondsOf(terms.periodStart));
        const left = BigInt(secondsOf(terms.periodEnd) - secondsOf(terms.at));
        const [unused, remaining] = prorate({ ...terms, policy: 'keep-anchor' }).lines.map(
          (line) => line.amountMinor,
        );
        for (const [priceMinor, amountMinor] of [
          [terms.oldPriceMinor, Math.abs(unused ?? Number.NaN)],
          [terms.newPriceMinor, remaining ?? Number.NaN],
        ] as const) {
          const excessDoubled = 2n * (BigInt(amountMinor) * whole - BigInt(priceMinor) * left);
          expect(-whole < excessDoubled && excessDoubled <= whole).toBe(true);
        }
      }),
    );
  });

  test('what is credited and what has elapsed make up the old price, a tie apart', () => {
    fc.assert(
      fc.property(switches, (terms) => {
        const elapsed = secondsOf(terms.at) - secondsOf(terms.periodStart);
        fc.pre(elapsed > 0);
        const mirrored = instantOf(secondsOf(terms.periodEnd) - elapsed);
        const excess =
          BigInt(creditAt(terms.at, terms)) + BigInt(creditAt(mirrored, terms)) - BigInt(terms.oldPriceMinor);
        expect([0n, 1n]).toContain(excess);
      }),
    );
  });

  test('the credit never grows as time passes', () => {
    fc.assert(
      fc.property(switches, fc.nat({ max: 86_400 * 40 }), (terms, seconds) => {
        const later = instantOf(Math.min(secondsOf(terms.at) + seconds, secondsOf(terms.periodEnd) - 1));
        expect(creditAt(later, terms)).toBeLessThanOrEqual(creditAt(terms.at, terms));
      }),
    );
  });
});
