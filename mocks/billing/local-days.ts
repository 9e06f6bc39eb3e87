import { Temporal } from 'temporal-polyfill';

/** A stretch of one calendar day, half-open, in seconds since 1970. A day is in two when clocks went back over midnight. */
export interface DayStretch {
  /** `YYYY-MM-DD` */
  day: string;
  start: number;
  end: number;
}

const DAY = 86_400;

/** The calendar days of a time zone from `start` to `end`, in seconds since 1970, one after another and without gap. */
export function* localDays(start: number, end: number, timeZone: string): Generator<DayStretch> {
  let at = start;
  while (at < end) {
    const local = Temporal.Instant.fromEpochMilliseconds(at * 1000).toZonedDateTimeISO(timeZone);
    const offset = local.offsetNanoseconds / 1e9;
    const clockChange = local.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
    const steadyUntil = Math.min(end, clockChange / 1000);
    while (at < steadyUntil) {
      const days = Math.floor((at + offset) / DAY);
      const next = Math.min(steadyUntil, (days + 1) * DAY - offset);
      yield { day: new Date(days * DAY * 1000).toISOString().slice(0, 10), start: at, end: next };
      at = next;
    }
  }
}
