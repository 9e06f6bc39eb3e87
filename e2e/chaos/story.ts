import { fileURLToPath } from 'node:url';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import type { Balance, LedgerPage, Subscription } from '../../src/api/schemas.ts';
import type { Filling, Press, Step } from './any-step.ts';
import { type Order, observe, readScreen, readStore } from './in-page.ts';

const RECORDING = fileURLToPath(new URL('../media/tone-2.02s.wav', import.meta.url));
const IMAGE = fileURLToPath(new URL('../media/plain-4x3.jpg', import.meta.url));

/** The longest pause between two attempts of one request is 3.2 s. */
const PAUSE_MS = 3300;

/** A tab that is not in front gets no animation frames to look at it by. */
const IN_THE_BACKGROUND = { polling: 20 };

/** Two tabs of one customer over one store, and every charge that either asked for. */
export interface Story {
  context: BrowserContext;
  tabs: readonly [Page, Page];
  /** By idempotency key, as it was first asked for. */
  orders: Map<string, Order>;
  /** The key under which each tab asked last. */
  lastKeys: Map<Page, string>;
  requests: { sent: number; failed: number };
}

export async function openStory(context: BrowserContext, path: string): Promise<Story> {
  const orders: Story['orders'] = new Map();
  const lastKeys: Story['lastKeys'] = new Map();
  await context.exposeBinding('ordered', ({ page }, order: Order) => {
    if (!orders.has(order.key)) orders.set(order.key, order);
    lastKeys.set(page, order.key);
  });
  const requests = { sent: 0, failed: 0 };
  await context.exposeBinding('sent', (_, failed: boolean) => {
    requests.sent += 1;
    requests.failed += Number(failed);
  });
  await context.addInitScript(observe);
  await context.clock.install();
  const tabs = [await context.newPage(), await context.newPage()] as const;
  for (const tab of tabs) await tab.goto(path);
  return { context, tabs, orders, lastKeys, requests };
}

/** Lets the clock run until nothing is under way in either tab and nothing is asked again. */
export async function settle({ context, tabs }: Story): Promise<void> {
  let before = Number.NaN;
  for (let quiet = 0; quiet < 2; ) {
    await context.clock.runFor(PAUSE_MS);
    let sent = 0;
    for (const tab of tabs) {
      await tab.waitForFunction(
        () => document.querySelector('main') && window.traffic.underWay === 0,
        undefined,
        IN_THE_BACKGROUND,
      );
      sent += await tab.evaluate(() => window.traffic.sent);
    }
    quiet = sent === before ? quiet + 1 : 0;
    before = sent;
  }
}

/** Does what the step says, where the screen allows it. */
export async function take(story: Story, step: Step): Promise<void> {
  const here = story.tabs[step.tab];
  const main = here.getByRole('main');
  await here.bringToFront();
  if (step.act !== 'pay' && step.act !== 'try again') await closeDialog(here);
  switch (step.act) {
    case 'go to':
      await follow(here, step.screen);
      return;
    case 'choose tool':
      await follow(here, 'Create');
      await clickNth(main.getByRole('navigation', { name: 'Tools' }).getByRole('link'), step.nth);
      return;
    case 'choose option':
      await clickNth(main.getByRole('radio'), step.nth);
      return;
    case 'fill in':
      await fillIn(main, step);
      return;
    case 'point at the price':
      for (const button of await priceButtons(here)) await button.hover({ force: true });
      return;
    case 'reload':
      await here.reload();
      return;
    case 'try again':
      await clickNth(here.getByRole('button', { name: 'Try again' }), 0);
      return;
    case 'fill in and generate':
      await openForm(story, here);
      await fillIn(main, step);
      for (const button of await priceButtons(here)) await press(here, button, step.how);
      return;
    case 'fill in and generate in both tabs': {
      for (const tab of story.tabs) {
        await tab.bringToFront();
        await closeDialog(tab);
        await openForm(story, tab);
        await fillIn(tab.getByRole('main'), step);
      }
      const buttons = await Promise.all(story.tabs.map(priceButtons));
      await Promise.all(buttons.flat().map((button) => button.dispatchEvent('click')));
      return;
    }
    case 'ask for an upgrade':
      await askForUpgrade(here, step.nth);
      return;
    case 'upgrade in both tabs': {
      for (const tab of story.tabs) {
        await tab.bringToFront();
        await closeDialog(tab);
        await askForUpgrade(tab, step.nth);
      }
      await settle(story);
      const buttons = await Promise.all(story.tabs.map(payButtons));
      await Promise.all(buttons.flat().map((button) => button.dispatchEvent('click')));
      return;
    }
    case 'pay':
      for (const button of await payButtons(here)) await press(here, button, step.how);
      return;
    case 'come back later':
      await story.context.clock.fastForward(step.hours * 3_600_000);
  }
}

export function follow(page: Page, link: string): Promise<void> {
  return page.getByRole('link', { name: link, exact: true }).click();
}

/** Goes to the form, unless it is there; it may fail to load. */
async function openForm(story: Story, page: Page): Promise<void> {
  if ((await priceButtons(page)).length > 0) return;
  await follow(page, 'Create');
  await settle(story);
}

async function closeDialog(page: Page): Promise<void> {
  if ((await page.getByRole('dialog').count()) > 0) await page.keyboard.press('Escape');
}

/** The button with the price, where the form is on screen: none or one. */
function priceButtons(page: Page): Promise<Locator[]> {
  return page.getByRole('button', { name: /^(?:Generate|Animate), / }).all();
}

/** The button that pays, where a quote is on screen: none or one. */
function payButtons(page: Page): Promise<Locator[]> {
  return page.getByRole('button', { name: /^Confirm and pay / }).all();
}

async function askForUpgrade(page: Page, nth: number): Promise<void> {
  await follow(page, 'Plan');
  await clickNth(page.getByRole('main').getByRole('button', { name: /^Upgrade to / }), nth);
}

async function clickNth(choices: Locator, nth: number): Promise<void> {
  const count = await choices.count();
  if (count > 0) await choices.nth(nth % count).click({ force: true });
}

async function press(page: Page, button: Locator, how: Press): Promise<void> {
  switch (how) {
    case 'once':
      await button.click({ force: true });
      return;
    case 'twice':
      await button.dblclick({ force: true });
      return;
    case 'holding Enter':
      await button.focus();
      for (let repeats = 0; repeats < 4; repeats += 1) await page.keyboard.down('Enter');
      await page.keyboard.up('Enter');
      return;
    case 'and reload':
      await button.click({ force: true });
      await page.reload();
  }
}

async function fillIn(main: Locator, { length, images }: Filling): Promise<void> {
  for (const field of await main.getByRole('textbox', { name: 'Script' }).all()) {
    await field.fill('x'.repeat(length));
  }
  for (const field of await main.getByRole('textbox', { name: /^(?:Prompt|Voice name)$/ }).all()) {
    await field.fill('A lighthouse');
  }
  for (const field of await main.getByRole('spinbutton').all()) await field.fill(String(images));
  for (const field of await main.locator('input[type=file]').all()) {
    const accepted = await field.getAttribute('accept');
    await field.setInputFiles(accepted?.includes('audio') ? RECORDING : IMAGE);
  }
}

/** What both tabs show, what the billing API says to each, and what its store holds. */
export async function takeStock({ tabs: [here, there] }: Story) {
  const [screens, balances, subscription, ledger, events] = await Promise.all([
    Promise.all([here.evaluate(readScreen), there.evaluate(readScreen)]),
    Promise.all([ask<Balance>(here, '/v1/balance'), ask<Balance>(there, '/v1/balance')]),
    ask<Subscription>(here, '/v1/subscription'),
    ask<LedgerPage>(there, '/v1/ledger?limit=200'),
    here.evaluate(readStore),
  ]);
  return { screens, balances, subscription, entries: ledger.entries, events };
}

export type Stock = Awaited<ReturnType<typeof takeStock>>;

function ask<Body>(page: Page, path: string): Promise<Body> {
  return page.evaluate((asked) => window.traffic.ask(asked), path) as Promise<Body>;
}
