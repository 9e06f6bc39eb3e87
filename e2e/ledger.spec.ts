import { readFileSync } from 'node:fs';
import type { Download, Locator, Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import type { Balance, LedgerPage } from '../src/api/schemas.ts';
import { answerTo, expect, expectAccessible, isCustomerBuild, tellOtherTabs, test } from './fixtures.ts';

const DEMO = 'scenario=demo&at=2026-11-20T14:00:00Z';
const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';
const STUDIO = 'scenario=studio&at=2027-11-17T15:30:00Z';

/** However long the ledger: its rows that stand in the document, its elements, and those of the whole page. */
const MOST = { rows: 40, elements: 1000, onPage: 2000 };

const ledgerIn = (page: Page) => page.getByRole('region', { name: 'Ledger' });
const gridIn = (page: Page) => page.getByRole('grid', { name: 'Ledger' });
const rowsIn = (page: Page) => gridIn(page).getByRole('row');

/** Answers the ledger’s requests in the page itself, with so many entries a minute apart, newest first. */
async function serveEntries(page: Page, count: number) {
  await page.addInitScript((total) => {
    const answerOf = window.fetch;
    const newestMs = Date.parse('2026-04-21T08:00:00Z');
    const instant = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
    window.fetch = async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : String(input), location.href);
      if (url.pathname !== '/v1/ledger') return answerOf(input, init);
      const limit = Number(url.searchParams.get('limit'));
      const first = Number(url.searchParams.get('cursor') ?? 0);
      const entries = Array.from({ length: Math.min(limit, total - first) }, (_, i) => ({
        id: `gen-${String(total - first - i).padStart(7, '0')}`,
        at: instant(newestMs - (first + i) * 60_000),
        kind: 'generation',
        credits: 1,
        balanceAfter: first + i,
        request: { tool: 'text-to-speech', model: 'Cartesia', characters: 10 },
        derivation: {
          ruleId: 'tts-cartesia',
          quantity: 10,
          unit: 'character',
          unitSize: 10,
          units: 1,
          creditsPerUnit: 1,
        },
        rateCardVersion: '2026-01',
      }));
      const nextCursor = first + limit < total ? String(first + limit) : null;
      return new Response(JSON.stringify({ entries, nextCursor }), {
        headers: { 'Content-Type': 'application/json' },
      });
    };
  }, count);
}

/** Spends one credit as another tab of the same customer would, and lets this one hear of it. */
async function spendElsewhere(page: Page) {
  const request = { tool: 'text-to-speech', model: 'Cartesia', characters: 10 };
  await answerTo(page, '/v1/generations', {
    method: 'POST',
    headers: { 'Idempotency-Key': crypto.randomUUID() },
    body: JSON.stringify({ request, credits: 1, rateCardVersion: '2026-01' }),
  });
  await tellOtherTabs(page);
}

async function textOf(download: Download): Promise<string> {
  return readFileSync(await download.path(), 'utf8');
}

async function exported(page: Page): Promise<Download> {
  const download = page.waitForEvent('download');
  await ledgerIn(page).getByRole('button', { name: 'Export CSV' }).click();
  return download;
}

/** Scrolls the ledger’s own view. */
async function scrollTo(grid: Locator, top: number) {
  await grid.evaluate((element, to) => element.parentElement?.scrollTo({ top: to }), top);
}

/** Scrolls the ledger down so many times, by several times its view. Returns the most that stood in any frame. */
async function mostWhileScrolling(page: Page, times: number): Promise<typeof MOST> {
  return gridIn(page).evaluate(async (grid, steps) => {
    const region = grid.closest('section');
    const counts: (typeof MOST)[] = [];
    for (let step = 0; step < steps; step += 1) {
      grid.parentElement?.scrollBy({ top: 3000 });
      await new Promise(requestAnimationFrame);
      counts.push({
        rows: grid.querySelectorAll('tr').length,
        elements: region?.querySelectorAll('*').length ?? Number.NaN,
        onPage: document.querySelectorAll('*').length,
      });
    }
    const most = (name: keyof typeof MOST) => Math.max(...counts.map((count) => count[name]));
    return { rows: most('rows'), elements: most('elements'), onPage: most('onPage') };
  }, times);
}

function expectFewElements(counted: typeof MOST) {
  expect(counted.rows).toBeGreaterThan(10);
  expect(counted.rows).toBeLessThanOrEqual(MOST.rows);
  expect(counted.elements).toBeLessThanOrEqual(MOST.elements);
  expect(counted.onPage).toBeLessThanOrEqual(MOST.onPage);
}

test('Thousands of entries scroll past to the last, and never more than 40 rows and 1,000 elements stand', async ({
  page,
  open,
}) => {
  test.slow();
  await serveEntries(page, 5000);
  await open('/usage', USED_1000);
  const grid = gridIn(page);
  await expect(grid).toHaveAttribute('aria-rowcount', '-1');
  const counted: (typeof MOST)[] = [];
  await expect(async () => {
    counted.push(await mostWhileScrolling(page, 20));
    await expect(ledgerIn(page)).toContainText('5,000 entries.', { timeout: 100 });
  }).toPass({ timeout: 60_000 });
  for (const each of counted) expectFewElements(each);
  await expect(grid).toHaveAttribute('aria-rowcount', '5001');
  await grid.evaluate((element) => element.parentElement?.scrollTo({ top: element.scrollHeight }));
  await expect(rowsIn(page).last()).toHaveAttribute('aria-rowindex', '5001');
});

test('Of a million entries, newest, middle and oldest, never more than 2,000 elements stand on the page', async ({
  page,
  open,
}) => {
  test.slow();
  await open('/usage', STUDIO);
  await expect(page.getByRole('figure')).toHaveCount(5);
  for (const chart of await page.getByRole('figure').all()) {
    await chart.scrollIntoViewIfNeeded();
    await expect(chart.getByRole('application')).toBeVisible();
  }
  const places = [
    { to: '', newest: 'Nov 17, 2027' },
    { to: '2026-11-10', newest: 'Nov 10, 2026' },
    { to: '2025-11-04', newest: 'Nov 4, 2025' },
  ];
  for (const { to, newest } of places) {
    await ledgerIn(page).getByLabel('To', { exact: true }).fill(to);
    await expect(rowsIn(page).nth(1)).toContainText(newest);
    await expect(gridIn(page)).toHaveAttribute('aria-busy', 'false');
    expectFewElements(await mostWhileScrolling(page, 40));
  }
});

test('By the keyboard alone every row can be reached and opened, and closing gives the focus back to it', async ({
  page,
  open,
}) => {
  await open('/usage', DEMO);
  const first = rowsIn(page).nth(1).getByRole('button');
  await first.focus();
  for (const key of ['ArrowDown', 'PageDown', 'PageDown', 'PageDown', 'ArrowUp'])
    await page.keyboard.press(key);
  const focused = page.locator('tr:has(:focus)');
  await expect(focused).toBeInViewport({ ratio: 1 });
  expect(Number(await focused.getAttribute('aria-rowindex'))).toBeGreaterThan(20);
  await page.keyboard.press('End');
  await expect(focused).toHaveAttribute(
    'aria-rowindex',
    (await gridIn(page).getAttribute('aria-rowcount')) ?? '',
  );
  await expect(focused).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('gen-000001');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(focused).toContainText('Image to image');
  await page.keyboard.press('Home');
  await expect(focused).toHaveAttribute('aria-rowindex', '2');
});

test('What is read keeps its place while another tab spends, and at the top the new entry comes into view', async ({
  page,
  open,
}) => {
  await open('/usage', DEMO);
  await expect(ledgerIn(page)).toContainText('103 entries.');
  await scrollTo(gridIn(page), 1500);
  const row = rowsIn(page).filter({ hasText: 'Oct 30, 2026' }).first();
  await expect(row).toBeVisible();
  const before = await row.boundingBox();
  await spendElsewhere(page);
  await expect(ledgerIn(page)).toContainText('104 entries.');
  await expect(async () => expect((await row.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0)).toPass();
  await scrollTo(gridIn(page), 0);
  await expect(rowsIn(page).nth(1)).toContainText('Cartesia, 10 characters');
});

test('A link with every filter set opens just so, for whoever gets it', async ({ page, open }) => {
  await open(
    '/usage?kind=generation&tool=text-to-speech&model=Cloned+voice&from=2026-11-01T00:00:00Z&to=2026-11-20T00:00:00Z&q=speech&entry=gen-000088',
    DEMO,
  );
  const ledger = ledgerIn(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect(ledger.getByLabel('Kind')).toHaveValue('generation');
  await expect(ledger.getByLabel('Tool')).toHaveValue('text-to-speech');
  await expect(ledger.getByLabel('Model')).toHaveValue('Cloned voice');
  await expect(ledger.getByLabel('From')).not.toHaveValue('');
  await expect(ledger.getByLabel('Search')).toHaveValue('speech');
  const { entries } = await answerTo<LedgerPage>(
    page,
    '/v1/ledger?kind=generation&tool=text-to-speech&model=Cloned%20voice&from=2026-11-01T00:00:00Z&to=2026-11-20T00:00:00Z&q=speech',
  );
  expect(entries.length).toBeGreaterThan(0);
  await expect(rowsIn(page)).toHaveCount(entries.length + 1);
  if (!isCustomerBuild()) expect(page.url()).toContain('scenario=demo');
  expect(page.url()).not.toContain('entry=');
});

test('An entry explains and recomputes itself, and the form of its tool opens with its choices', async ({
  page,
  open,
}) => {
  await open('/usage', USED_1000);
  await rowsIn(page).filter({ hasText: 'Kling 1.6' }).getByRole('button').click();
  const dialog = page.getByRole('dialog', { name: 'Text to video' });
  await expect(dialog).toContainText('1 generation × 300 = 300 credits');
  await dialog.getByRole('button', { name: 'Recompute' }).click();
  await expect(dialog).toContainText('Match. Rate card 2026-01 gives 1 generation × 300 = 300 credits');
  await dialog.getByRole('link', { name: 'Do this again at today’s price' }).click();
  await expect(page.getByRole('button', { name: 'Generate, 300 credits' })).toBeVisible();
  await expect(page.getByRole('radio', { name: /^Kling 1\.6, / })).toBeChecked();
  if (!isCustomerBuild()) expect(page.url()).toContain('scenario=used-1000');
  await page.goBack();
  await expect(page.getByRole('dialog', { name: 'Text to video' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('The export has every entry, sums to the balance, and is the same to the byte when done again', async ({
  page,
  open,
}) => {
  await open('/usage', DEMO);
  const download = await exported(page);
  expect(download.suggestedFilename()).toBe('credit-ledger-2026-11-20.csv');
  const text = await textOf(download);
  const lines = parse<Record<string, string>>(text, { columns: true });
  const { entries } = await answerTo<LedgerPage>(page, '/v1/ledger?limit=200');
  expect(lines.map(({ id }) => id)).toEqual(entries.map(({ id }) => id));
  const { used, remaining, cycle } = await answerTo<Balance>(page, '/v1/balance');
  const spent = lines.filter(({ at = '' }) => at >= cycle.start).map(({ credits }) => Number(credits));
  expect(spent.reduce((sum, credits) => sum + credits, 0)).toBe(used);
  expect(Number(lines[0]?.balanceAfter)).toBe(remaining);
  expect(await textOf(await exported(page))).toBe(text);
});

test('The export goes through page after page, 200 entries each, with what it is narrowed to', async ({
  page,
  open,
}) => {
  await serveEntries(page, 1030);
  await open('/usage?tool=text-to-speech', USED_1000);
  const lines = parse<Record<string, string>>(await textOf(await exported(page)), { columns: true });
  expect(lines).toHaveLength(1030);
  expect(new Set(lines.map(({ id }) => id)).size).toBe(1030);
  await expect(ledgerIn(page)).toContainText('1,030 entries saved as credit-ledger-2026-04-21.csv.');
});

test('Printed, all that is loaded stands on the paper, and how much that is', async ({ page, open }) => {
  await open('/usage', DEMO);
  await expect(ledgerIn(page)).toContainText('103 entries.');
  expect(await rowsIn(page).count()).toBeLessThan(60);
  await page.emulateMedia({ media: 'print' });
  await expect(rowsIn(page)).toHaveCount(104);
  await expect(rowsIn(page).nth(103)).toBeVisible();
  await expect(ledgerIn(page).getByText('103 entries.')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`At 320 px, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 640 } });

    test('rows are cards, nothing scrolls sideways, and axe finds nothing, an entry open or not', async ({
      page,
      open,
    }) => {
      await open('/usage?kind=nonsense', DEMO);
      await expect(ledgerIn(page)).toContainText('“nonsense” is ignored');
      await expect(rowsIn(page).nth(1)).toContainText('31,664 left');
      await expectAccessible(page);
      await rowsIn(page).nth(1).getByRole('button').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Recompute' }).click();
      await expect(page.getByRole('dialog')).toContainText('Match.');
      await expectAccessible(page);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    });
  });
}

test('What could not be loaded on the way down can be tried again from there', async ({ page, open }) => {
  await serveEntries(page, 450);
  await page.addInitScript(() => {
    const answerOf = window.fetch;
    let failures = 3;
    window.fetch = async (input, init) => {
      if (String(input).includes('cursor=200') && failures > 0) {
        failures -= 1;
        return new Response('{}', { status: 503 });
      }
      return answerOf(input, init);
    };
  });
  await open('/usage', USED_1000);
  await rowsIn(page).nth(1).getByRole('button').focus();
  await page.keyboard.press('End');
  const alert = ledgerIn(page).getByRole('alert');
  await expect(alert).toContainText('Earlier entries could not be loaded');
  await expect(alert).toContainText(/Request [\da-f-]{36}/);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toBeHidden();
  await expect(ledgerIn(page)).toContainText('400 entries so far');
});
