import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { build, type Plugin, preview } from 'vite';
import { median, megabytes, ms, ONE_CYCLE, perSecond, QUESTIONS, timed, whole } from './ledger-figures.ts';

const PORT = 4198;
const STUDIO = 'scenario=studio&at=2027-11-17T15:30:00Z';
/** In milliseconds: a slow machine is no reason to stop. */
const PATIENCE = 300_000;

/**
 * What a ledger of so many entries costs in a browser, where the embedded API shares the page's main thread: what was
 * done and its figure, with the longest task meanwhile.
 */
export async function measureInBrowser(browser: Browser, entries: number): Promise<[string, string][]> {
  const close = await serveStudio(entries);
  const figures: [string, string][] = [];

  const slow = await newPage(browser, 4);
  figures.push(['open Overview, processor 4 times slower', await watched(slow, () => openOverview(slow))]);
  await slow.close();

  const page = await newPage(browser, 1);
  figures.push(['open Overview', await watched(page, () => openOverview(page))]);
  figures.push(['memory then', megabytes(await bytesInUse(page))]);
  for (const [title, path] of QUESTIONS) figures.push([title, await watched(page, () => ask(page, path))]);
  figures.push(['open Usage', await watched(page, () => openUsage(page))]);
  figures.push(['elements while scrolling, at most', await watched(page, () => scroll(page))]);
  await openUsage(page, `&${ONE_CYCLE}`);
  figures.push(['export of a cycle as CSV', await watched(page, () => exportCsv(page))]);

  await page.close();
  await close();
  return figures;
}

/** Serves a build whose `studio` has so many entries. Returns how to end that. */
async function serveStudio(entries: number): Promise<() => Promise<void>> {
  const outDir = mkdtempSync(join(tmpdir(), 'studio-'));
  const studioOfThatSize: Plugin = {
    name: 'studio-of-that-size',
    enforce: 'pre',
    transform: (code, id) =>
      id.endsWith('/studio.json') ? code.replace(/(?<="entries": )\d+/, String(entries)) : null,
  };
  await build({ plugins: [studioOfThatSize], build: { outDir, emptyOutDir: true }, logLevel: 'error' });
  const server = await preview({ build: { outDir }, preview: { port: PORT } });
  return async () => {
    await server.close();
    rmSync(outDir, { recursive: true });
  };
}

interface LongTasks {
  observer: PerformanceObserver;
  /** In milliseconds. */
  durations: number[];
}

/** A tab of its own that watches its long tasks, its processor so many times slower. */
async function newPage(browser: Browser, slowdown: number): Promise<Page> {
  const page = await browser.newPage({ baseURL: `http://127.0.0.1:${PORT}` });
  page.setDefaultTimeout(PATIENCE);
  await page.addInitScript(() => {
    const durations: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) durations.push(duration);
    });
    observer.observe({ type: 'longtask' });
    Object.assign(globalThis, { longTasks: { observer, durations } });
  });
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return page;
}

/** Does something, and adds to its figure the longest task of the main thread meanwhile: one of 50 ms or more. */
async function watched(page: Page, act: () => Promise<string>): Promise<string> {
  await takeLongestTask(page);
  const figure = await act();
  const longest = await takeLongestTask(page);
  return `${figure} (${longest === 0 ? 'none' : ms(longest)})`;
}

/** In milliseconds, of those since it was asked last; 0 for none. */
async function takeLongestTask(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { longTasks } = globalThis as { longTasks?: LongTasks };
    const latest = longTasks?.observer.takeRecords().map(({ duration }) => duration) ?? [];
    return Math.max(0, ...latest, ...(longTasks?.durations.splice(0) ?? []));
  });
}

async function openOverview(page: Page): Promise<string> {
  const opening = await timed(async () => {
    await page.goto(`/?${STUDIO}`);
    await page.getByRole('region', { name: 'Credit balance' }).waitFor();
  });
  return ms(opening);
}

/** Until its charts, as far as they are in view, and its ledger stand there. */
async function openUsage(page: Page, filter = ''): Promise<string> {
  const opening = await timed(async () => {
    await page.goto(`/usage?${STUDIO}${filter}`);
    await page.getByRole('application').nth(1).waitFor();
    await page.getByRole('grid', { name: 'Ledger' }).waitFor();
  });
  return ms(opening);
}

/** The reply stays in the page: carrying it out would be work on the thread that is watched. */
async function ask(page: Page, path: string): Promise<string> {
  return ms(
    await median(() => page.evaluate(async (asked) => void (await (await fetch(asked)).json()), path)),
  );
}

/** Scrolls through the page, so that all its charts are drawn, and far down the ledger. Returns the most elements of any frame. */
async function scroll(page: Page): Promise<string> {
  for (const chart of await page.getByRole('figure').all()) {
    await chart.scrollIntoViewIfNeeded();
    await chart.getByRole('application').waitFor();
  }
  const most = await page.getByRole('grid', { name: 'Ledger' }).evaluate(async (grid) => {
    let elements = 0;
    for (let step = 0; step < 100; step += 1) {
      grid.parentElement?.scrollBy({ top: 3000 });
      await new Promise(requestAnimationFrame);
      elements = Math.max(elements, document.querySelectorAll('*').length);
    }
    return elements;
  });
  return whole(most);
}

async function exportCsv(page: Page): Promise<string> {
  const saved = page.getByText('saved as');
  const exporting = await timed(async () => {
    await page.getByRole('button', { name: 'Export CSV' }).click();
    await saved.waitFor();
  });
  const [entries = ''] = (await saved.innerText()).match(/[\d,]+/) ?? [];
  return perSecond(Number(entries.replaceAll(',', '')), exporting);
}

/** Of its scripts, typed arrays included, after what is no longer needed has gone. */
async function bytesInUse(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
  return usedSize + backingStorageSize;
}
