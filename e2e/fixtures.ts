import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type FullProject, type Page, type Request } from '@playwright/test';
import type { GenerationEntry, LedgerPage } from '../src/api/schemas.ts';
import { watchContract } from './contract-watch.ts';

export { expect };

export interface Options {
  /** Where the billing API is; empty for the one that the build embeds. */
  billingApi: string;
}

interface Fixtures {
  /** Opens a path in a scenario in the test's first tab: `open('/plan', 'scenario=used-1000&at=2026-04-21T09:00:00Z')`. */
  open: (path: string, link?: string) => Promise<void>;
}

/** What this worker's tabs have asked for and not been answered yet. */
const underWay = new Set<Request>();

/**
 * Every page of a test is watched: an error in its console, one that nobody caught, or a reply that the published
 * contract does not document fails the test.
 */
export const test = base.extend<Fixtures & Options>({
  billingApi: ['', { option: true }],
  context: async ({ context, billingApi }, use) => {
    const complaints: string[] = [];
    context.on('request', (request) => {
      if (!request.isNavigationRequest() && !request.serviceWorker()) underWay.add(request);
      const { searchParams } = new URL(request.url());
      if (billingApi && request.isNavigationRequest() && searchParams.has('scenario')) {
        const sandbox = request.url().startsWith(`${billingApi}/sandbox?`);
        if (!sandbox)
          complaints.push(`${request.url()}: a customer’s build knows no links: open it by visit()`);
      }
    });
    context.on('requestfinished', (request) => underWay.delete(request));
    context.on('requestfailed', (request) => underWay.delete(request));
    context.on('console', (message) => {
      if (message.type() === 'error' && !isRefusalLogged(message.text())) complaints.push(message.text());
    });
    context.on('weberror', (error) => {
      const message = String(error.error());
      if (!isWorkerUpdateCutShort(message)) complaints.push(message);
    });
    const undocumentedReplies = watchContract(context);
    await use(context);
    underWay.clear();
    expect(await undocumentedReplies(), 'replies that public/openapi.json does not document').toEqual([]);
    expect(complaints, 'errors in the console').toEqual([]);
  },
  open: async ({ page }, use) => {
    await use(async (path, link) => {
      await visit(page, path, link);
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

/** Lets the open tabs hear that a charge was made, as the tab that made it would. Tabs of another link do not listen. */
export async function tellOtherTabs(page: Page): Promise<void> {
  await page.evaluate((isCustomer) => {
    const asked = new URLSearchParams(location.search);
    const kept = ['scenario', 'snapshot', 'at', 'seed', 'faults'].filter((name) => asked.has(name));
    const link = new URLSearchParams(kept.map((name) => [name, asked.get(name) ?? '']));
    const tabs = new BroadcastChannel(
      isCustomer || link.size === 0 ? 'billing-changed' : `billing-changed?${link}`,
    );
    tabs.postMessage('');
    tabs.close();
  }, isCustomerBuild());
}

/**
 * Opens a path of the app, which may have a query, in a tab, in a scenario: by its link in the embedded build; at a
 * real server by choosing the sandbox of that link, one of this test's own, since there a cookie says who the customer
 * is.
 */
export async function visit(tab: Page, path: string, link = ''): Promise<void> {
  // What a page leaves behind finds no API any more. A reply that a fault holds back for minutes is not waited for.
  if (tab.url() !== 'about:blank') await expectQuiet(tab).catch(() => undefined);
  if (!isCustomerBuild()) {
    await tab.goto(link ? `${path}${path.includes('?') ? '&' : '?'}${link}` : path);
    return;
  }
  const { testId, repeatEachIndex, retry, project } = test.info();
  const sandbox = new URLSearchParams(link);
  sandbox.set('store', `${testId}-${repeatEachIndex}-${retry}`);
  sandbox.set('return', `${project.use.baseURL}${path}`);
  await tab.goto(`${billingApi()}/sandbox?${sandbox}`);
}

/** Whether this build has no API of its own and stands in front of a real server. */
export function isCustomerBuild(): boolean {
  return billingApi() !== '';
}

function billingApi(): string {
  const project: FullProject<Options> = test.info().project;
  return project.use.billingApi ?? '';
}

interface Sent {
  method?: 'POST';
  headers?: Record<string, string>;
  body?: string;
}

/** What the billing API answers to this tab, past what is on its screen. */
export async function answerTo<Body>(page: Page, path: string, init: Sent = {}): Promise<Body> {
  return page.evaluate(
    async ([url, options]) => (await fetch(url, { credentials: 'include', ...options })).json(),
    [`${billingApi()}${path}`, init] as const,
  );
}

/** Lets so many seconds pass, at the billing API and in all tabs: each timer runs when it comes due. */
export async function letPass(page: Page, seconds: number): Promise<void> {
  await expectLoaded(page);
  await advanceServer(page, seconds);
  await page.clock.runFor(seconds * 1000);
}

/** The same while the machine sleeps: timers that came due meanwhile fire once, on waking. */
export async function letSleep(page: Page, seconds: number): Promise<void> {
  await expectLoaded(page);
  await advanceServer(page, seconds);
  await page.clock.fastForward(seconds * 1000);
}

/** No tab waits for an answer: one that is under way while a clock leaps would come too late by that clock. */
async function expectLoaded(page: Page): Promise<void> {
  for (const tab of page.context().pages()) {
    await expect(tab.locator('[aria-busy="true"]')).toHaveCount(0);
    await expectQuiet(tab);
  }
}

/** The page has loaded whatever it loads by and by, and has no request under way. */
async function expectQuiet(tab: Page): Promise<void> {
  await tab.waitForLoadState('networkidle', { timeout: 5000 });
  const left = () => [...underWay].filter((request) => request.frame().page() === tab).length;
  await expect.poll(left, { timeout: 5000 }).toBe(0);
}

/** Lets so many seconds pass at a real server, which has a clock of its own; the embedded API follows the page's. */
export async function advanceServer(page: Page, seconds: number): Promise<void> {
  if (!isCustomerBuild()) return;
  const reply = await page.request.post(`${billingApi()}/sandbox/advance?seconds=${seconds}`);
  expect(reply.status()).toBe(204);
}

/** The newest 200 charges for generations, newest first, as the billing API tells this tab. */
export async function chargesOf(page: Page): Promise<GenerationEntry[]> {
  const { entries } = await answerTo<LedgerPage>(page, '/v1/ledger?kind=generation&limit=200');
  return entries.filter((entry) => entry.kind === 'generation');
}
