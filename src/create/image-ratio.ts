import type { PricedField } from './price-choices.ts';

/** The aspect that the input image itself has. */
const FROM_IMAGE = 'from image';

/** The options with the image's own ratio, such as `4:3`, at the choice that takes it over. */
export function withImageRatio(fields: readonly PricedField[], ratio: string | undefined): PricedField[] {
  return fields.map(({ name, choices }) => ({
    name,
    choices: choices.map((choice) => (choice.value === FROM_IMAGE ? { ...choice, note: ratio } : choice)),
  }));
}
