import type { Plan } from '../../src/api/schemas.ts';
import type { RateCard } from '../../src/estimator/index.ts';
import type { Instant } from '../../src/units/instants.ts';
import { secondsOf } from './instant.ts';

/** What is sold and what it costs. */
export interface Catalogue {
  plans: readonly Plan[];
  rateCards: readonly RateCard[];
}

/** The card with the latest start at or before `at`; before the first one, the first. */
export function rateCardInForce(rateCards: readonly RateCard[], at: Instant): RateCard {
  const byStart = rateCards.toSorted((a, b) => startOf(a) - startOf(b));
  const card = byStart.findLast((candidate) => startOf(candidate) <= secondsOf(at)) ?? byStart[0];
  if (!card) throw new RangeError('there is no rate card');
  return card;
}

function startOf(card: RateCard): number {
  return secondsOf(card.effectiveFrom);
}
