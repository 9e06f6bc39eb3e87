import ical, { ICalEventTransparency } from 'ical-generator';
import type { Subscription } from '../api/schemas.ts';
import type { Formats } from '../units/formats.ts';
import { epochMs, type Instant } from '../units/instants.ts';

interface CalendarEvent {
  kind: 'reset' | 'charge' | 'end';
  at: Instant;
  summary: string;
  description: string;
}

/**
 * The upcoming resets and charges, or the plan's end, as an iCalendar file (RFC 5545). Every event is a moment in
 * UTC without length. The same moment of the same account has the same UID in every file, so that a calendar that
 * reads a second one changes what it has in place of adding to it. `now` is when the file is made.
 */
export function renewalCalendar(
  subscription: Subscription,
  accountId: string,
  now: Instant,
  formats: Formats,
): string {
  const calendar = ical({ prodId: { company: 'AI credits', product: 'Dashboard', language: 'EN' } });
  for (const { kind, at, summary, description } of eventsOf(subscription, formats)) {
    calendar.createEvent({
      id: `${kind}-${at.replace(/[-:]/g, '')}-${encodeURIComponent(accountId)}@ai-credits`,
      stamp: new Date(now),
      start: new Date(at),
      summary,
      description,
      // A moment to know of does not make anyone busy.
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}

function eventsOf(
  { status, plan, interval, billingPeriod, upcoming }: Subscription,
  formats: Formats,
): CalendarEvent[] {
  const utc = (at: Instant) => formats.moment(at).utc;
  const resets = upcoming.resets.map((at) => ({
    kind: 'reset' as const,
    at,
    summary: `Credits reset to ${formats.integer(plan.monthlyCredits)}`,
    description: `${plan.name}: what is left of this cycle expires, and ${formats.credits(plan.monthlyCredits)} are there (${utc(at)}).`,
  }));
  const charges = upcoming.charges.map(({ at, amountMinor, currency }) => ({
    kind: 'charge' as const,
    at,
    summary: `AI credits: you are charged ${formats.money(amountMinor, currency)}`,
    description: `${plan.name}, for one ${interval} (${utc(at)}).`,
  }));
  const ends =
    status === 'canceling'
      ? [
          {
            kind: 'end' as const,
            at: billingPeriod.end,
            summary: `${plan.name} ends`,
            description: `What is left expires, and nothing is charged again (${utc(billingPeriod.end)}).`,
          },
        ]
      : [];
  return [...resets, ...charges, ...ends].toSorted((a, b) => epochMs(a.at) - epochMs(b.at));
}
