const PARAMETERS = ['scenario', 'snapshot', 'at', 'seed', 'faults'];

/**
 * The sandbox link under which this page was opened: its parameters in one order, without `?`. Null where a real
 * billing API answers, which a build for support leaves aside only for a link that names a scenario or a snapshot.
 */
export const sandboxLink: string | null = readLink();

/**
 * The name under which this page keeps something in the browser's storage. Each sandbox link has its own, so that a
 * customer's drafts and open charges never meet a sandbox's.
 */
export function storageName(name: string): string {
  return sandboxLink ? `${name}?${sandboxLink}` : name;
}

function readLink(): string | null {
  if (import.meta.env.VITE_BILLING_API_URL && import.meta.env.VITE_SUPPORT_CONSOLE !== '1') return null;
  // Code that runs outside a page has no link.
  const asked = new URLSearchParams('location' in globalThis ? location.search : '');
  if (import.meta.env.VITE_BILLING_API_URL && !asked.has('scenario') && !asked.has('snapshot')) return null;
  return new URLSearchParams(
    PARAMETERS.flatMap((name) => {
      const value = asked.get(name);
      return value === null ? [] : [[name, value]];
    }),
  ).toString();
}
