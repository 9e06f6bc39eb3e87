import type { BrowserContext, Response } from '@playwright/test';
import { type FaultRule, parseFaultRules } from '../mocks/faults.ts';
import { createContractWitness } from '../mocks/testing/contract.ts';

/**
 * Holds every reply of the billing API that a page gets to the published contract, but for those that the link's
 * fault rules spoil. Returns how to ask, at the end, for what was undocumented.
 */
export function watchContract(context: BrowserContext): () => Promise<string[]> {
  const witness = createContractWitness();
  const seen: Promise<void>[] = [];
  const rules: FaultRule[] = [];
  context.on('request', (request) => {
    if (!request.isNavigationRequest()) return;
    rules.push(...parseFaultRules(new URL(request.url()).searchParams.get('faults') ?? ''));
  });
  context.on('response', (response) => {
    if (new URL(response.url()).pathname.startsWith('/v1/')) seen.push(see(response));
  });

  async function see(response: Response): Promise<void> {
    const { pathname, search } = new URL(response.url());
    // What was still on its way when its page was left cannot be read any more.
    const text = await response.text().catch(() => null);
    if (text === null) return;
    const headers = new Headers(response.headers());
    const exchange = { method: response.request().method(), path: pathname + search, headers, text };
    witness.see({ ...exchange, status: response.status() }, rules);
  }

  return async () => {
    await Promise.all(seen);
    return witness.undocumented();
  };
}
