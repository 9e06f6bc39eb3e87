import { epochMs, type Instant } from './instants.ts';

/** A moment as people read it: in their zone, and in UTC beside it. */
export interface Moment {
  /** Date, time and the zone's short name: `Sat 12 Dec 2026, 14:05 CET`. */
  local: string;
  /** The same moment in UTC, with its date only where that differs: `13:05 UTC`. */
  utc: string;
}

/** Figures, money and time in one customer's language and zone; everything goes through `Intl`. */
export type Formats = ReturnType<typeof createFormats>;

export function createFormats(locale: string, timeZone: string) {
  const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const difference = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const smallPercent = new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 1 });
  const plural = new Intl.PluralRules('en');
  const dateParts = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const moment = clockFormat(locale, { ...dateParts, timeZone, timeZoneName: 'short' });
  const utcTime = clockFormat(locale, { timeZone: 'UTC' });
  const utcMoment = clockFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' });
  const shortMoment = new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: hourDigits(locale),
    minute: '2-digit',
  });
  const time = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' });
  const date = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short', year: 'numeric' });
  const localDay = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  const utcDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'UTC', dateStyle: 'short' });

  return {
    locale,
    timeZone,
    /** `1,200` */
    integer: (value: number) => integer.format(value),
    /** `+700`, `-300`, `0` */
    difference: (value: number) => difference.format(value),
    /** At most two decimals: `246.8` */
    decimal: (value: number) => decimal.format(value),
    /** `10.2 s` */
    seconds: (value: number) => `${tenths.format(value)} s`,
    /** `1,200 credits`, `1 credit` */
    credits: (value: number) =>
      `${integer.format(value)} ${plural.select(value) === 'one' ? 'credit' : 'credits'}`,
    /** A share of 1 in whole percent; below one percent in the first digit that is none of nothing: `0.3%`. */
    percent: (share: number) => (share < 0.01 ? smallPercent : percent).format(share),
    /** Minor units as an amount of money; the currency knows how many digits it has. */
    money(amountMinor: number, currency: string) {
      const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
      return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
    },
    moment(instant: Instant): Moment {
      const ms = epochMs(instant);
      const sameDay = localDay.format(ms) === utcDay.format(ms);
      return { local: moment(ms), utc: `${(sameDay ? utcTime : utcMoment)(ms)} UTC` };
    },
    /** To the minute, without the zone, for lists: `12 Dec, 14:05`. */
    shortMoment: (instant: Instant) => shortMoment.format(epochMs(instant)),
    /** To the minute, beside its date: `14:05` */
    time: (instant: Instant) => time.format(epochMs(instant)),
    /** `12 Dec 2026` */
    date: (instant: Instant) => date.format(epochMs(instant)),
    /** The two largest units of a stretch of time, in English: `3 days, 4 hr`; in seconds under a minute. */
    span: spanFormat(locale),
  };
}

/** Formats with hours and minutes, and with seconds only where there are any. */
export function clockFormat(locale: string, options: Intl.DateTimeFormatOptions): (ms: number) => string {
  const toMinutes = { ...options, hour: hourDigits(locale), minute: '2-digit' } as const;
  const minutes = new Intl.DateTimeFormat(locale, toMinutes);
  const seconds = new Intl.DateTimeFormat(locale, { ...toMinutes, second: '2-digit' });
  return (ms) => (ms % 60_000 === 0 ? minutes : seconds).format(ms);
}

/** `9:00 AM` where a day has twice twelve hours, `09:00` where it has 24. */
function hourDigits(locale: string): 'numeric' | '2-digit' {
  const { hour12 } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
  return hour12 ? 'numeric' : '2-digit';
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/**
 * In English words with the customer's digits, whatever their language: a span always stands inside a sentence, and
 * `in 3 Tg.` would be neither language.
 */
function spanFormat(locale: string): (ms: number) => string {
  const { numberingSystem } = new Intl.NumberFormat(locale).resolvedOptions();
  const words = `en-u-nu-${numberingSystem}`;
  const formats = UNITS.map(([unit, unitMs]) => {
    const format = new Intl.NumberFormat(words, { style: 'unit', unit, unitDisplay: 'short' });
    return { unitMs, format };
  });
  const list = new Intl.ListFormat(words, { type: 'unit', style: 'short' });
  return (ms) => {
    const largest = formats.findIndex(({ unitMs }) => ms >= unitMs);
    let left = Math.max(0, ms);
    const parts = formats
      .slice(largest)
      .slice(0, 2)
      .map(({ unitMs, format }) => {
        const count = Math.floor(left / unitMs);
        left %= unitMs;
        return { count, text: format.format(count) };
      });
    return list.format(parts.filter(({ count }, i) => i === 0 || count > 0).map(({ text }) => text));
  };
}
