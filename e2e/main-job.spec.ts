import { expect, expectAccessible, test } from './fixtures.ts';

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';

test('A subscriber sees what is left and exactly when it renews @sample', async ({ page, open }) => {
  await open('/', USED_1000);
  const balance = page.getByRole('region', { name: 'Credit balance' });
  await expect(balance).toContainText('39,000');
  await expect(balance.getByText('Credits reset to 40,000')).toBeVisible();
  await expect(balance.getByText('You are charged $49.99')).toBeVisible();
  await expect(balance.locator('time')).toHaveCount(2);
  for (const moment of await balance.locator('time').all()) {
    await expect(moment).toHaveAttribute('datetime', '2026-05-01T09:00:00Z');
  }
  await page.getByRole('button', { name: 'Credits', exact: true }).hover();
  await expect(page.getByText('1,000 of 40,000 credits used', { exact: true })).toBeVisible();
});

test('A creator sees the price before pressing, spends it, upgrades for the quoted $60.00 and keeps what was used @sample', async ({
  page,
  open,
}) => {
  await open('/create/text-to-video', USED_1000);
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A lighthouse at dusk');
  await page.getByRole('radio', { name: /^Veo 3\.1, / }).check();
  await page.getByRole('radio', { name: /^With audio, / }).check();
  await page.getByRole('radio', { name: /^1080p, / }).check();
  await page.getByRole('radio', { name: /^8 s, / }).check();
  await expect(page.getByRole('radio', { name: 'Veo 3.1, 4,000 credits' })).toBeChecked();

  const generate = page.getByRole('button', { name: 'Generate, 4,000 credits' });
  await generate.hover();
  await expect(page.getByRole('tooltip')).toContainText('1 generation × 4,000 = 4,000 credits');
  const header = page.getByRole('banner');
  await expect(header.getByText('35,000 left')).toBeVisible();
  await expect(header.getByRole('meter')).toHaveAttribute('aria-valuetext', /takes 4,000 and leaves 35,000/);
  await page.getByRole('heading', { name: 'Create' }).hover();
  await expect(header.getByText('39,000 left')).toBeVisible();

  await generate.click();
  const receipt = page.getByRole('region', { name: 'Receipt' });
  await expect(receipt).toContainText('4,000 credits charged, 35,000 left');
  await expect(page.getByRole('tooltip')).toBeHidden();
  await expect(header.getByText('35,000 left')).toBeVisible();

  await page.getByRole('link', { name: 'Usage' }).click();
  const newest = page.getByRole('grid', { name: 'Ledger' }).getByRole('row').nth(1);
  await expect(newest).toContainText('Text to video');
  await expect(newest).toContainText('-4,000');
  await expect(newest).toContainText('35,000');

  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  await page.getByRole('button', { name: 'Upgrade to AI Suite 240K' }).click();
  const dialog = page.getByRole('dialog', { name: 'Upgrade' });
  const dueNow = dialog.getByRole('table', { name: 'Due now' });
  await expect(dueNow.getByRole('row').nth(1)).toContainText('-$16.66');
  await expect(dueNow.getByRole('row').nth(2)).toContainText('$76.66');
  await expect(dueNow.getByRole('row').nth(3)).toContainText('$60.00');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Confirm and pay $60.00' }).click();
  await expect(dialog.getByRole('region', { name: 'Receipt' })).toContainText('$60.00 paid');
  await dialog.getByRole('button', { name: 'Done' }).click();

  await expect(header.getByText('235,000 left')).toBeVisible();
  await expect(page.getByText('AI Suite Starter 40K to AI Suite 240K, $60.00 paid')).toBeVisible();
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page.getByRole('region', { name: 'Credit balance' })).toContainText('235,000');
});

test('The cost stands on the button at every keystroke', async ({ page, open }) => {
  await open('/create/text-to-speech', USED_1000);
  await expect(page.getByRole('button', { name: 'Generate, nothing to price yet' })).toBeVisible();
  const script = page.getByRole('textbox', { name: 'Script' });
  await script.pressSequentially('Hello');
  await expect(page.getByRole('button', { name: 'Generate, 1 credit' })).toBeVisible();
  await script.press('!');
  await expect(page.getByRole('button', { name: 'Generate, 2 credits' })).toBeVisible();
  await script.fill('x'.repeat(1234));
  await expect(page.getByRole('button', { name: 'Generate, 247 credits' })).toBeVisible();
  await page.getByRole('radio', { name: 'Cartesia, 124 credits' }).check();
  await expect(page.getByRole('button', { name: 'Generate, 124 credits' })).toBeVisible();
});

test('With the keyboard alone: choose, see the derivation on focus, spend', async ({ page, open }) => {
  await open('/create/text-to-image', USED_1000);
  await page.getByRole('textbox', { name: 'Prompt' }).focus();
  await page.keyboard.type('Three lighthouses');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('spinbutton', { name: 'Images' })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', { name: /^Nano Banana Pro, / })).toBeFocused();
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Flux 2.0 Pro, 240 credits' })).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Generate, 240 credits' })).toBeFocused();
  await expect(page.getByRole('tooltip')).toContainText('3 images × 80 = 240 credits');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Receipt' })).toContainText(
    '240 credits charged, 38,760 left',
  );
  await expect(page.getByRole('tooltip')).toBeHidden();
});
