import {
  type Chosen,
  type Move,
  OPTION_NAMES,
  type OptionName,
  type OptionValue,
  type RateCard,
  settle,
} from '../estimator/index.ts';

/**
 * What is wanted of a tool once a choice is taken, and what that gave up. The form stands as `settle` makes it of what
 * is wanted, so a choice that another one leaves no room for comes back when there is room again: from Veo 3.1 at 8 s
 * over Kling 2.1 Master at 10 s to Veo 3.1 at 8 s. Given up is only what the choice moves before itself in the order
 * of options: whoever takes 1:1 takes the model that it names, too.
 */
export function withChoice(
  rateCard: RateCard,
  tool: string,
  wanted: Chosen,
  field: OptionName,
  value: OptionValue,
): { wanted: Chosen; givenUp: Move[] } {
  const standing = settle(rateCard, tool, wanted, undefined).chosen;
  let next: Chosen = { ...wanted, [field]: value };
  const { chosen } = settle(rateCard, tool, next, field);
  const givenUp: Move[] = [];
  for (const name of OPTION_NAMES.slice(0, OPTION_NAMES.indexOf(field))) {
    const [from, to] = [standing[name], chosen[name]];
    if (settle(rateCard, tool, next, undefined).chosen[name] === to) continue;
    next = { ...next, [name]: to };
    if (from !== undefined && to !== undefined && from !== to) givenUp.push({ field: name, from, to });
  }
  return { wanted: next, givenUp };
}
