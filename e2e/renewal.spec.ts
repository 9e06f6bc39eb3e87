import { expect, test } from './fixtures.ts';

test('When the reset passes while the page is open, the balance renews itself', async ({ page, open }) => {
  await page.clock.install();
  await open('/', 'scenario=before-reset');
  const balance = page.getByRole('region', { name: 'Credit balance' });
  await expect(balance).toContainText('12,480');
  await page.clock.runFor('00:55');
  await expect(balance).toContainText('12,480');
  await page.clock.runFor('00:12');
  await expect(balance).toContainText('40,000');
  await expect(page.getByText('12,480 credits expired')).toBeVisible();
});
