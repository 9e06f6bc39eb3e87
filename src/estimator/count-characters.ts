const COUNTED_AS_ONE = /\r\n|[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

/**
 * The characters of a script as they are charged: Unicode code points, spaces and punctuation included, each line
 * ending one. A family emoji of five code points counts 5; half of a surrogate pair, which no keyboard makes, 1.
 */
export function countCharacters(text: string): number {
  return text.length - (text.match(COUNTED_AS_ONE)?.length ?? 0);
}
