import { mkdirSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { browserArguments, findOrInstallBrowser } from './browser.ts';

/**
 * Takes the pictures of the README and the docs from the build in `dist/`, each in a fixed state of a scenario; those
 * that are named after the command, or all.
 */
interface Picture {
  name: string;
  path: string;
  theme?: 'light' | 'dark';
  width?: number;
  height?: number;
  /** Time passes only as `act` lets it. */
  stopwatch?: boolean;
  /** What to do before it is taken. */
  act?: (page: Page) => Promise<void>;
}

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';

const pictures: Picture[] = [
  { name: 'overview', path: '/?scenario=demo&at=2026-11-20T14:00:00Z' },
  { name: 'overview-dark', path: '/?scenario=demo&at=2026-11-20T14:00:00Z', theme: 'dark' },
  {
    name: 'create',
    path: `/create/text-to-video?${USED_1000}`,
    async act(page) {
      await page
        .getByRole('textbox', { name: 'Prompt' })
        .fill('A lighthouse at dusk, the camera drifting in');
      await page.getByRole('radio', { name: /^Veo 3\.1, / }).check();
      await page.getByRole('button', { name: /^Generate, / }).hover();
    },
  },
  {
    name: 'short',
    path: '/create/text-to-video?scenario=nearly-out&at=2026-06-18T15:20:00Z',
    async act(page) {
      await page.getByRole('button', { name: /^Generate, / }).hover();
    },
  },
  { name: 'phone', path: `/create/text-to-image?${USED_1000}`, width: 375 },
  {
    name: 'upgrade',
    path: `/plan?${USED_1000}`,
    async act(page) {
      await page.getByRole('button', { name: 'Upgrade to AI Suite 240K' }).click();
      await page.getByRole('table', { name: 'Due now' }).waitFor();
    },
  },
  { name: 'support', path: `/support?${USED_1000}`, height: 1100 },
  {
    name: 'ticket-price-agreement',
    path: '/create/text-to-speech?scenario=price-change',
    stopwatch: true,
    act: pressAfterMidnight,
  },
  {
    name: 'ticket-price-explained',
    path: '/create/text-to-speech?scenario=price-change',
    stopwatch: true,
    height: 1460,
    async act(page) {
      await pressAfterMidnight(page);
      await page.getByRole('button', { name: 'Generate, 2,400 credits' }).click();
      await explainNewest(page, /^Text to speech, /);
    },
  },
  {
    name: 'ticket-renewal',
    path: '/support/explain/upg-000005?scenario=upgraded-restart&at=2026-06-22T12:00:00Z',
    height: 1440,
  },
  {
    name: 'ticket-double-charge',
    path: `/create/text-to-image?${USED_1000}&faults=POST /v1/generations:drop-reply:1`,
    height: 1160,
    async act(page) {
      await page.getByRole('textbox', { name: 'Prompt' }).fill('A lighthouse at dusk');
      await page.getByRole('radio', { name: /^Flux 2\.0 Pro, / }).check();
      await page.getByRole('button', { name: 'Generate, 80 credits' }).click();
      await explainNewest(page, /^Text to image, /);
    },
  },
];

/** Leaves a price on the button while the rate card of 2026 comes into force, then presses it. */
async function pressAfterMidnight(page: Page) {
  const text = 'The street was quiet, and the lamps were going out one by one. '.repeat(200);
  await page.getByRole('textbox', { name: 'Script' }).fill(text.slice(0, 12_000));
  await page.getByRole('radio', { name: /^Eleven v2, / }).check();
  await page.getByRole('button', { name: 'Generate, 1,200 credits' }).waitFor();
  await page.clock.runFor(65_000);
  await page.getByRole('button', { name: 'Generate, 1,200 credits' }).click();
  const refusal = page.getByRole('alert');
  await refusal.waitFor();
  await refusal.scrollIntoViewIfNeeded();
}

async function explainNewest(page: Page, charge: RegExp) {
  await page.getByRole('region', { name: 'Receipt' }).waitFor();
  await page.getByRole('link', { name: 'Support' }).click();
  await page.getByRole('link', { name: 'Explain', exact: true }).click();
  await page.getByRole('link', { name: charge }).first().click();
  await page.getByRole('heading', { name: 'Before and after' }).waitFor();
}

const folder = 'docs/screenshots';
mkdirSync(folder, { recursive: true });
const server = await preview({ preview: { port: 4199 } });
const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: browserArguments() });
const wanted = process.argv.slice(2);
for (const { name, path, theme = 'light', width = 1280, height = 860, stopwatch = false, act } of pictures) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const page = await browser.newPage({
    baseURL: 'http://127.0.0.1:4199',
    colorScheme: theme,
    reducedMotion: 'reduce',
    viewport: { width, height },
    locale: 'en-US',
    timezoneId: 'Europe/Paris',
  });
  if (stopwatch) await page.clock.install();
  await page.goto(path, { waitUntil: 'networkidle' });
  await page.getByRole('banner').getByRole('meter').waitFor();
  await page.getByRole('main').getByText('Loading').first().waitFor({ state: 'detached' });
  await act?.(page);
  await page.screenshot({ path: `${folder}/${name}.png` });
  await page.close();
}
await browser.close();
await server.close();
