import type { Policy, QuoteLine } from '../../src/api/schemas.ts';
import type { Instant } from '../../src/units/instants.ts';
import { canonicalInstant, secondsOf } from './instant.ts';

export interface PlanSwitch {
  /** Prices of a whole billing period, in minor units of `currency` (ISO 4217: JPY 0, USD 2, KWD 3 digits). */
  oldPriceMinor: number;
  newPriceMinor: number;
  currency: string;
  /** The billing period that runs, half-open. */
  periodStart: Instant;
  periodEnd: Instant;
  at: Instant;
  policy: Policy;
  /** Whether a restart credits unused time. Under `keep-anchor`, which always does, it has no meaning. */
  creditUnusedTime?: boolean;
}

export interface Proration {
  lines: QuoteLine[];
  /** The sum of the rounded lines; negative where the old plan is worth more than the new one. */
  dueNowMinor: number;
}

/**
 * What changing plans at `at` costs, in minor units. Unused time on the old plan is credited in proportion to the
 * seconds left, (end - at) / (end - start). `keep-anchor` charges the same share of the new price, `restart-anchor` the
 * whole of it. Each line is rounded by itself, half away from zero, and lines of 0 are kept. RangeError for an instant
 * outside the period, a price that is not a whole number from 0 up, or a malformed currency.
 */
export function prorate({ currency, policy, creditUnusedTime = true, ...terms }: PlanSwitch): Proration {
  if (!/^[A-Z]{3}$/i.test(currency)) throw new RangeError(`"${currency}" is not an ISO 4217 currency code.`);
  const oldPrice = wholeMinorUnits(terms.oldPriceMinor);
  const newPrice = wholeMinorUnits(terms.newPriceMinor);
  const from = canonicalInstant(terms.at);
  const to = canonicalInstant(terms.periodEnd);
  const start = canonicalInstant(terms.periodStart);
  if (from < start || from >= to)
    throw new RangeError(`${from} is outside the period from ${start} to ${to}.`);

  const secondsLeft = BigInt(secondsOf(to) - secondsOf(from));
  const seconds = BigInt(secondsOf(to) - secondsOf(start));
  // Halves are rounded up here and the sign put on afterwards: away from zero. A BigInt has no -0.
  const shareLeft = (price: bigint) => (2n * price * secondsLeft + seconds) / (2n * seconds);

  const unusedTime: QuoteLine = { kind: 'unused-time', amountMinor: Number(-shareLeft(oldPrice)), from, to };
  const remainingTime: QuoteLine = {
    kind: 'remaining-time',
    amountMinor: Number(shareLeft(newPrice)),
    from,
    to,
  };
  const fullPrice: QuoteLine = { kind: 'full-price', amountMinor: Number(newPrice), from, to: null };

  const credited = policy === 'keep-anchor' || creditUnusedTime;
  const charge = policy === 'keep-anchor' ? remainingTime : fullPrice;
  const lines = credited ? [unusedTime, charge] : [charge];
  return { lines, dueNowMinor: lines.reduce((sum, line) => sum + line.amountMinor, 0) };
}

function wholeMinorUnits(priceMinor: number): bigint {
  if (!Number.isSafeInteger(priceMinor) || priceMinor < 0) {
    throw new RangeError(`A price is a whole number of minor units from 0 up, not ${priceMinor}.`);
  }
  return BigInt(priceMinor);
}
