import { mkdirSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { browserArguments, findOrInstallBrowser } from './browser.ts';

/** Takes the pictures of the README and the docs from the build in `dist/`, each in a fixed state of a scenario. */
interface Picture {
  name: string;
  path: string;
  theme?: 'light' | 'dark';
  width?: number;
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
];

const folder = 'docs/screenshots';
mkdirSync(folder, { recursive: true });
const server = await preview({ preview: { port: 4199 } });
const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: browserArguments() });
for (const { name, path, theme = 'light', width = 1280, act } of pictures) {
  const page = await browser.newPage({
    baseURL: 'http://127.0.0.1:4199',
    colorScheme: theme,
    reducedMotion: 'reduce',
    viewport: { width, height: 860 },
    locale: 'en-US',
    timezoneId: 'Europe/Paris',
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  await act?.(page);
  await page.screenshot({ path: `${folder}/${name}.png` });
  await page.close();
}
await browser.close();
await server.close();
