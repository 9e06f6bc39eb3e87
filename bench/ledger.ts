import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { buildStudio } from '../mocks/testing/build-studio.ts';
import { openTab } from '../mocks/testing/build-world.ts';
import { browserArguments, findOrInstallBrowser } from '../scripts/browser.ts';
import type { LedgerPage } from '../src/api/schemas.ts';
import { median, megabytes, ms, perSecond, QUESTIONS, timed, whole } from './ledger-figures.ts';
import { measureInBrowser } from './ledger-in-browser.ts';

/**
 * What a ledger of a thousand to a million entries costs, through the handlers and with all validation and JSON:
 * `npm run bench:ledger`, with `-- --sizes 1000,1000000` for other sizes. First in Node, then in a real browser over
 * builds of their own, where the embedded API shares the page's main thread. Prints Markdown, asserts nothing.
 */

const { values } = parseArgs({
  options: { sizes: { type: 'string', default: '1000,10000,100000,1000000' } },
});
const sizes = values.sizes.split(',').map(Number);

type Ask = (path: string) => Promise<unknown>;

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
    whole(size),
    ms(opening),
    megabytes(used),
    ms(tasks.max / 1e6),
    ...answers.map(ms),
    perSecond(exported, exporting),
  ];
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

const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: browserArguments() });
const inBrowser: [string, string][][] = [];
for (const size of sizes) inBrowser.push(await measureInBrowser(browser, size));
await browser.close();
const titles = inBrowser[0]?.map(([title]) => title) ?? [];
console.log(`\nIn Chromium ${browser.version()}, and the longest task of 50 ms or more meanwhile:\n`);
print([
  ['entries', ...sizes.map(whole)],
  ...titles.map((title, row) => [title, ...inBrowser.map((figures) => figures[row]?.[1] ?? '')]),
]);
