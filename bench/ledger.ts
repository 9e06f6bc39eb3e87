import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { buildStudio } from '../mocks/testing/build-studio.ts';
import { openTab } from '../mocks/testing/build-world.ts';
import { browserArguments, findOrInstallBrowser } from '../scripts/browser.ts';
import type { LedgerPage } from '../src/api/schemas.ts';

/**
 * What a ledger of a thousand to a million entries costs, through the handlers and with all validation and JSON:
 * `npm run bench:ledger`, with `-- --sizes 1000,1000000` for other sizes. First in Node, then in a real browser over
 * the build in `dist`, where the embedded API shares the page's main thread. Prints Markdown, asserts nothing.
 */

const { values } = parseArgs({
  options: { sizes: { type: 'string', default: '1000,10000,100000,1000000' } },
});
const sizes = values.sizes.split(',').map(Number);

const RUNS = 15;
const EXPORTED_PAGES = 100;
const EVERYTHING = 'from=2025-11-03T08:00:00Z&to=2027-11-17T15:30:00Z';
const ONE_CYCLE = 'from=2027-10-03T08:00:00Z&to=2027-11-03T08:00:00Z';
const QUESTIONS: [title: string, path: string][] = [
  ['first page of 50', '/v1/ledger?limit=50'],
  ['filter: tool', '/v1/ledger?limit=50&tool=text-to-video'],
  ['search: digits of ids', '/v1/ledger?limit=50&q=77'],
  ['days of a cycle', `/v1/usage?${ONE_CYCLE}&timeZone=Asia/Kathmandu`],
  ['days of everything', `/v1/usage?${EVERYTHING}&timeZone=Asia/Kathmandu`],
];

type Ask = (path: string) => Promise<unknown>;

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const ms = (figure: number) => `${figure < 100 ? tenths.format(figure) : whole.format(figure)} ms`;

async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

/** The median of some runs after a first one, in milliseconds. */
async function median(act: () => Promise<unknown>): Promise<number> {
  await act();
  const runs: number[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await timed(act));
  return runs.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN;
}

/** Fetches all pages of 200, one after another. Returns how many entries came. */
async function exportAll(ask: Ask): Promise<number> {
  let count = 0;
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = (await ask(`/v1/ledger?limit=200${cursor && `&cursor=${cursor}`}`)) as LedgerPage;
    count += page.entries.length;
    cursor = page.nextCursor;
  }
  return count;
}

/** After what is no longer needed has gone: buffers go a turn later than what held them. */
async function bytesInUse(): Promise<number> {
  for (let turn = 0; turn < 3; turn += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function measureInNode(size: number): Promise<string[]> {
  const before = await bytesInUse();
  const tasks = monitorEventLoopDelay({ resolution: 1 });
  tasks.enable();
  const tab = openTab({ scenario: buildStudio(size) });
  const ask: Ask = async (path) => (await tab.get(path)).body;
  const opening = await timed(() => ask('/v1/balance'));
  tasks.disable();
  const used = (await bytesInUse()) - before;
  const answers: number[] = [];
  for (const [, path] of QUESTIONS) answers.push(await median(() => tab.get(path)));
  let exported = 0;
  const exporting = await timed(async () => {
    exported = await exportAll(ask);
  });
  return [
    whole.format(size),
    ms(opening),
    `${tenths.format(used / 2 ** 20)} MB`,
    ms(tasks.max / 1e6),
    ...answers.map(ms),
    `${whole.format((1000 * exported) / exporting)}/s`,
  ];
}

/** The longest tasks that the page's main thread has had since it was asked last, at least 50 ms long; 0 for none. */
async function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => {
    const tasks = (globalThis as unknown as { longTasks: number[] }).longTasks.splice(0);
    return Math.max(0, ...tasks);
  });
}

/** Opens the studio, its processor so many times slower. Returns the time until its balance shows. */
async function openStudio(page: Page, slowdown: number): Promise<number> {
  await page.addInitScript(() => {
    const longTasks: number[] = [];
    Object.assign(globalThis, { longTasks });
    const note = (list: PerformanceObserverEntryList) => {
      for (const { duration } of list.getEntries()) longTasks.push(duration);
    };
    new PerformanceObserver(note).observe({ type: 'longtask', buffered: true });
  });
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return timed(async () => {
    await page.goto('/?scenario=studio&at=2027-11-17T15:30:00Z');
    await page.getByRole('region', { name: 'Credit balance' }).waitFor({ timeout: 120_000 });
  });
}

async function measureInBrowser(browser: Browser): Promise<string[][]> {
  const rows: string[][] = [];
  const newPage = () => browser.newPage({ baseURL: 'http://127.0.0.1:4198' });
  const slowPage = await newPage();
  const slowOpening = await openStudio(slowPage, 4);
  rows.push([
    'opening Overview, the processor 4 times slower',
    ms(slowOpening),
    ms(await longestTask(slowPage)),
  ]);
  await slowPage.close();
  const page = await newPage();
  rows.push(['opening Overview', ms(await openStudio(page, 1)), ms(await longestTask(page))]);
  // What is fetched stays in the page: carrying it out would be work on the thread that is measured.
  const fetchAll = (path: string, pages: number) =>
    page.evaluate(
      async ([asked, most]) => {
        let cursor: string | null = '';
        for (let fetched = 0; fetched < most && cursor !== null; fetched += 1) {
          const reply: Response = await fetch(asked + (cursor && `&cursor=${cursor}`));
          cursor = (await reply.json()).nextCursor ?? null;
        }
      },
      [path, pages] as const,
    );
  for (const [title, path] of QUESTIONS) {
    rows.push([title, ms(await median(() => fetchAll(path, 1))), ms(await longestTask(page))]);
  }
  const exporting = await timed(() => fetchAll('/v1/ledger?limit=200', EXPORTED_PAGES));
  rows.push([`export of ${whole.format(200 * EXPORTED_PAGES)}`, ms(exporting), ms(await longestTask(page))]);
  return rows;
}

function print(rows: readonly (readonly string[])[]): void {
  for (const [index, row] of rows.entries()) {
    console.log(`| ${row.join(' | ')} |`);
    if (index === 0)
      console.log(`| ${row.map((_, column) => (column === 0 ? '---' : '---:')).join(' | ')} |`);
  }
}

console.log('In Node, by number of entries:\n');
const questions = QUESTIONS.map(([title]) => title);
const rows = [['entries', 'open', 'memory', 'longest task', ...questions, 'export, pages of 200']];
for (const size of sizes) rows.push(await measureInNode(size));
print(rows);

const server = await preview({ preview: { port: 4198 } });
const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: browserArguments() });
console.log(`\nIn Chromium ${browser.version()}, a million entries; 0.0 ms is no task of 50 ms or more:\n`);
print([['', 'time', 'longest task'], ...(await measureInBrowser(browser))]);
await browser.close();
await server.close();
