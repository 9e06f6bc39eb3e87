import type { Estimate } from '../estimator/index.ts';
import type { Formats } from '../units/formats.ts';

const UNITS: Record<Estimate['unit'], string> = {
  character: 'character',
  second: 'second',
  image: 'image',
  generation: 'generation',
  clone: 'clone',
  track: 'track',
};

/**
 * A price as one line of arithmetic: `1,234 characters / 5 = 246.8, charged as 247 credits`, or
 * `3 images × 80 = 240 credits`.
 */
export function formatDerivation(price: Estimate, formats: Formats): string {
  const { quantity, unit, unitSize, units, creditsPerUnit, credits } = price;
  const amount = counted(quantity, UNITS[unit], formats);
  if (unitSize === 1 && units === quantity) {
    return `${amount} × ${formats.integer(creditsPerUnit)} = ${formats.credits(credits)}`;
  }
  const divided =
    unitSize === 1
      ? amount
      : `${amount} / ${formats.integer(unitSize)} = ${formats.decimal(quantity / unitSize)}`;
  if (creditsPerUnit === 1) {
    return units === quantity / unitSize
      ? `${amount} / ${formats.integer(unitSize)} = ${formats.credits(credits)}`
      : `${divided}, charged as ${formats.credits(credits)}`;
  }
  return `${divided}, charged as ${formats.integer(units)} × ${formats.integer(creditsPerUnit)} = ${formats.credits(credits)}`;
}

/** What one unit costs, for when there is no quantity yet: `1 credit for 5 characters`. */
export function formatRate(
  { unit, unitSize, creditsPerUnit }: Pick<Estimate, 'unit' | 'unitSize' | 'creditsPerUnit'>,
  formats: Formats,
): string {
  const per = counted(unitSize, UNITS[unit], formats);
  return `${formats.credits(creditsPerUnit)} for ${per}`;
}

function counted(count: number, noun: string, formats: Formats): string {
  return `${formats.decimal(count)} ${noun}${count === 1 ? '' : 's'}`;
}
