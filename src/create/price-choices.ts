import { formatRate } from '../credits/derivation.ts';
import {
  type Choice,
  estimate,
  type GenerationRequest,
  type OptionField,
  options,
  type RateCard,
  settle,
} from '../estimator/index.ts';
import type { Formats } from '../units/formats.ts';
import type { PricedChoice } from './option-group.tsx';
import { choiceName } from './option-words.ts';

/** A single unit of everything: what a choice is priced by before there is a script or a recording. */
const ONE_UNIT = { characters: 1, seconds: 1, images: 1, inputImages: 1 };

export interface PricedField {
  name: OptionField['name'];
  choices: PricedChoice[];
}

/** The options of a tool for a request as it stands, with what each choice costs, moves, and costs a unit. */
export function priceChoices(
  rateCard: RateCard,
  tool: string,
  request: GenerationRequest,
  formats: Formats,
): PricedField[] {
  return options(rateCard, tool, request).fields.map(({ name, choices }) => ({
    name,
    choices: (name === 'model' ? choices : choices.toSorted(openFirst)).map((choice) => {
      const { chosen, moved } = settle(rateCard, tool, { ...request, [name]: choice.value }, name);
      const unit = estimate(rateCard, { ...chosen, ...ONE_UNIT, tool });
      return {
        ...choice,
        id: String(choice.value),
        label: choiceName(choice.value),
        moves: moved,
        rate: unit.ok ? formatRate(unit, formats) : null,
      };
    }),
  }));
}

/**
 * What fits the other choices comes first, so that the arrow keys walk through it without moving them; seconds ascend,
 * everything else stays in the card's order.
 */
function openFirst(a: Choice, b: Choice): number {
  if (a.open !== b.open) return a.open ? -1 : 1;
  return typeof a.value === 'number' && typeof b.value === 'number' ? a.value - b.value : 0;
}
