import type { Page } from '@playwright/test';
import type { LedgerPage, UpgradeReply } from '../src/api/schemas.ts';
import { answerTo, chargesOf, expect, letPass, test, visit } from './fixtures.ts';

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';

/** Opens the form of the still images in this tab, with one order ready: so many images of Flux 2.0 Pro, 80 each. */
async function prepareImages(page: Page, link: string, images = 1) {
  await visit(page, '/create/text-to-image', link);
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A lighthouse');
  await page.getByRole('radio', { name: /^Flux 2\.0 Pro, / }).check();
  await page.getByRole('spinbutton', { name: 'Images' }).fill(String(images));
  return page.getByRole('button', { name: `Generate, ${images * 80} credits`, exact: true });
}

/** Every idempotency key that this tab sends from now on with a charge. */
function keysSentBy(page: Page): string[] {
  const keys: string[] = [];
  page.on('request', (request) => {
    const key = request.headers()['idempotency-key'];
    if (key !== undefined) keys.push(key);
  });
  return keys;
}

/** Credits of each charge since USED_1000 was opened, newest first. */
async function spentIn(page: Page): Promise<number[]> {
  const charges = await chargesOf(page);
  return charges.filter(({ at }) => at >= '2026-04-21T09:00:00Z').map(({ credits }) => credits);
}

function leftIn(page: Page, credits: string) {
  return page.getByRole('banner').getByText(`${credits} left`, { exact: true });
}

const receiptIn = (page: Page) => page.getByRole('region', { name: 'Receipt' });
const alertIn = (page: Page) => page.getByRole('main').getByRole('alert');

test.describe.configure({ retries: 0 });

test.describe('Pressing once', () => {
  const SLOW = `${USED_1000}&faults=POST /v1/generations:latency=400`;

  test('by a double click sends one request and charges 80 credits once @sample', async ({ page }) => {
    const generate = await prepareImages(page, SLOW);
    const keys = keysSentBy(page);
    await generate.dblclick();
    await expect(receiptIn(page)).toContainText('80 credits charged, 38,920 left');
    await generate.dblclick();
    await expect(receiptIn(page)).toContainText('80 credits charged, 38,840 left');
    await expect(leftIn(page, '38,840')).toBeVisible();
    expect(keys).toHaveLength(2);
    expect(await spentIn(page)).toEqual([80, 80]);
  });

  test('by holding Enter down charges 80 credits once, also while it is held on after the receipt', async ({
    page,
  }) => {
    const generate = await prepareImages(page, SLOW);
    const keys = keysSentBy(page);
    await generate.focus();
    for (let repeats = 0; repeats < 5; repeats += 1) await page.keyboard.down('Enter');
    await expect(receiptIn(page)).toContainText('80 credits charged, 38,920 left');
    for (let repeats = 0; repeats < 5; repeats += 1) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await expect(leftIn(page, '38,920')).toBeVisible();
    expect(keys).toHaveLength(1);
    expect(await spentIn(page)).toEqual([80]);
  });
});

test.describe('A reload in the middle of a charge', () => {
  test('that was accepted finds it out: charged once, with its receipt @sample', async ({ page }) => {
    const generate = await prepareImages(page, `${USED_1000}&faults=POST /v1/generations:latency=60000:1`);
    const keys = keysSentBy(page);
    await generate.click();
    await expect.poll(() => spentIn(page)).toEqual([80]);
    await expect(receiptIn(page)).toBeHidden();
    await page.reload();
    await expect(receiptIn(page)).toContainText('80 credits charged, 38,920 left');
    await expect(leftIn(page, '38,920')).toBeVisible();
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(await spentIn(page)).toEqual([80]);
  });

  test('that never arrived makes it: charged once, with its receipt', async ({ page }) => {
    const generate = await prepareImages(page, `${USED_1000}&faults=POST /v1/generations:drop-request:3`);
    const keys = keysSentBy(page);
    await generate.click();
    await expect(page.getByText('No answer came yet. Finding out what happened')).toBeVisible();
    await page.reload();
    await expect(receiptIn(page)).toContainText('80 credits charged, 38,920 left');
    await expect(leftIn(page, '38,920')).toBeVisible();
    expect(new Set(keys).size).toBe(1);
    expect(await spentIn(page)).toEqual([80]);
  });
});

test('Two tabs race for the last 540 credits with 320 each: one wins, the other says what it takes and what is left @sample', async ({
  page,
  context,
}) => {
  const link = 'scenario=nearly-out&at=2026-06-18T15:20:00Z&faults=POST /v1/generations:latency=1500';
  const other = await context.newPage();
  const buttons = [await prepareImages(page, link, 4), await prepareImages(other, link, 4)];
  const before = await chargesOf(page);
  // At once, without the moment that Playwright waits for a button to stand still.
  await Promise.all(buttons.map((button) => button.evaluate((element: HTMLElement) => element.click())));

  const outcomes = page.getByRole('main').getByText(/^(320 credits charged, 220 left|Not enough credits\. )/);
  await expect(outcomes).toBeVisible();
  const [winner, loser] = (await receiptIn(page).isVisible()) ? [page, other] : [other, page];
  await expect(receiptIn(winner)).toContainText('320 credits charged, 220 left');
  await expect(alertIn(loser)).toContainText('Not enough credits. Nothing was charged');
  await expect(alertIn(loser)).toContainText('It takes 320 credits and 220 are left.');
  await expect(alertIn(loser)).toContainText('AI Suite 240K would cover it.');
  await expect(receiptIn(loser)).toBeHidden();
  await expect(loser.getByRole('button', { name: 'Generate, 320 credits, 100 short' })).toBeVisible();
  for (const tab of [winner, loser]) {
    await tab.getByRole('heading', { name: 'Create' }).hover();
    await expect(leftIn(tab, '220')).toBeVisible();
  }
  expect(await chargesOf(page)).toHaveLength(before.length + 1);
});

test('Prices that change at midnight, between hover and click: nothing is charged, both derivations stand side by side, one press agrees @sample', async ({
  page,
  open,
}) => {
  await page.clock.install();
  await open('/create/text-to-speech', 'scenario=price-change');
  await page.getByRole('textbox', { name: 'Script' }).fill('x'.repeat(1234));
  await page.getByRole('radio', { name: /^Eleven Multilingual v2, / }).check();
  const before = await chargesOf(page);
  const shown = page.getByRole('button', { name: 'Generate, 124 credits' });
  await shown.hover();
  await expect(page.getByRole('tooltip')).toContainText(
    '1,234 characters / 10 = 123.4, charged as 124 credits',
  );
  await letPass(page, 65);
  await shown.click();

  const alert = alertIn(page);
  await expect(alert).toContainText('The price has changed. Nothing was charged');
  await expect(alert).toContainText('Shown, rate card 2025-11');
  await expect(alert).toContainText('1,234 characters / 10 = 123.4, charged as 124 credits');
  await expect(alert).toContainText('Now, rate card 2026-01');
  await expect(alert).toContainText('1,234 characters / 5 = 246.8, charged as 247 credits');
  expect(await chargesOf(page)).toEqual(before);

  await page.getByRole('button', { name: 'Generate, 247 credits' }).click();
  await expect(receiptIn(page)).toContainText('247 credits charged');
  const [newest, ...earlier] = await chargesOf(page);
  expect(newest).toMatchObject({ credits: 247, rateCardVersion: '2026-01', derivation: { unitSize: 5 } });
  expect(earlier).toEqual(before);
});

test('A generation at the very instant of the reset is the first of the new cycle', async ({ page }) => {
  const generate = await prepareImages(page, 'scenario=before-reset&at=2026-05-04T18:00:00Z');
  await expect(leftIn(page, '40,000')).toBeVisible();
  await generate.click();
  await expect(receiptIn(page)).toContainText('80 credits charged, 39,920 left');
  await page.getByRole('link', { name: 'Usage' }).click();
  const rows = page.getByRole('grid', { name: 'Ledger' }).getByRole('row');
  await expect(rows.nth(1)).toContainText('Flux 2.0 Pro, 1 image');
  await expect(rows.nth(1)).toContainText('39,920');
  const [newest] = await chargesOf(page);
  expect(newest).toMatchObject({ at: '2026-05-04T18:00:00Z', balanceAfter: 39_920 });
});

test('While a payment is missing the balance is there to see, and neither spending nor upgrading does anything', async ({
  page,
}) => {
  const generate = await prepareImages(page, 'scenario=past-due&at=2026-06-12T09:00:00Z');
  const keys = keysSentBy(page);
  await expect(generate).toHaveAttribute('aria-disabled', 'true');
  await generate.click({ force: true });
  await expect(
    page.getByText('Nothing can be generated until it is paid. Your balance is kept.'),
  ).toBeVisible();
  expect(keys).toEqual([]);
  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  await expect(page.getByText('Once you have paid').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Upgrade to / })).toHaveCount(0);
  await expect(page.getByText('Credits reset once it is paid.')).toBeVisible();
});

test('A canceled plan is spent to its last second, and a second later the same press charges nothing', async ({
  page,
  context,
}) => {
  const generate = await prepareImages(page, 'scenario=canceling&at=2026-07-03T10:59:59Z');
  await expect(page.getByRole('banner').getByText(/^\d+,\d+ left$/)).toBeVisible();
  await generate.click();
  await expect(receiptIn(page)).toContainText('80 credits charged');

  const after = await context.newPage();
  const ended = await prepareImages(after, 'scenario=canceling&at=2026-07-03T11:00:00Z');
  await expect(leftIn(after, '0')).toBeVisible();
  await expect(ended).toHaveAttribute('aria-disabled', 'true');
  await ended.click({ force: true });
  await expect(after.getByText('Your plan has ended')).toBeVisible();
  await expect(receiptIn(after)).toBeHidden();
});

test.describe('An upgrade', () => {
  async function askForUpgrade(page: Page, plan: string) {
    await page.getByRole('button', { name: `Upgrade to ${plan}`, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Upgrade' });
    await expect(dialog.getByRole('table', { name: 'Due now' })).toBeVisible();
    return dialog;
  }

  async function planChangesOf(page: Page) {
    return (await answerTo<LedgerPage>(page, '/v1/ledger?kind=plan-change')).entries;
  }

  test('whose quote has expired is not paid: the fresh quote stands beside the old, and is paid by one press @sample', async ({
    page,
    open,
  }) => {
    await page.clock.install();
    await open('/plan', 'scenario=quote-expired');
    const dialog = await askForUpgrade(page, 'AI Suite 240K');
    const confirm = dialog.getByRole('button', { name: /^Confirm and pay / });
    const oldPrice = (await confirm.innerText()).replace('Confirm and pay ', '');
    await letPass(page, 45);
    await expect(dialog.getByText('This price has expired.')).toBeVisible();
    await confirm.click();

    const alert = dialog.getByRole('alert');
    await expect(alert).toContainText('The quote had expired. Nothing was charged');
    const dueNow = alert.getByRole('row', { name: 'Due now' });
    await expect(dueNow.getByRole('cell')).toHaveText([oldPrice, '$180.00']);
    expect(await planChangesOf(page)).toEqual([]);
    await expect(dialog.getByText('This price holds until')).toBeVisible();
    await dialog.getByRole('button', { name: 'Confirm and pay $180.00' }).click();
    await expect(receiptIn(page)).toContainText('$180.00 paid. You have AI Suite 240K.');
    expect(await planChangesOf(page)).toMatchObject([{ paidMinor: 18_000, to: 'ai-suite-240000' }]);
  });

  test('that another tab made stale is quoted anew from the plan that holds now: $183.33 in place of $70.00', async ({
    page,
    context,
    open,
  }) => {
    await open('/plan', USED_1000);
    const dialog = await askForUpgrade(page, 'Max Pro 240K');
    const other = await context.newPage();
    await visit(other, '/plan', USED_1000);
    const otherDialog = await askForUpgrade(other, 'AI Suite 240K');
    await otherDialog.getByRole('button', { name: 'Confirm and pay $60.00' }).click();
    await expect(receiptIn(other)).toContainText('$60.00 paid');

    await dialog.getByRole('button', { name: /^Confirm and pay / }).click();
    await expect(dialog.getByRole('alert')).toContainText('Nothing was charged');
    const dueNow = dialog.getByRole('table', { name: 'Due now' });
    await expect(dueNow.getByRole('row').nth(1)).toContainText('Credit for unused time on AI Suite 240K');
    await expect(dueNow.getByRole('row').nth(1)).toContainText('-$76.66');
    await dialog.getByRole('button', { name: 'Confirm and pay $183.33' }).click();
    await expect(receiptIn(page)).toContainText('$183.33 paid. You have Max Pro 240K.');
    expect(await planChangesOf(page)).toMatchObject([
      { paidMinor: 18_333, to: 'max-pro-240000' },
      { paidMinor: 6000, to: 'ai-suite-240000' },
    ]);
  });

  test('that another tab has already made is refused: nothing is charged a second time', async ({
    page,
    context,
    open,
  }) => {
    await open('/plan', USED_1000);
    const dialog = await askForUpgrade(page, 'AI Suite 240K');
    const other = await context.newPage();
    await visit(other, '/plan', USED_1000);
    const otherDialog = await askForUpgrade(other, 'AI Suite 240K');
    await otherDialog.getByRole('button', { name: 'Confirm and pay $60.00' }).click();
    await expect(receiptIn(other)).toContainText('$60.00 paid');
    await dialog.getByRole('button', { name: 'Confirm and pay $60.00' }).click();
    await expect(dialog.getByRole('alert')).toContainText('The upgrade was not made. Nothing was charged');
    await expect(leftIn(page, '239,000')).toBeVisible();
    expect(await planChangesOf(page)).toHaveLength(1);
  });

  test('whose very quote was confirmed elsewhere gives the same receipt, and is paid once', async ({
    page,
    context,
    open,
  }) => {
    await open('/plan', USED_1000);
    const quoted = page.waitForResponse('**/v1/upgrade-quotes');
    const dialog = await askForUpgrade(page, 'AI Suite 240K');
    const { id } = await (await quoted).json();
    const other = await context.newPage();
    await visit(other, '/plan', USED_1000);
    await expect(leftIn(other, '39,000')).toBeVisible();
    const { entry } = await answerTo<UpgradeReply>(other, '/v1/upgrades', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'another-tab' },
      body: JSON.stringify({ quoteId: id }),
    });
    await dialog.getByRole('button', { name: 'Confirm and pay $60.00' }).click();
    await expect(receiptIn(page)).toContainText('$60.00 paid. You have AI Suite 240K.');
    await expect(receiptIn(page)).toContainText(`Entry ${entry.id}`);
    expect(await planChangesOf(page)).toMatchObject([{ paidMinor: 6000 }]);
  });

  test('with a declined card changes nothing, and goes through on the next press @sample', async ({
    page,
    open,
  }) => {
    await open('/plan', `${USED_1000}&faults=POST /v1/upgrades:declined:1`);
    const dialog = await askForUpgrade(page, 'AI Suite 240K');
    const confirm = dialog.getByRole('button', { name: 'Confirm and pay $60.00' });
    await confirm.click();
    await expect(dialog.getByRole('alert')).toContainText('The card was declined. Nothing was charged');
    await expect(leftIn(page, '39,000')).toBeVisible();
    expect(await planChangesOf(page)).toEqual([]);
    await confirm.click();
    await expect(receiptIn(page)).toContainText('$60.00 paid. You have AI Suite 240K.');
    expect(await planChangesOf(page)).toMatchObject([{ paidMinor: 6000 }]);
  });

  test('by a double click, its reply lost, is paid once', async ({ page, open }) => {
    await open('/plan', `${USED_1000}&faults=POST /v1/upgrades:drop-reply:1`);
    const dialog = await askForUpgrade(page, 'AI Suite 240K');
    await dialog.getByRole('button', { name: 'Confirm and pay $60.00' }).dblclick();
    await expect(receiptIn(page)).toContainText('$60.00 paid. You have AI Suite 240K.');
    await expect(leftIn(page, '239,000')).toBeVisible();
    expect(await planChangesOf(page)).toMatchObject([{ paidMinor: 6000 }]);
  });
});
