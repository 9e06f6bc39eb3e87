import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRateCard, type RateCard } from '../rate-card.ts';

/** A card as it is shipped with the embedded API, parsed. */
export function shippedRateCard(version: '2025-11' | '2026-01'): RateCard {
  const file = join(import.meta.dirname, `../../../mocks/data/rate-card-${version}.json`);
  const parsed = parseRateCard(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.ok) throw new Error(`${file}: ${JSON.stringify(parsed.faults)}`);
  return parsed.rateCard;
}
