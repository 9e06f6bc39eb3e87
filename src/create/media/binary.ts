// biome-ignore lint/suspicious/noControlCharactersInRegex: text has none of them, other files nearly always do.
export const BINARY = /[\0-\x08\x0e-\x1f]/;
