import { expect, test } from './fixtures.ts';

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';

test('In front of a real server there is no sandbox notice, no worker, and no link in the address @customer', async ({
  page,
  open,
}) => {
  await open('/', USED_1000);
  await expect(page.getByRole('region', { name: 'Credit balance' })).toContainText('39,000');
  await expect(page.getByRole('complementary', { name: 'Sandbox' })).toHaveCount(0);
  await expect(page).toHaveURL(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  const workers = await page.evaluate(() => navigator.serviceWorker.getRegistrations());
  expect(workers).toEqual([]);
});

test('The page may connect to its own origin and to the billing API, and has no worker to offer @customer', async ({
  request,
  billingApi,
}) => {
  const policy = (await request.get('/')).headers()['content-security-policy'];
  expect(policy).toContain(`connect-src 'self' ${billingApi};`);
  expect((await request.get('/mockServiceWorker.js')).status()).toBe(404);
});

test('When another customer signs in, no figure of the first one is left on the next screen @customer', async ({
  page,
  open,
  billingApi,
}) => {
  await open('/plan', USED_1000);
  await expect(page.getByRole('main')).toContainText('40,000');
  await page.request.get(`${billingApi}/sandbox?scenario=voice-only&at=2026-05-20T13:30:00Z`);
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page.getByRole('banner').getByText('5,834 left')).toBeVisible();
  await expect(page.locator('body')).not.toContainText(/39,000|40,000/);
});
