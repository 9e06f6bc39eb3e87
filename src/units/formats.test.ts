import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFormats } from './formats.ts';
import { instantAt } from './instants.ts';

const american = createFormats('en-US', 'America/New_York');
const british = createFormats('en-GB', 'Europe/London');
const german = createFormats('de', 'Europe/Berlin');
const japanese = createFormats('ja', 'Asia/Tokyo');

/** With the spaces that `Intl` keeps from breaking turned into plain ones. */
const plain = (text: string) => text.replaceAll(/\s/g, ' ');

describe('Figures', () => {
  test.each([
    ['en-US', american, '240,000', '246.8', '26%'],
    ['en-GB', british, '240,000', '246.8', '26%'],
    ['de', german, '240.000', '246,8', '26 %'],
    ['ja', japanese, '240,000', '246.8', '26%'],
  ] as const)(
    'in %s are grouped and pointed as people there write them',
    (_, formats, grouped, decimal, percent) => {
      expect(formats.integer(240_000)).toBe(grouped);
      expect(formats.decimal(246.8)).toBe(decimal);
      expect(plain(formats.percent(0.256))).toBe(percent);
    },
  );

  test('a difference carries its sign, and none is 0', () => {
    expect([700, -300, 0].map(american.difference)).toEqual(['+700', '-300', '0']);
    expect(german.difference(1200)).toBe('+1.200');
  });

  test('less than one percent is told by its first digit, so that little is not taken for nothing', () => {
    expect([0, 0.0000042, 0.0025, 0.0099, 0.01, 0.014].map(american.percent)).toEqual([
      '0%',
      '0.0004%',
      '0.3%',
      '1%',
      '1%',
      '1%',
    ]);
    expect(plain(german.percent(0.0025))).toBe('0,3 %');
  });

  test('decimals stop at two', () => {
    expect(american.decimal(1 / 3)).toBe('0.33');
    expect(american.decimal(10)).toBe('10');
  });

  test('one credit is one credit, everything else is credits', () => {
    expect([0, 1, 2, 1200].map(american.credits)).toEqual([
      '0 credits',
      '1 credit',
      '2 credits',
      '1,200 credits',
    ]);
    expect(german.credits(1)).toBe('1 credit');
    expect(german.credits(1200)).toBe('1.200 credits');
  });
});

describe('Money, in minor units', () => {
  test.each([
    ['6000 US cents', 6000, 'USD', '$60.00', 'US$60.00', '60,00 $', '$60.00'],
    ['-1666 US cents', -1666, 'USD', '-$16.66', '-US$16.66', '-16,66 $', '-$16.66'],
    ['6000 yen, which have no decimals', 6000, 'JPY', '¥6,000', 'JP¥6,000', '6.000 ¥', '￥6,000'],
    ['6000 fils, a thousand to the dinar', 6000, 'KWD', 'KWD 6.000', 'KWD 6.000', '6,000 KWD', 'KWD 6.000'],
    ['1 US cent', 1, 'USD', '$0.01', 'US$0.01', '0,01 $', '$0.01'],
    ['nothing', 0, 'USD', '$0.00', 'US$0.00', '0,00 $', '$0.00'],
  ])('%s', (_, amountMinor, currency, ...written) => {
    const formats = [american, british, german, japanese];
    expect(formats.map((format) => plain(format.money(amountMinor, currency)))).toEqual(written);
  });
});

describe('A moment', () => {
  const noon = '2026-12-12T13:05:00Z';

  test('stands in the customer’s zone with the zone’s short name, and in UTC beside it', () => {
    expect(createFormats('en-GB', 'Europe/Paris').moment(noon)).toEqual({
      local: 'Sat, 12 Dec 2026, 14:05 CET',
      utc: '13:05 UTC',
    });
    expect(plain(german.moment(noon).local)).toBe('Sa., 12. Dez. 2026, 14:05 MEZ');
    expect(japanese.moment(noon).local).toBe('2026年12月12日(土) 22:05 JST');
    expect(plain(american.moment(noon).local)).toMatch(/^Sat, Dec 12, 2026, 8:05 AM EST$/);
    expect(plain(american.moment(noon).utc)).toMatch(/^1:05 PM UTC$/);
  });

  test('names summer and winter time apart, and an offset where the zone has no short name', () => {
    expect(british.moment('2026-07-01T09:00:00Z').local).toMatch(/10:00 BST$/);
    expect(british.moment('2026-12-01T09:00:00Z').local).toMatch(/09:00 GMT$/);
    const nepal = createFormats('en-GB', 'Asia/Kathmandu');
    expect(nepal.moment(noon).local).toBe('Sat, 12 Dec 2026, 18:50 GMT+5:45');
  });

  test('says which of two 02:30 it means when the clocks go back', () => {
    const paris = createFormats('en-GB', 'Europe/Paris');
    expect(paris.moment('2026-10-25T00:30:00Z').local).toBe('Sun, 25 Oct 2026, 02:30 CEST');
    expect(paris.moment('2026-10-25T01:30:00Z').local).toBe('Sun, 25 Oct 2026, 02:30 CET');
  });

  test('gives the date in UTC only where it is another day there', () => {
    expect(japanese.moment('2026-12-12T15:05:00Z').utc).toBe('12月12日 15:05 UTC');
    expect(japanese.moment('2026-12-12T14:59:00Z').utc).toBe('14:59 UTC');
    expect(createFormats('en-GB', 'America/New_York').moment('2027-01-01T04:59:00Z')).toEqual({
      local: 'Thu, 31 Dec 2026, 23:59 GMT-5',
      utc: '1 Jan, 04:59 UTC',
    });
  });

  test('shows seconds only when there are any', () => {
    expect(british.moment('2026-12-12T13:05:09Z')).toEqual({
      local: 'Sat, 12 Dec 2026, 13:05:09 GMT',
      utc: '13:05:09 UTC',
    });
    expect(british.moment(noon)).toEqual({ local: 'Sat, 12 Dec 2026, 13:05 GMT', utc: '13:05 UTC' });
  });

  test('is short in lists, and a date alone has its year', () => {
    expect(british.shortMoment(noon)).toBe('12 Dec, 13:05');
    expect(british.date(noon)).toBe('12 Dec 2026');
    expect(japanese.date('2026-12-12T15:00:00Z')).toBe('2026年12月13日');
  });
});

describe('A stretch of time', () => {
  const SECOND = 1000;
  const MINUTE = 60 * SECOND;
  const HOUR = 60 * MINUTE;
  const DAY = 24 * HOUR;

  test.each([
    [3 * DAY + 4 * HOUR + 59 * MINUTE, '3 days, 4 hr'],
    [10 * DAY, '10 days'],
    [DAY - SECOND, '23 hr, 59 min'],
    [HOUR, '1 hr'],
    [HOUR - SECOND, '59 min, 59 sec'],
    [MINUTE, '1 min'],
    [MINUTE - 1, '59 sec'],
    [999, '0 sec'],
    [0, '0 sec'],
    [-5 * SECOND, '0 sec'],
  ])('of %d ms is its two largest units, %s', (ms, written) => {
    expect(american.span(ms)).toBe(written);
  });

  test('is in the language of the sentence around it, with the customer’s digits', () => {
    expect(german.span(3 * DAY + 4 * HOUR)).toBe('3 days, 4 hr');
    expect(createFormats('ar-EG', 'Africa/Cairo').span(3 * DAY + 4 * HOUR)).toBe('٣ days, ٤ hr');
  });
});

test('Whatever the instant and the zone, the moment is never invalid and never without its zone', () => {
  const zones = ['UTC', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'America/St_Johns', 'Pacific/Pago_Pago'];
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(...zones), (ms, zone) => {
      const { local, utc } = createFormats('en-GB', zone).moment(instantAt(ms));
      expect(local).toMatch(
        /^\w{3}, \d{1,2} \w{3,4} \d{4}, \d\d:\d\d(:\d\d)? (UTC|GMT([+-]\d{1,2}(:\d\d)?)?)$/,
      );
      expect(utc).toMatch(/^(\d{1,2} \w{3,4}, )?\d\d:\d\d(:\d\d)? UTC$/);
    }),
    { numRuns: 60 },
  );
});
