import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import type { GenerationEntry, LedgerPage } from '../src/api/schemas.ts';
import { watchContract } from './contract-watch.ts';

export { expect };

interface Fixtures {
  /** Opens a path in a scenario, such as `open('/plan', 'scenario=used-1000&at=2026-04-21T09:00:00Z')`. */
  open: (path: string, link?: string) => Promise<void>;
}

/**
 * Every page of a test is watched: an error in its console, one that nobody caught, or a reply that the published
 * contract does not document fails the test.
 */
export const test = base.extend<Fixtures>({
  context: async ({ context }, use) => {
    const complaints: string[] = [];
    context.on('console', (message) => {
      if (message.type() === 'error' && !isRefusalLogged(message.text())) complaints.push(message.text());
    });
    context.on('weberror', (error) => {
      const message = String(error.error());
      if (!isWorkerUpdateCutShort(message)) complaints.push(message);
    });
    const undocumentedReplies = watchContract(context);
    await use(context);
    expect(await undocumentedReplies(), 'replies that public/openapi.json does not document').toEqual([]);
    expect(complaints, 'errors in the console').toEqual([]);
  },
  open: async ({ page }, use) => {
    await use(async (path, link) => {
      await page.goto(link ? `${path}?${link}` : path);
      await expect(page.getByRole('banner').getByRole('meter')).toBeVisible();
    });
  },
});

/** The worker's script is checked for a newer one when a page opens; leaving the page at that moment ends the check. */
function isWorkerUpdateCutShort(text: string): boolean {
  return text.includes('Failed to update a ServiceWorker');
}

/** Chromium itself logs every reply of 400 and above, and every failed request; the app answers for those on screen. */
function isRefusalLogged(text: string): boolean {
  return text.startsWith('Failed to load resource');
}

/** No violation of WCAG 2.2 A and AA that axe can find. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect(found).toEqual([]);
}

/** What the billing API answers to this tab, past what is on its screen. */
export async function answerTo<Body>(page: Page, path: string): Promise<Body> {
  return page.evaluate(async (asked) => (await fetch(asked)).json(), path);
}

/** The newest 200 charges for generations, newest first, as the billing API tells this tab. */
export async function chargesOf(page: Page): Promise<GenerationEntry[]> {
  const { entries } = await answerTo<LedgerPage>(page, '/v1/ledger?kind=generation&limit=200');
  return entries.filter((entry) => entry.kind === 'generation');
}
