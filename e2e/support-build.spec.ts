import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type PreviewServer, preview } from 'vite';
import { expect, test } from './fixtures.ts';

// @embedded: it makes a build of its own, whose real API is made up here.
const BILLING_API = 'https://billing.example';
const SUPPORT_BUILD = { VITE_BILLING_API_URL: BILLING_API, VITE_SUPPORT_CONSOLE: '1' };

let server: PreviewServer;
let address: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const build = spawn('npx', ['vite', 'build', '--outDir', 'dist-support', '--logLevel', 'warn'], {
    env: { ...process.env, ...SUPPORT_BUILD },
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  expect(await once(build, 'exit')).toEqual([0, null]);
  Object.assign(process.env, SUPPORT_BUILD);
  server = await preview({ build: { outDir: 'dist-support' }, preview: { port: 0, strictPort: false } });
  for (const name of Object.keys(SUPPORT_BUILD)) delete process.env[name];
  address = server.resolvedUrls?.local[0] ?? '';
});

test.afterAll(() => server.close());

test('In a customer’s build for support a sandbox reaches no real API and keeps out of the customer’s storage @embedded', async ({
  page,
  context,
}) => {
  const asked: string[] = [];
  await context.route(`${BILLING_API}/**`, (route) => {
    asked.push(route.request().url());
    const headers = {
      'Access-Control-Allow-Origin': new URL(address).origin,
      'Access-Control-Allow-Credentials': 'true',
    };
    const json = { type: 'about:blank', title: 'The session has ended', status: 401, code: 'session_ended' };
    return route.fulfill({
      status: 401,
      headers,
      contentType: 'application/problem+json',
      body: JSON.stringify({ ...json, requestId: route.request().headers()['x-request-id'] }),
    });
  });
  const drafts = JSON.stringify({ state: { drafts: { 'customer-real text-to-image': {} } }, version: 0 });

  await page.goto(`${address}plan`);
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  await expect(page.getByRole('complementary', { name: 'Sandbox' })).toHaveCount(0);
  await page.evaluate((kept) => {
    localStorage.setItem('drafts', kept);
    sessionStorage.setItem('unsettled-charges', 'kept');
  }, drafts);

  await page.getByRole('link', { name: 'Support' }).click();
  await expect(page.getByRole('heading', { name: 'Support' })).toBeVisible();
  await expect(page).toHaveURL(/\/support\?scenario=demo$/);
  asked.length = 0;
  await page.getByRole('link', { name: '1,000 of 40,000 used' }).click();
  await expect(page.getByRole('complementary', { name: 'Sandbox' })).toContainText('1,000 of 40,000 used');
  await page.getByRole('link', { name: 'Create' }).click();
  await page.getByRole('link', { name: 'Text to image' }).click();
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A lighthouse');
  await page.getByRole('button', { name: /^Generate, / }).click();
  await expect(page.getByRole('region', { name: 'Receipt' })).toBeVisible();
  expect(asked).toEqual([]);
  const kept = await page.evaluate(() => [
    localStorage.getItem('drafts'),
    sessionStorage.getItem('unsettled-charges'),
  ]);
  expect(kept).toEqual([drafts, 'kept']);
});

test('The address /support alone opens the console over the demo @embedded', async ({ page }) => {
  await page.goto(`${address}support`);
  await expect(page).toHaveURL(/\/support\?scenario=demo$/);
  await expect(page.getByRole('heading', { name: 'Clock' })).toBeVisible();
});
