import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RateCard } from '../rate-card.ts';

/** A card as it is shipped with the embedded API, unread: that it can be parsed is a test of its own. */
export function shippedRateCard(version: '2025-11' | '2026-01'): RateCard {
  const file = join(import.meta.dirname, `../../../mocks/data/rate-card-${version}.json`);
  return JSON.parse(readFileSync(file, 'utf8'));
}
