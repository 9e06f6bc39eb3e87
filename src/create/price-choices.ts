import { formatRate } from '../credits/derivation.ts';
import {
  type Choice,
  type Chosen,
  estimate,
  type GenerationRequest,
  type Move,
  OPTION_NAMES,
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

/**
 * The options of a tool for a request as it is wanted, with what each choice costs, costs a unit, and moves: away from
 * the options as they stand, or back to what is wanted and did not fit so far.
 */
export function priceChoices(
  rateCard: RateCard,
  tool: string,
  wanted: GenerationRequest,
  formats: Formats,
): PricedField[] {
  const standing = settle(rateCard, tool, wanted, undefined).chosen;
  return options(rateCard, tool, wanted).fields.map(({ name, choices }) => {
    const priced = choices.map((choice) => {
      const { chosen } = settle(rateCard, tool, { ...wanted, [name]: choice.value }, name);
      const moves = movesBetween(standing, chosen).filter(({ field }) => field !== name);
      const unit = estimate(rateCard, { ...chosen, ...ONE_UNIT, tool });
      return {
        ...choice,
        open: moves.length === 0,
        id: String(choice.value),
        label: choiceName(choice.value),
        moves,
        rate: unit.ok ? formatRate(unit, formats) : null,
      };
    });
    return { name, choices: name === 'model' ? priced : priced.toSorted(openFirst) };
  });
}

function movesBetween(standing: Chosen, next: Chosen): Move[] {
  return OPTION_NAMES.flatMap((field) => {
    const [from, to] = [standing[field], next[field]];
    return from === undefined || to === undefined || from === to ? [] : [{ field, from, to }];
  });
}

/**
 * What fits the other choices comes first, so that the arrow keys walk through it without moving them; seconds ascend,
 * everything else stays in the card's order.
 */
function openFirst(a: Choice, b: Choice): number {
  if (a.open !== b.open) return a.open ? -1 : 1;
  return typeof a.value === 'number' && typeof b.value === 'number' ? a.value - b.value : 0;
}
