import type { GenerationEntry } from '../api/schemas.ts';
import { type Estimate, estimate, type RateCard, type Unpriced } from '../estimator/index.ts';

/** A charge worked out anew from its request. */
export interface Recomputation {
  /** Whether the card of its time gives the credits that were charged. */
  matches: boolean;
  then: Estimate | Unpriced;
  today: Estimate | Unpriced;
}

export function recompute(entry: GenerationEntry, cardThen: RateCard, cardToday: RateCard): Recomputation {
  const then = estimate(cardThen, entry.request);
  return {
    matches: then.ok && then.credits === entry.credits,
    then,
    today: estimate(cardToday, entry.request),
  };
}
