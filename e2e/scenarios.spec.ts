import { readdirSync } from 'node:fs';
import { chargesOf, expect, test, visit } from './fixtures.ts';

const scenarios = readdirSync('mocks/scenarios')
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length));

test('every scenario opens, and shows its balance', async ({ page, open }) => {
  test.slow();
  expect(scenarios).toContain('studio');
  for (const id of scenarios) {
    await open('/', `scenario=${id}`);
    await expect(page.getByRole('region', { name: 'Credit balance' }), id).toBeVisible();
  }
});

test('a million entries open, and one more can be spent on top', async ({ page }) => {
  test.slow();
  await visit(page, '/', 'scenario=studio&at=2027-11-17T15:30:00Z');
  const balance = page.getByRole('region', { name: 'Credit balance' });
  await expect(balance).toContainText('142,219', { timeout: 30_000 });

  await page.getByRole('link', { name: 'Create' }).click();
  await page.getByRole('textbox', { name: 'Script' }).fill('One more.');
  await page.getByRole('button', { name: /^Generate, 2 credits/ }).click();
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(balance).toContainText('142,217');
  const [newest] = await chargesOf(page);
  expect(newest).toMatchObject({ id: 'gen-999977', balanceAfter: 142_217 });
});
