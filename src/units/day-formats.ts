import { clockFormat } from './formats.ts';
import { epochMs, type Instant } from './instants.ts';
import type { Day } from './local-days.ts';

/** Days and times of day in one customer's language; apart from the other formats, since the first balance does without. */
export type DayFormats = ReturnType<typeof createDayFormats>;

export function createDayFormats(locale: string, timeZone: string) {
  const dayMonth = { day: 'numeric', month: 'short' } as const;
  const inZone = (zone: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  const short = inZone('UTC', { ...dayMonth, weekday: 'short' });
  const long = inZone('UTC', { ...dayMonth, weekday: 'long' });
  const tick = inZone('UTC', dayMonth);
  const ofMoment = inZone(timeZone, { ...dayMonth, weekday: 'short' });
  const tickOfMoment = inZone(timeZone, dayMonth);
  const time = clockFormat(locale, { timeZone });
  const utcTime = clockFormat(locale, { timeZone: 'UTC' });
  const utcYearDay = inZone('UTC', { day: 'numeric', month: 'long' });
  const utcMoment = clockFormat(locale, { ...dayMonth, year: 'numeric', timeZone: 'UTC' });
  const moment = clockFormat(locale, { ...dayMonth, year: 'numeric', timeZone });
  return {
    /** `Tue 10 Nov` */
    day: (day: Day) => short.format(Date.parse(day)),
    /** `Tuesday 10 Nov` */
    longDay: (day: Day) => long.format(Date.parse(day)),
    /** `10 Nov` */
    shortDay: (day: Day) => tick.format(Date.parse(day)),
    /** The customer's day of a moment: `Tue 10 Nov`. */
    dayOf: (instant: Instant) => ofMoment.format(epochMs(instant)),
    /** The same without its weekday: `10 Nov`. */
    shortDayOf: (instant: Instant) => tickOfMoment.format(epochMs(instant)),
    /** The customer's time of day of a moment: `15:05`. */
    time: (instant: Instant) => time(epochMs(instant)),
    /** `14:05` */
    utcTime: (instant: Instant) => utcTime(epochMs(instant)),
    /** `14 November` */
    utcYearDay: (instant: Instant) => utcYearDay.format(epochMs(instant)),
    /** For a column headed by the zone: `12 Dec 2026, 15:05`. */
    localMoment: (instant: Instant) => moment(epochMs(instant)),
    /** For a column headed UTC: `12 Dec 2026, 14:05`. */
    utcMoment: (instant: Instant) => utcMoment(epochMs(instant)),
  };
}
