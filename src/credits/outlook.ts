import type { Balance, Period, Subscription } from '../api/schemas.ts';
import type { MeterOutlook } from '../meter/credit-meter.tsx';
import type { DayFormats } from '../units/day-formats.ts';
import type { Formats } from '../units/formats.ts';
import { epochMs, type Instant } from '../units/instants.ts';
import type { Forecast } from './forecast.ts';

/** The stretch of time that the credits have to last for. */
export interface Horizon {
  cycle: Period;
  /** What its end is. */
  endsWith: 'reset' | 'plan-end';
}

/** Until when the credits have to last; null where nothing can be spent: a payment is missing, or the plan has ended. */
export function horizonOf(balance: Balance, { status, billingPeriod }: Subscription): Horizon | null {
  if (status === 'past_due' || status === 'ended') return null;
  const { cycle, resetsAt } = balance;
  if (resetsAt !== null) return { cycle, endsWith: 'reset' };
  const end = [cycle.end, billingPeriod.end].toSorted()[0] ?? cycle.end;
  return { cycle: { start: cycle.start, end }, endsWith: 'plan-end' };
}

/** How much of the time is over at a moment, from 0 to 1. */
export function shareElapsed({ start, end }: Period, at: Instant): number {
  const share = (epochMs(at) - epochMs(start)) / (epochMs(end) - epochMs(start));
  return Math.min(1, Math.max(0, share));
}

/** Credits of the allowance that even spending would have used by a moment. */
export function evenUse(allowance: number, cycle: Period, at: Instant): number {
  return Math.round(allowance * shareElapsed(cycle, at));
}

/** When the credits may run out: up to the end of the cycle where they may also last. Null where they do, or nobody knows. */
export function runOutRange(forecast: Forecast, { cycle }: Horizon): { from: Instant; to: Instant } | null {
  if (forecast.kind === 'runs-out') return { from: forecast.earliest, to: forecast.latest };
  if (forecast.kind === 'may-run-out') return { from: forecast.earliest, to: cycle.end };
  return null;
}

/** Today and the run-out range on the scale of the meter, and in words. */
export function meterOutlook(
  balance: Balance,
  horizon: Horizon,
  now: Instant,
  forecast: Forecast | undefined,
  formats: Formats & DayFormats,
): MeterOutlook {
  const range = forecast && runOutRange(forecast, horizon);
  const even = formats.integer(evenUse(balance.allowance, horizon.cycle, now));
  return {
    pace: shareElapsed(horizon.cycle, now),
    runOut: range
      ? { from: shareElapsed(horizon.cycle, range.from), to: shareElapsed(horizon.cycle, range.to) }
      : undefined,
    words: [
      `At an even pace ${even} would be used by now.`,
      forecast && describeForecast(forecast, horizon, formats),
    ]
      .filter(Boolean)
      .join(' '),
  };
}

/** Whether the credits last, in a sentence with the customer's days; a forecast that is silent says why. */
export function describeForecast(
  forecast: Forecast,
  { cycle, endsWith }: Horizon,
  formats: Formats & DayFormats,
): string {
  const { integer, dayOf } = formats;
  const end = dayOf(cycle.end);
  const until = endsWith === 'reset' ? `until they reset on ${end}` : `until your plan ends on ${end}`;
  const past = endsWith === 'reset' ? `past the reset on ${end}` : until;
  const before = endsWith === 'reset' ? `before they reset on ${end}` : `before your plan ends on ${end}`;
  switch (forecast.kind) {
    case 'lasts': {
      const spare = integer(twoDigits(forecast.spare.about));
      return `At your pace the credits last ${past}, with about ${spare} to spare.`;
    }
    case 'runs-out': {
      const [first, last] = [dayOf(forecast.earliest), dayOf(forecast.latest)];
      const when = first === last ? `on ${first}` : `between ${first} and ${last}`;
      return `At your pace the credits run out ${when}, ${before}.`;
    }
    case 'may-run-out': {
      const spare = integer(twoDigits(forecast.mostSpare));
      const from = dayOf(forecast.earliest);
      return `At your pace the credits may run out from ${from} on, or last ${past} with up to ${spare} to spare.`;
    }
    case 'silent':
      return `No forecast: ${whySilent(forecast, until, formats)}.`;
  }
}

function whySilent(forecast: Extract<Forecast, { kind: 'silent' }>, until: string, formats: Formats): string {
  switch (forecast.reason) {
    case 'short-history': {
      const { daysKnown, daysNeeded } = forecast;
      const known = daysKnown === 1 ? '1 is known' : `${formats.integer(daysKnown)} are known`;
      return `it takes ${formats.integer(daysNeeded)} whole days of use to judge, and ${known} so far`;
    }
    case 'nothing-left':
      return `no credits are left ${until}`;
    case 'cycle-over':
      return 'this cycle is over';
  }
}

/** A figure that is only about right, to its first two digits: 3,963 is about 4,000. */
function twoDigits(credits: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, credits))) - 1);
  return Math.round(credits / unit) * unit;
}
