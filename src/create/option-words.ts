import type { Move, OptionField, OptionValue } from '../estimator/index.ts';

/** How each option is named on screen. */
export const OPTION_LABELS: Record<OptionField['name'], string> = {
  model: 'Model',
  audio: 'Audio',
  aspect: 'Aspect ratio',
  resolution: 'Resolution',
  duration: 'Duration',
};

/** How a choice is named: `Veo 3.1`, `With audio`, `8 s`. */
export function choiceName(value: OptionValue): string {
  if (typeof value === 'boolean') return value ? 'With audio' : 'Without audio';
  return typeof value === 'number' ? `${value} s` : value;
}

/** What moved along with a choice: `Duration moves from 5 s to 4 s`. */
export function describeMoves(moves: readonly Move[]): string[] {
  return moves.map(
    ({ field, from, to }) => `${OPTION_LABELS[field]} ${choiceName(from)} becomes ${choiceName(to)}`,
  );
}
