import { allows, OPTION_NAMES } from './combinations.ts';
import type { RateCard, Rule, Unit } from './rate-card.ts';

/** What is to be generated, as far as its price goes. Which fields count is up to the tool's rules. */
export interface GenerationRequest {
  tool: string;
  model?: string | undefined;
  audio?: boolean | undefined;
  aspect?: string | undefined;
  resolution?: string | undefined;
  /** Seconds of video. */
  duration?: number | undefined;
  characters?: number | undefined;
  /** Length of a recording, to the tenth. */
  seconds?: number | undefined;
  images?: number | undefined;
  inputImages?: number | undefined;
}

/** A price with its arithmetic: `units` is `quantity / unitSize` rounded up, `credits` is `units * creditsPerUnit`. */
export interface Estimate {
  ok: true;
  credits: number;
  rateCardVersion: string;
  ruleId: string;
  quantity: number;
  unit: Unit;
  unitSize: number;
  units: number;
  creditsPerUnit: number;
}

export interface Unpriced {
  ok: false;
  reason:
    | 'unknown-tool'
    | 'unknown-model'
    | 'unpriced-combination'
    | 'nothing-to-price'
    | 'invalid-quantity'
    | 'too-many';
  /** One sentence for a person. */
  message: string;
}

/**
 * The price of a request in whole credits, or the first reason why it has none: tool, model, combination and
 * quantity are checked in this order. A started unit is charged whole. Never throws, whatever the request is.
 */
export function estimate(rateCard: RateCard, request: GenerationRequest): Estimate | Unpriced {
  const asked = fieldsOf(request);
  const rulesOfTool = rateCard.rules.filter((rule) => rule.tool === asked.tool);
  if (rulesOfTool.length === 0) return unpriced('unknown-tool', 'This tool is not on the rate card.');
  const rulesOfModel = rulesOfTool.filter((rule) => allows(rule, 'model', asked.model));
  if (rulesOfModel.length === 0) return unpriced('unknown-model', 'Choose one of the models of this tool.');
  const rule = rulesOfModel.find((candidate) =>
    OPTION_NAMES.every((name) => allows(candidate, name, asked[name])),
  );
  if (!rule) return unpriced('unpriced-combination', 'This combination of options is not offered.');
  return checkInputImages(rule, asked.inputImages) ?? price(rateCard, rule, asked);
}

type Asked = { readonly [field in keyof GenerationRequest]?: unknown };

function fieldsOf(request: unknown): Asked {
  return typeof request === 'object' && request !== null ? request : {};
}

function price(rateCard: RateCard, rule: Rule, asked: Asked): Estimate | Unpriced {
  const { unit, unitSize, creditsPerUnit } = rule;
  const { noun, amount } = measure(rule, asked);
  const quantity = checkAmount({ noun, amount, fractional: unit === 'second', maximum: rule.maxQuantity });
  if (typeof quantity !== 'number') return quantity;
  const units = Math.ceil(quantity / unitSize);
  const credits = units * creditsPerUnit;
  if (!Number.isSafeInteger(credits)) return unpriced('too-many', `This is more ${noun} than can be priced.`);
  return {
    ok: true,
    credits,
    rateCardVersion: rateCard.version,
    ruleId: rule.id,
    quantity,
    unit,
    unitSize,
    units,
    creditsPerUnit,
  };
}

/** What the rule counts, and how much of it the request asks for. */
function measure(rule: Rule, asked: Asked): { noun: string; amount: unknown } {
  switch (rule.unit) {
    case 'character':
      return { noun: 'characters', amount: asked.characters };
    case 'second':
      return { noun: 'seconds', amount: isTimedByDuration(rule) ? asked.duration : asked.seconds };
    case 'image':
      return { noun: 'images', amount: asked.images };
    case 'generation':
    case 'clone':
    case 'track':
      return { noun: `${rule.unit}s`, amount: 1 };
  }
}

/** Video is as long as the customer chooses, a recording as long as it is. */
function isTimedByDuration(rule: Rule): boolean {
  return rule.tool.endsWith('-to-video') || rule.when?.duration !== undefined;
}

/** Only image to image is priced by whether there are images to start from; another rule may limit their number. */
function checkInputImages(rule: Rule, inputImages: unknown): Unpriced | undefined {
  const isLimited = rule.maxInputImages !== undefined && inputImages !== undefined;
  if (rule.tool !== 'image-to-image' && !isLimited) return undefined;
  const checked = checkAmount({
    noun: 'input images',
    amount: inputImages,
    fractional: false,
    maximum: rule.maxInputImages,
  });
  return typeof checked === 'number' ? undefined : checked;
}

interface Amount {
  noun: string;
  amount: unknown;
  fractional: boolean;
  maximum: number | undefined;
}

/** The amount itself, if it can be charged for. */
function checkAmount({
  noun,
  amount,
  fractional,
  maximum = Number.MAX_SAFE_INTEGER,
}: Amount): number | Unpriced {
  if (amount === undefined || amount === 0) {
    return unpriced('nothing-to-price', `There are no ${noun} to price yet.`);
  }
  if (typeof amount !== 'number' || !Number.isFinite(amount) || amount < 0) {
    return unpriced('invalid-quantity', `The number of ${noun} must be a positive number.`);
  }
  if (!fractional && !Number.isInteger(amount)) {
    return unpriced('invalid-quantity', `The number of ${noun} must be a whole number.`);
  }
  if (amount > maximum) return unpriced('too-many', `The number of ${noun} is limited to ${maximum}.`);
  return amount;
}

function unpriced(reason: Unpriced['reason'], message: string): Unpriced {
  return { ok: false, reason, message };
}
