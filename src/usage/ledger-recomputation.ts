import type { GenerationEntry } from '../api/schemas.ts';
import { type Estimate, estimate, type RateCard, type Unpriced } from '../estimator/index.ts';

/** A charge worked out anew from its request. */
export interface Recomputation {
  /** Whether the card of its time gives the credits that were charged. */
  matches: boolean;
  atItsTime: Estimate | Unpriced;
  today: Estimate | Unpriced;
}

export function recompute(entry: GenerationEntry, cardThen: RateCard, cardToday: RateCard): Recomputation {
  const atItsTime = estimate(cardThen, entry.request);
  return {
    matches: atItsTime.ok && atItsTime.credits === entry.credits,
    atItsTime,
    today: estimate(cardToday, entry.request),
  };
}
