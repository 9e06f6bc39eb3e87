import type { Subscription } from '../api/schemas.ts';
import type { DayFormats } from '../units/day-formats.ts';
import type { Formats } from '../units/formats.ts';
import { epochMs, type Instant } from '../units/instants.ts';

/**
 * Why credits reset and charges fall when they do, in sentences: they repeat the anchor's day and time in UTC, on the
 * last day of a month that has no such day. Where clocks change, the last sentence has the local times that result.
 */
export function renewalReasons(subscription: Subscription, formats: Formats & DayFormats): string[] {
  const { status, interval, anchor, upcoming } = subscription;
  if (status === 'past_due')
    return [
      'Credits reset and charges go on once the missing payment is made. No date is certain until then.',
    ];
  if (status === 'ended') return ['Nothing resets and nothing is charged any more.'];
  const reasons: string[] = [];
  if (upcoming.resets.length > 0) reasons.push(`Credits reset each month on ${monthDay(anchor)}.`);
  if (status === 'canceling')
    reasons.push('The plan is canceled: it ends with the period that is paid, and nothing is charged again.');
  else if (interval === 'month') reasons.push('You are charged at the same moment.');
  else reasons.push(`You are charged each year on ${yearDay(anchor, formats)}.`);
  const moments = [...upcoming.resets, ...upcoming.charges.map(({ at }) => at)];
  if (moments.length > 0) reasons.push(timeReason(anchor, moments, formats));
  return reasons;
}

/** On which day credits reset, by their anchor: `the 14th (UTC)`, `the 31st (UTC), or the month’s last day`. */
export function monthDay(anchor: Instant): string {
  const day = new Date(anchor).getUTCDate();
  const ordinal = `the ${day}${ORDINAL_ENDINGS[ordinals.select(day)] ?? 'th'} (UTC)`;
  return day > 28 ? `${ordinal}, or the month’s last day` : ordinal;
}

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const ORDINAL_ENDINGS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** `14 November (UTC)`, `29 February (UTC), or the 28th in other years` */
function yearDay(anchor: Instant, formats: DayFormats): string {
  const day = `${formats.utcYearDay(anchor)} (UTC)`;
  return anchor.slice(5, 10) === '02-29' ? `${day}, or the 28th in other years` : day;
}

function timeReason(anchor: Instant, moments: readonly Instant[], formats: Formats & DayFormats): string {
  const utc = `The time is always ${formats.utcTime(anchor)} UTC`;
  const inOrder = moments.toSorted((a, b) => epochMs(a) - epochMs(b));
  const local = [...new Set(inOrder.map(formats.time))];
  if (local.length === 1) return `${utc}.`;
  const times = new Intl.ListFormat('en', { type: 'disjunction' }).format(local);
  return `${utc}; in ${formats.timeZone.replaceAll('_', ' ')}, where the clocks change, that is ${times}.`;
}
