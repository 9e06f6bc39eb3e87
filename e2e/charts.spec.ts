import type { Locator, Page } from '@playwright/test';
import { Temporal } from 'temporal-polyfill';
import type { Balance, Cycle, GenerationEntry, LedgerPage } from '../src/api/schemas.ts';
import { answerTo, expect, expectAccessible, test } from './fixtures.ts';

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';
const NEARLY_OUT = 'scenario=nearly-out&at=2026-06-18T15:20:00Z';

/** A chart by what its table is about, turned to that table. */
async function tableOf(page: Page, subject: RegExp): Promise<Locator> {
  const figure = page.getByRole('figure').filter({ hasText: subject });
  await figure.getByRole('button', { name: 'Show as table' }).click();
  return figure.getByRole('table');
}

/** The lines of a table: what names them, as a machine reads it where it is a time, and their cells. */
async function linesOf(table: Locator): Promise<string[][]> {
  const rows = table.locator('tbody tr');
  return rows.evaluateAll((lines) =>
    lines.map((line) => {
      const [name, ...cells] = [...line.children];
      const time = name?.querySelector('time')?.dateTime;
      return [time ?? name?.textContent ?? '', ...cells.map(({ textContent }) => textContent ?? '')];
    }),
  );
}

const toNumber = (text: string | undefined) => Number(text?.replaceAll(',', ''));

/** All charges of the running cycle. */
async function chargesOfCycle(page: Page): Promise<GenerationEntry[]> {
  const { cycle } = await answerTo<Balance>(page, '/v1/balance');
  const query = new URLSearchParams({ kind: 'generation', limit: '200', from: cycle.start, to: cycle.end });
  const { entries, nextCursor } = await answerTo<LedgerPage>(page, `/v1/ledger?${query}`);
  expect(nextCursor, 'one page holds them all').toBeNull();
  return entries.filter((entry) => entry.kind === 'generation');
}

function sumsBy(entries: readonly GenerationEntry[], keyOf: (entry: GenerationEntry) => string) {
  const sums = new Map<string, number>();
  for (const entry of entries) sums.set(keyOf(entry), (sums.get(keyOf(entry)) ?? 0) + entry.credits);
  return sums;
}

for (const timezoneId of [
  'Pacific/Kiritimati',
  'Asia/Kathmandu',
  'America/Los_Angeles',
  'Australia/Lord_Howe',
  'UTC',
]) {
  test.describe(`In ${timezoneId}`, () => {
    test.use({ timezoneId, locale: 'en-US' });

    // The clocks change on 8 March in Los Angeles, and on 5 April on Lord Howe Island.
    for (const link of ['scenario=anchor-31&at=2026-03-30T12:00:00Z', USED_1000, NEARLY_OUT]) {
      test(`the tables of the charts add up to the ledger, day by day: ${link}`, async ({ page, open }) => {
        await open('/usage', link);
        const dayOf = (at: string) => Temporal.Instant.from(at).toZonedDateTimeISO(timezoneId).toPlainDate();
        const { cycle, asOf, remaining } = await answerTo<Balance>(page, '/v1/balance');
        const charges = await chargesOfCycle(page);
        const sums = sumsBy(charges, ({ at }) => dayOf(at).toString());

        const lines = await linesOf(await tableOf(page, /Credits by day/));
        const expected: [string, number][] = [];
        const today = dayOf(asOf);
        for (
          let day = dayOf(cycle.start);
          Temporal.PlainDate.compare(day, today) <= 0;
          day = day.add({ days: 1 })
        ) {
          expected.push([day.toString(), sums.get(day.toString()) ?? 0]);
        }
        expect(lines.map((line) => [line[0], toNumber(line.at(-1))])).toEqual(expected);

        const levels = await linesOf(await tableOf(page, /Credits left at the end of each day/));
        const left = levels.map((line) => toNumber(line[1]));
        expect(left.at(-1)).toBe(remaining);
        const falls = left.slice(1).map((level, i) => (left[i] ?? 0) - level);
        expect(falls).toEqual(expected.map(([, credits]) => credits));
      });
    }
  });
}

test.describe('By what they were spent on', () => {
  test.use({ locale: 'en-US' });

  test('credits stand by tool and by model as in the ledger, the largest first', async ({ page, open }) => {
    await open('/usage', NEARLY_OUT);
    const charges = await chargesOfCycle(page);
    for (const [subject, keyOf] of [
      [/Credits by tool/, ({ request }: GenerationEntry) => request.tool.replaceAll('-', ' ')],
      [/Credits by model/, ({ request }: GenerationEntry) => (request.model ?? request.tool).toLowerCase()],
    ] as const) {
      const lines = await linesOf(await tableOf(page, subject));
      const credits = lines.map((line) => toNumber(line[1]));
      expect(credits).toEqual(credits.toSorted((a, b) => b - a));
      const said = new Map(lines.map(([name = '', sum]) => [name.toLowerCase(), toNumber(sum)]));
      expect(said).toEqual(sumsBy(charges, keyOf));
    }
  });

  test('earlier cycles stand beside this one with what expired', async ({ page, open }) => {
    await open('/usage', NEARLY_OUT);
    const cycles = await answerTo<Cycle[]>(page, '/v1/cycles');
    const lines = await linesOf(await tableOf(page, /Credits by cycle/));
    expect(lines.map(([start, ...cells]) => [start, toNumber(cells[1]), cells[2]])).toEqual(
      cycles.map(({ start, used, expired }) => [start, used, expired?.toLocaleString('en-US') ?? 'not yet']),
    );
  });
});

test.describe('A chart', () => {
  test.use({ locale: 'en-US', timezoneId: 'UTC' });

  test('is drawn when it comes into view, and its code is not asked for before', async ({ page, open }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.setViewportSize({ width: 1280, height: 300 });
    await open('/usage', NEARLY_OUT);
    const cycles = page.getByRole('figure').filter({ hasText: 'Credits by cycle' });
    await expect(page.getByRole('figure').first()).toBeVisible();
    await expect(page.getByText(/^At your pace/)).toBeVisible();
    expect(asked.filter((url) => /cycles-plot/.test(url))).toEqual([]);
    await cycles.scrollIntoViewIfNeeded();
    await expect(cycles.locator('.recharts-bar-rectangle').first()).toBeVisible();
    expect(asked.filter((url) => /cycles-plot/.test(url))).toHaveLength(1);
  });

  test('takes the room of its place from the start: nothing below it moves when it is drawn', async ({
    context,
    page,
    open,
  }) => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await context.route(/(plot|Chart)[^/]*\.js$/, async (route) => {
      await held;
      await route.continue();
    });
    await open('/usage', NEARLY_OUT);
    const below = page.getByRole('heading', { name: 'Earlier cycles' });
    await expect(page.getByText(/^At your pace/)).toBeVisible();
    await expect(page.getByText('Run-out range').first()).toBeVisible();
    const before = await below.boundingBox();
    release();
    await expect(page.getByRole('application').first()).toBeVisible();
    await expect(page.locator('.recharts-line-curve')).toBeVisible();
    expect(await below.boundingBox()).toEqual(before);
  });

  test('tells each point to the arrow keys, politely', async ({ page, open }) => {
    await open('/usage', USED_1000);
    const figure = page.getByRole('figure').filter({ hasText: 'Credits by day' });
    const plot = figure.getByRole('application', { name: /was the busiest day: 300 credits/ });
    await plot.focus();
    const said = figure.getByRole('status');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(said).toContainText(/Fri, Apr 3.*Credits 0/s);
    await page.keyboard.press('ArrowLeft');
    await expect(said).toContainText(/Thu, Apr 2.*Voice 124.*Credits 124/s);
  });

  test('has the run-out range as a band that stops at the reset', async ({ page, open }) => {
    await open('/usage', NEARLY_OUT);
    const band = page.locator('.recharts-reference-area-rect');
    await expect(band).toBeVisible();
    const plot = await page.locator('.recharts-cartesian-grid').first().boundingBox();
    const box = await band.boundingBox();
    if (!box || !plot) throw new Error('Neither stands on the screen.');
    expect(box.width).toBeGreaterThan(10);
    expect(box.x + box.width).toBeLessThanOrEqual(plot.x + plot.width + 2);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`and its table have nothing that axe finds, ${colorScheme}`, async ({ page, open }) => {
      test.slow();
      await page.emulateMedia({ colorScheme });
      await open('/usage', NEARLY_OUT);
      for (const figure of await page.getByRole('figure').all()) {
        await figure.scrollIntoViewIfNeeded();
        await expect(figure.getByRole('application')).toBeVisible();
      }
      await expectAccessible(page);
      const buttons = page.getByRole('button', { name: 'Show as table' });
      while ((await buttons.count()) > 0) await buttons.first().click();
      await expectAccessible(page);
    });
  }

  test('is printed with its table', async ({ page, open }) => {
    await open('/usage', NEARLY_OUT);
    const table = page.getByRole('table', { name: 'Credits used by day' });
    await expect(page.locator('.recharts-bar').first()).toBeVisible();
    await expect(table).toBeHidden();
    await page.emulateMedia({ media: 'print' });
    await expect(table).toBeVisible();
    await expect(page.locator('.recharts-bar').first()).toBeVisible();
  });

  test('whose code cannot be had says so, and its table is there', async ({ context, page, open }) => {
    await context.route(/days-plot[^/]*\.js$/, (route) => route.abort());
    await open('/usage', USED_1000);
    await expect(page.getByText('The chart could not be loaded.')).toBeVisible();
    expect(await linesOf(await tableOf(page, /Credits by day/))).toHaveLength(21);
  });
});
