const FAMILIAR = [
  [1, 1],
  [5, 4],
  [4, 3],
  [3, 2],
  [16, 10],
  [16, 9],
  [2, 1],
  [21, 9],
] as const;

/** Cameras and resizers miss a familiar ratio by a few pixels. */
const TOLERANCE = 0.01;
const LARGEST_TERM = 10;

/**
 * The shape of an image in words: a familiar ratio within 1 % (`4:3`, `9:16`), else the reduced one if its terms are
 * small (`5:3`), else to two decimals (`1.91:1`, `1:2.35`).
 */
export function imageAspect(width: number, height: number): string {
  const [long, short] = width >= height ? [width, height] : [height, width];
  const [longTerm, shortTerm] = familiar(long, short) ?? reduced(long, short) ?? decimal(long, short);
  return width >= height ? `${longTerm}:${shortTerm}` : `${shortTerm}:${longTerm}`;
}

function familiar(long: number, short: number) {
  return FAMILIAR.find(([a, b]) => Math.abs((long * b) / (short * a) - 1) <= TOLERANCE);
}

function reduced(long: number, short: number) {
  const divisor = greatestCommonDivisor(long, short);
  return long / divisor <= LARGEST_TERM ? [long / divisor, short / divisor] : undefined;
}

function decimal(long: number, short: number) {
  return [Math.round((100 * long) / short) / 100, 1];
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
