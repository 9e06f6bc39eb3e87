/** Where two JSON values first differ; undefined stands for what is missing. */
export interface Difference {
  /** JSON Pointer into the value; empty for the whole of it. */
  pointer: string;
  expected: unknown;
  got: unknown;
}

/** The first difference between two JSON values, the order of fields included, since it shows in the bytes; or null. */
export function firstDifference(expected: unknown, got: unknown, pointer = ''): Difference | null {
  if (!isObject(expected) || !isObject(got) || Array.isArray(expected) !== Array.isArray(got)) {
    return Object.is(expected, got) ? null : { pointer, expected, got };
  }
  const names = Object.keys(expected);
  const others = Object.keys(got);
  for (const name of new Set([...names, ...others])) {
    const inside = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const found = firstDifference(expected[name], got[name], inside);
    if (found) return found;
  }
  return names.join('\n') === others.join('\n') ? null : { pointer, expected: names, got: others };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
