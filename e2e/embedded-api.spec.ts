import { expect, test, visit } from './fixtures.ts';

// @embedded: about the links, the notice with `Start over`, and the host of files without an API of that build.

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';

async function spendFlux(page: import('@playwright/test').Page) {
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A lighthouse');
  await page.getByRole('radio', { name: /^Flux 2\.0 Pro, / }).check();
  await page.getByRole('button', { name: 'Generate, 80 credits' }).click();
  await expect(page.getByRole('region', { name: 'Receipt' })).toBeVisible();
}

test('What happened survives a reload, shows in another tab, and is gone after Start over @embedded', async ({
  page,
  open,
  context,
}) => {
  await open('/create/text-to-image', USED_1000);
  const otherTab = await context.newPage();
  await visit(otherTab, '/', USED_1000);
  await expect(otherTab.getByRole('banner').getByText('39,000 left')).toBeVisible();

  await spendFlux(page);
  await expect(otherTab.getByRole('banner').getByText('38,920 left')).toBeVisible();

  await page.reload();
  await expect(page.getByRole('banner').getByText('38,920 left')).toBeVisible();

  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(page.getByRole('banner').getByText('39,000 left')).toBeVisible();
});

test('Start over forgets a charge whose outcome was not known: nobody has pressed anything yet @embedded', async ({
  page,
  open,
}) => {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.url());
  });
  await open('/create/text-to-image', `${USED_1000}&faults=POST /v1/generations:drop-reply`);
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A lighthouse');
  await page.getByRole('button', { name: /^Generate, / }).click();
  await expect(page.getByText('It is not known yet')).toBeVisible({ timeout: 30_000 });
  expect(sent).toHaveLength(5);

  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(page.getByRole('button', { name: 'Start over' })).toBeEnabled();
  await expect(page.getByRole('banner').getByText('39,000 left')).toBeVisible();
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A lighthouse');
  await page.waitForLoadState('networkidle');
  expect(sent).toHaveLength(5);
});

test('Another link is another store, and in-app links keep the link that is open @embedded', async ({
  page,
  open,
}) => {
  await open('/create/text-to-image', USED_1000);
  await spendFlux(page);
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page).toHaveURL(/\/\?scenario=used-1000&at=/);
  await expect(page.getByText('The clock stands still at')).toBeVisible();
  await open('/', `${USED_1000}&seed=2`);
  await expect(page.getByRole('banner').getByText('39,000 left')).toBeVisible();
});

test('A lost reply is found out about: charged once, with its receipt', async ({ page, open }) => {
  await open('/create/text-to-image', `${USED_1000}&faults=POST /v1/generations:drop-reply:1`);
  await spendFlux(page);
  await expect(page.getByRole('banner').getByText('38,920 left')).toBeVisible();
});

test('A link to no scenario says which there are @embedded', async ({ page }) => {
  await page.goto('/?scenario=nothing-like-it');
  await expect(page.getByRole('alert')).toContainText(
    'There is no scenario “nothing-like-it”. There are: anchor-31,',
  );
});

test('The page comes with a Content-Security-Policy, and a request past the worker gets a 404 problem @embedded', async ({
  request,
}) => {
  const page = await request.get('/plan');
  const policy = page.headers()['content-security-policy'];
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toContain('unsafe');
  const reply = await request.get('/v1/balance');
  expect(reply.status()).toBe(404);
  expect(reply.headers()['content-type']).toContain('application/problem+json');
  expect(await reply.json()).toMatchObject({ status: 404, code: 'no_api_here' });
});
