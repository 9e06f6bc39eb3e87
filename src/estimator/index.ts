export { OPTION_NAMES, type OptionName, type OptionValue } from './combinations.ts';
export { countCharacters } from './count-characters.ts';
export { type Estimate, estimate, type GenerationRequest, type Unpriced } from './estimate.ts';
export {
  type Choice,
  type Chosen,
  type Move,
  type OptionField,
  options,
  type Settled,
  settle,
} from './options.ts';
export {
  type ParsedRateCard,
  parseRateCard,
  type RateCard,
  type RateCardFault,
  RateCardSchema,
  type Rule,
  type Unit,
} from './rate-card.ts';
