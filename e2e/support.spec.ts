import { readFile, writeFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { chargesOf, expect, expectAccessible, test } from './fixtures.ts';

// @embedded: the console is about the embedded API, and a customer's build goes without it.
const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';
const LOST_REPLY = `${USED_1000}&faults=POST /v1/generations:drop-reply:1`;

const PARTS = {
  clock: '/support',
  timeline: '/support/timeline',
  explain: '/support/explain',
  charge: '/support/explain/gen-000003',
  faults: '/support/faults',
  snapshots: '/support/snapshots',
};

async function generateFlux(page: Page) {
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A lighthouse');
  await page.getByRole('radio', { name: /^Flux 2\.0 Pro, / }).check();
  await page.getByRole('button', { name: 'Generate, 80 credits' }).click();
}

/** The file that pressing the button leaves among the downloads. */
async function downloaded(page: Page, button: string): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

async function importText(page: Page, text: string | Buffer, name = 'snapshot.json') {
  const buffer = Buffer.isBuffer(text) ? text : Buffer.from(text);
  await page.getByLabel('Snapshot file').setInputFiles({ name, mimeType: 'application/json', buffer });
}

/** What a part says once it has come to rest, but for where its links lead. */
async function whatStands(part: Locator): Promise<string> {
  let said = '';
  const isAtRest = async () => {
    const before = said;
    said = await part.ariaSnapshot();
    return said === before && !said.includes('Loading');
  };
  await expect.poll(isAtRest, { timeout: 30_000 }).toBe(true);
  return said.replace(/\/url: .*/g, '');
}

/** What Overview, Usage and Plan say, without the banner that names what is open. */
async function screensOf(page: Page): Promise<string[]> {
  const screens: string[] = [];
  for (const name of ['Overview', 'Usage', 'Plan']) {
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name }).click();
    await expect(page).toHaveTitle(new RegExp(`^${name}`));
    // The forecast comes by itself, after all that is loaded at first.
    if (name !== 'Plan') await expect(page.getByText(/^At your pace the credits last/)).toBeVisible();
    screens.push(await whatStands(page.getByRole('main')));
  }
  return screens;
}

test('A replay answers byte for byte in another browser, and shows the same screens there @embedded', async ({
  page,
  open,
  browser,
  baseURL,
}) => {
  test.slow();
  await open('/create/text-to-image', USED_1000);
  await generateFlux(page);
  await expect(page.getByRole('banner').getByText('38,920 left')).toBeVisible();
  const seen = await screensOf(page);
  await page.getByRole('link', { name: 'Support' }).click();
  await page.getByRole('link', { name: 'Snapshots' }).click();
  const replay = await downloaded(page, 'Export replay');
  expect(replay.text).not.toContain('Noor Haddad');

  const elsewhere = await browser.newContext({ ...(baseURL && { baseURL }) });
  const other = await elsewhere.newPage();
  await other.goto('/support/snapshots');
  await importText(other, replay.text, replay.name);
  await expect(other.getByText('Answers byte for byte as when it was saved.')).toBeVisible();
  await other.getByRole('link', { name: 'Open the replay' }).click();
  await expect(other.getByRole('complementary', { name: 'Sandbox' })).toContainText(
    'Replay of 1,000 of 40,000 used at ',
  );
  await expect(other.getByRole('banner').getByText('38,920 left')).toBeVisible();
  expect(await screensOf(other)).toEqual(seen);
  await elsewhere.close();
});

test('Back in time a charge is refused until someone agrees to what it discards; another tab follows the clock @embedded', async ({
  page,
  open,
  context,
}) => {
  test.slow();
  await open('/support', USED_1000);
  const customer = await context.newPage();
  await customer.goto(`/create/text-to-image?${USED_1000}`);
  await expect(customer.getByRole('banner').getByText('39,000 left')).toBeVisible();

  await page.getByLabel('Exact instant in UTC').fill('2026-04-10T09:00:00Z');
  await page.getByRole('button', { name: 'Set clock' }).click();
  await expect(page.getByText('3 later events are hidden.').first()).toBeVisible();
  await expect(customer.getByRole('banner').getByText('39,636 left')).toBeVisible();

  await generateFlux(customer);
  await expect(customer.getByRole('main').getByRole('alert')).toContainText('later');
  expect(await chargesOf(customer)).toHaveLength(2);

  await page.getByRole('button', { name: 'Allow charges here' }).click();
  await page.getByRole('button', { name: 'Let a charge discard 3 events' }).click();
  await expect(page.getByText('The next charge or quote here discards 3 events for good')).toBeVisible();
  await customer.reload();
  await generateFlux(customer);
  await expect(customer.getByRole('banner').getByText('39,556 left')).toBeVisible();

  await page.getByRole('button', { name: 'Forward 1 day' }).click();
  await page.getByLabel('Exact instant in UTC').fill('2026-04-21T09:00:00Z');
  await page.getByRole('button', { name: 'Set clock' }).click();
  await expect(page.getByRole('banner').getByText('39,556 left')).toBeVisible();
});

test('A charge whose reply was lost is explained: asked twice under one key, charged once @embedded', async ({
  page,
  open,
}) => {
  await open('/create/text-to-image', LOST_REPLY);
  await generateFlux(page);
  await expect(page.getByRole('banner').getByText('38,920 left')).toBeVisible();
  await page.getByRole('link', { name: 'Support' }).click();
  await page.getByRole('link', { name: 'Explain' }).click();
  await page.getByRole('link', { name: /^Text to image, gen-000006/ }).click();
  await expect(
    page.getByText('Asked 2 times under one key, 1 of them struck by a fault: charged once.'),
  ).toBeVisible();
  const requests = page.getByRole('table', { name: /^Under key / });
  await expect(
    requests.getByRole('row', { name: /POST \/v1\/generations 201; fault drop-reply/ }),
  ).toHaveCount(1);
  await expect(requests.getByRole('row', { name: /POST \/v1\/generations 201/ })).toHaveCount(2);
  await expect(page.getByText('80 credits, under card 2026-01')).toBeVisible();
  await expect(page.getByText('1 image × 80 = 80 credits').first()).toBeVisible();

  const dispute = await downloaded(page, 'Save dispute file');
  await page.getByRole('link', { name: 'Snapshots' }).click();
  await importText(page, dispute.text);
  await page.getByRole('link', { name: 'Explain gen-000006' }).click();
  await expect(page.getByRole('complementary', { name: 'Sandbox' })).toContainText('Replay of ');
  await expect(page.getByText('Asked 2 times under one key')).toBeVisible();
});

test('A file that does not hold is refused with the reason, nothing is kept, and nothing runs @embedded', async ({
  page,
  open,
}) => {
  test.slow();
  await open('/support/snapshots', USED_1000);
  const { text } = await downloaded(page, 'Export replay');
  const replay = JSON.parse(text);
  const markup = { ...replay, scenario: { ...replay.scenario, title: '<img src=x onerror=alert(1)>' } };
  const hostile: [file: string | Buffer, reason: RegExp][] = [
    [text.slice(0, -200), /^The file is not JSON/],
    [`${'['.repeat(10_000)}${']'.repeat(10_000)}`, /deep/],
    [JSON.stringify(markup), /^\/scenario\/title holds markup/],
    [JSON.stringify({ ...replay, version: 99 }), /^\/version is 99, of a newer dashboard/],
    [text.replace('{', '{"__proto__": {"polluted": true},'), /^\/__proto__ is a name that no field may have/],
    [Buffer.alloc(50_000_000, '1'), /^The file is too large: .* Nothing was changed\.$/],
  ];
  const outcome = page.getByRole('region', { name: 'Import' }).getByRole('status');
  for (const [file, reason] of hostile) {
    await importText(page, file);
    await expect(outcome.filter({ hasText: 'Refused' }).locator('span').last()).toHaveText(reason);
  }
  await expect(page.getByRole('region', { name: 'Import' })).toMatchAriaSnapshot({
    name: 'support-refused.aria.yml',
  });
  await expect(page.getByText('Nothing was imported yet.')).toBeVisible();
  expect(await page.evaluate(() => Reflect.get({}, 'polluted'))).toBeUndefined();
});

test('While a large file is read the page stays quick, shows how far it is, and can end it @embedded', async ({
  page,
  open,
}, testInfo) => {
  await open('/support/snapshots', USED_1000);
  await expect(page.getByText('Nothing was imported yet.')).toBeVisible();
  // On disk: a buffer would be decoded by the page.
  const numbers = testInfo.outputPath('numbers.json');
  await writeFile(numbers, JSON.stringify(Array.from({ length: 999_999 }, (_, n) => n)).padEnd(9_900_000));
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask' });
  });
  const file = page.getByLabel('Snapshot file');
  await file.setInputFiles(numbers);
  await expect(page.getByRole('progressbar', { name: 'Import' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel import' }).click();
  await expect(page.getByText('The import was canceled. Nothing was changed.')).toBeVisible();

  const began = performance.now();
  await file.setInputFiles(numbers);
  const outcome = page.getByRole('region', { name: 'Import' }).getByRole('status');
  await expect(outcome).toContainText('The file is no snapshot: it holds no object.', { timeout: 30_000 });
  // On the page's own thread, reading it would be one task for nearly all that time, on whatever machine.
  const tookMs = performance.now() - began;
  const longestMs = await page.evaluate(() => Math.max(0, ...(Reflect.get(globalThis, 'tasks') as number[])));
  expect(longestMs).toBeLessThan(tookMs / 3);
  await expect(page.getByText('Nothing was imported yet.')).toBeVisible();
});

test('What a customer saves under Help opens as captured screens, read only @embedded', async ({
  page,
  open,
  browser,
  baseURL,
}) => {
  await open('/', USED_1000);
  await expect(page.getByText(/^At your pace the credits last/)).toBeVisible();
  const seen = await whatStands(page.getByRole('region', { name: 'Credit balance' }));
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('button', { name: 'Show what support would get' }).click();
  const capture = await downloaded(page, 'Save the file');
  expect(capture.text).not.toContain('Noor Haddad');

  const elsewhere = await browser.newContext({ ...(baseURL && { baseURL }) });
  const other = await elsewhere.newPage();
  await other.goto('/support/snapshots');
  await importText(other, capture.text, capture.name);
  await other.getByRole('link', { name: 'Open the captured screens' }).click();
  const banner = other.getByRole('complementary', { name: 'Sandbox' });
  await expect(banner).toContainText('Captured screens, read only');
  await expect(other.getByText(/^At your pace the credits last/)).toBeVisible();
  expect(await whatStands(other.getByRole('region', { name: 'Credit balance' }))).toEqual(seen);
  await banner.getByRole('link', { name: 'Console' }).click();
  await expect(other.getByRole('row', { name: /GET \/v1\/balance 200/ }).first()).toBeVisible();
  await expect(other.getByRole('heading', { name: 'Clock' })).toHaveCount(0);
  await elsewhere.close();
});

test('Each link keeps drafts of its own @embedded', async ({ page, open }) => {
  await open('/create/text-to-image', USED_1000);
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Mine');
  await open('/create/text-to-image', LOST_REPLY);
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('');
  await open('/create/text-to-image', USED_1000);
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('Mine');
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 375]) {
    test.describe(`The console at ${width} px, ${colorScheme}`, () => {
      test.use({
        colorScheme,
        viewport: { width, height: 900 },
        timezoneId: 'Europe/Paris',
        locale: 'en-US',
      });

      // Each theme and each width once in the daily suite, every pair of them in the full one.
      const tag = (width === 1440) === (colorScheme === 'light') ? '@embedded' : '@embedded @full';
      test(`says what it should, axe finds nothing, and nothing scrolls sideways ${tag}`, async ({
        page,
        open,
      }) => {
        test.slow();
        for (const [part, path] of Object.entries(PARTS)) {
          await open(path, USED_1000);
          await expect(page.getByRole('main').getByText('Loading')).toHaveCount(0);
          await page.waitForLoadState('networkidle');
          // What it says is the same in every theme and at every width.
          const name = `support-${part}.aria.yml`;
          if (width === 1440 && colorScheme === 'light') {
            await expect(page.getByRole('main')).toMatchAriaSnapshot({ name });
          }
          await expectAccessible(page);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(overflow, path).toBeLessThanOrEqual(0);
        }
      });
    });
  }
}
