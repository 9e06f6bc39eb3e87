import { parseRateCard, type RateCard } from '../../src/estimator/index.ts';
import type { Catalogue } from '../billing/catalogue.ts';
import plans from './plans.json' with { type: 'json' };
import rateCard202511 from './rate-card-2025-11.json' with { type: 'json' };
import rateCard202601 from './rate-card-2026-01.json' with { type: 'json' };

/** The plans and rate cards that ship. */
export const catalogue: Catalogue = {
  plans,
  rateCards: [rateCard202511, rateCard202601].map(checked),
};

function checked(value: unknown): RateCard {
  const parsed = parseRateCard(value);
  if (parsed.ok) return parsed.rateCard;
  throw new RangeError(parsed.faults.map(({ path, message }) => `${path}: ${message}`).join('\n'));
}
