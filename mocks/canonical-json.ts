/** The same text for the same JSON value, whatever the order of its members; undefined where it is nested too deep. */
export function canonicalJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value, (_, member: unknown) =>
      member !== null && typeof member === 'object' && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : member,
    );
  } catch {
    return undefined;
  }
}
