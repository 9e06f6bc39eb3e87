import type { InterestingMoment, Moment } from '../../src/api/schemas/support.ts';
import type { Instant } from '../../src/units/instants.ts';
import type { Catalogue } from '../billing/catalogue.ts';
import { canonicalInstant } from '../billing/instant.ts';
import { type History, timelineOf } from './timeline.ts';

/** What one may want to jump to, soonest first: all that happened, and what is to come after it and after `now`. */
export function interestingMoments(
  history: History,
  catalogue: Catalogue,
  now: Instant,
): InterestingMoment[] {
  const last = history.events.at(-1)?.at ?? now;
  const moments = timelineOf(history, last > now ? last : now);
  const { endsAt } = history.start;
  const all: InterestingMoment[] = [
    ...moments.map(({ id, at, kind }): InterestingMoment => {
      return { at, what: kind === 'start' || kind === 'reset' ? kind : 'event', id };
    }),
    ...comingResets(moments),
    ...charges(moments),
    ...quoteExpiries(moments),
    ...(endsAt === undefined ? [] : [{ at: endsAt, what: 'plan-end' as const, id: 'plan-end' }]),
    ...catalogue.rateCards.map(({ version, effectiveFrom }) => {
      return { at: canonicalInstant(effectiveFrom), what: 'rate-card' as const, id: version };
    }),
  ];
  return all.toSorted((a, b) => a.at.localeCompare(b.at));
}

/** The first reset after everything that happened. */
function comingResets(moments: readonly Moment[]): InterestingMoment[] {
  const resetsAt = moments.at(-1)?.after.resetsAt ?? null;
  return resetsAt === null ? [] : [{ at: resetsAt, what: 'reset', id: `reset-${resetsAt}` }];
}

/** A charge comes unless something else came first. */
function charges(moments: readonly Moment[]): InterestingMoment[] {
  return moments.flatMap(({ after: { nextCharge } }, index): InterestingMoment[] => {
    const next = moments[index + 1];
    if (nextCharge === null || (next && next.at < nextCharge.at)) return [];
    return [{ at: nextCharge.at, what: 'charge', id: `charge-${nextCharge.at}` }];
  });
}

function quoteExpiries(moments: readonly Moment[]): InterestingMoment[] {
  const paid = new Set(
    moments.flatMap(({ kind, quote }) => (kind === 'plan-change' && quote ? [quote.id] : [])),
  );
  return moments.flatMap(({ kind, quote }): InterestingMoment[] =>
    kind === 'quote' && quote && !paid.has(quote.id)
      ? [{ at: quote.expiresAt, what: 'quote-expiry', id: quote.id }]
      : [],
  );
}
