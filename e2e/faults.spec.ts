import type { Locator, Page } from '@playwright/test';
import { drawFaults, parseFaultRules } from '../mocks/faults.ts';
import { type Endpoint, endpoints } from '../src/api/contract.ts';
import type { LedgerPage } from '../src/api/schemas.ts';
import { answerTo, chargesOf, expect, isCustomerBuild, tellOtherTabs, test } from './fixtures.ts';

/**
 * Every endpoint under every fault, on every screen that asks it. All cells run in the full suite; the sample without
 * `@full` takes each endpoint, each screen and each fault at least once.
 */

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';

const FAULTS = [
  '500',
  'drop-request',
  'malformed',
  '429',
  'latency=10000',
  'wrong-shape',
  '503',
  'offline',
  'drop-reply',
] as const;
type Fault = (typeof FAULTS)[number];

interface Place {
  path: string;
  /** What the screen says when the endpoint fails there. */
  failure: string;
  /** What it shows when the endpoint answers. */
  shown: (page: Page) => Locator;
  /** How many questions of that screen, with parameters of their own, go to the endpoint; one unless told. */
  questions?: number;
}

const model = (page: Page) => page.getByRole('radiogroup', { name: 'Model' });
const catalogue = (page: Page) => page.getByRole('button', { name: 'Upgrade to AI Suite 240K' });
const CREATE = { path: '/create/text-to-image', failure: 'The generator could not be loaded', shown: model };

/** Where each endpoint that is read is asked. */
const READ: Record<string, Place[]> = {
  getAccount: [CREATE],
  getSubscription: [
    {
      path: '/',
      failure: 'Your renewal dates could not be loaded',
      shown: (page) => page.getByRole('main').getByText('Credits reset to 40,000'),
    },
    { path: '/plan', failure: 'Your plan could not be loaded', shown: catalogue },
    CREATE,
  ],
  getBalance: [
    {
      path: '/',
      failure: 'Your balance could not be loaded',
      shown: (page) =>
        page.getByRole('region', { name: 'Credit balance' }).getByText('39,000', { exact: true }),
    },
    {
      path: '/usage',
      failure: 'Your usage could not be loaded',
      shown: (page) => page.getByRole('main').getByText(/used since/),
    },
    CREATE,
  ],
  getUsage: [
    {
      path: '/usage',
      failure: 'Your use of this cycle could not be loaded',
      shown: (page) =>
        page.getByRole('main').getByText('Credits left at the end of each day, and now').first(),
      questions: 2,
    },
  ],
  getCycles: [
    {
      path: '/usage',
      failure: 'Earlier cycles could not be loaded',
      shown: (page) => page.getByText('Each cycle stands here with what it used').first(),
    },
  ],
  getRateCard: [CREATE],
  getPlans: [{ path: '/plan', failure: 'The plans could not be loaded', shown: catalogue }, CREATE],
  getLedger: [
    {
      path: '/',
      failure: 'The ledger could not be loaded',
      shown: (page) => page.getByRole('region', { name: 'Last entries' }).getByRole('listitem').first(),
    },
    {
      path: '/usage',
      failure: 'The ledger could not be loaded',
      shown: (page) => page.getByRole('grid', { name: 'Ledger' }),
      questions: 3,
    },
    {
      path: '/plan',
      failure: 'Earlier changes could not be loaded',
      shown: (page) => page.getByText('The plan has not changed.'),
    },
  ],
};

/** What asks the others: a press. */
const PRESSED: Record<string, (page: Page, cell: Cell) => Promise<void>> = {
  getRateCardByVersion: recomputeUnder,
  postGeneration: generateUnder,
  postUpgradeQuote: quoteUnder,
  postUpgrade: upgradeUnder,
};

interface Cell {
  endpoint: Endpoint;
  fault: Fault;
  open: (path: string, link?: string) => Promise<void>;
}

test('The table has a row for every endpoint', () => {
  const rows = [...Object.keys(READ), ...Object.keys(PRESSED)];
  expect(rows.toSorted()).toEqual(endpoints.map(({ id }) => id).toSorted());
});

let row = 0;
for (const endpoint of endpoints) {
  const places = READ[endpoint.id] ?? [];
  const act = PRESSED[endpoint.id];
  const title = `${endpoint.method.toUpperCase()} ${endpoint.path}`;
  for (const place of places) {
    for (const [fault, full] of cellsOf(row)) {
      test(`${title} under ${fault}, on ${place.path}${full}`, async ({ page, open }) => {
        await readUnder(page, { endpoint, fault, open }, place);
      });
    }
    row += 1;
  }
  if (act) {
    for (const [fault, full] of cellsOf(row)) {
      test(`${title} under ${fault}${full}`, async ({ page, open }) => {
        await act(page, { endpoint, fault, open });
      });
    }
    row += 1;
  }
}

/** The cells of a row, each with its tag: one of them is of the sample. */
function cellsOf(number: number): [Fault, string][] {
  return FAULTS.map((fault, index) => [fault, index === number % FAULTS.length ? '' : ' @full']);
}

async function readUnder(page: Page, cell: Cell, { path, failure, shown, questions = 1 }: Place) {
  const { endpoint, fault, open } = cell;
  test.setTimeout(90_000);
  const sent = requestIdsOf(page, endpoint);
  const alert = page.getByRole('main').getByRole('alert').filter({ hasText: failure });
  const attempts = attemptsAt(fault, 3);
  const slow = fault.startsWith('latency');

  if (questions > 1) {
    const rule = `${endpoint.method.toUpperCase()} ${endpoint.path}:${fault}`;
    await open(path, `${USED_1000}&faults=${rule}:${2 * attempts * questions}`);
  } else {
    await failLater(page, cell, { path, failure, shown }, sent);
    await page.reload();
  }

  // A page that never knew it says so in the place of what is missing, and the rest stands.
  if (slow) {
    await expect(page.getByText('Still loading: the answer is slow to come.').first()).toBeVisible({
      timeout: 10_000,
    });
    await expectSane(page);
  } else {
    await expect(alert).toContainText('Nothing was charged for asking', { timeout: 15_000 });
    await expectIdOf(alert, sent);
    await expectSane(page);
    await expect(page.getByRole('link', { name: 'Usage', exact: true })).toBeVisible();
    await expect(async () => {
      const again = alert.getByRole('button', { name: 'Try again' });
      if (await again.isVisible()) await again.click();
      await expect(shown(page)).toBeVisible({ timeout: 5000 });
    }).toPass();
  }
  await expect(shown(page)).toBeVisible({ timeout: 15_000 });
  await expect(alert).toHaveCount(0);
  await expectSettled(page);
}

/** Asked again, it fails: what was known stays, with its time, until it answers once more. */
async function failLater(
  page: Page,
  { endpoint, fault, open }: Cell,
  { path, failure, shown }: Place,
  sent: string[],
) {
  const alert = page.getByRole('main').getByRole('alert').filter({ hasText: failure });
  const slow = fault.startsWith('latency');
  const struck = '#'.repeat(attemptsAt(fault, 3));
  // What a browser without a network asks arrives at the embedded API alone, which is inside it.
  const askedAgain = fault === 'offline' && isCustomerBuild() ? '' : struck;
  // A screen that comes after the failure asks once more by itself, and one that was offline perhaps twice.
  const atTheEnd = struck.repeat(fault === 'offline' ? 3 : 2);
  await open(path, linkFor(endpoint, fault, slow ? '.###...' : `.${askedAgain}.${atTheEnd}...`));
  await expect(shown(page)).toBeVisible();

  if (fault === 'offline') await page.context().setOffline(true);
  await tellOtherTabs(page);
  await expect(shown(page)).toBeVisible();
  if (!slow) {
    await expect(alert).toContainText('Nothing was charged for asking', { timeout: 15_000 });
    await expect(alert).toContainText(/Last known: \w+ 21 Apr|Last known: \w+, Apr 21/);
    // Without a network all endpoints fail, and a screen that asks several names one request.
    if (fault !== 'offline') await expectIdOf(alert, sent);
    else await expect(page.getByText('You are offline.').first()).toBeVisible();
    await expect(shown(page)).toBeVisible();
    await expectSane(page);
  }
  await page.context().setOffline(false);
  if (!slow && fault !== 'offline') await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toHaveCount(0, { timeout: 15_000 });
  await expect(shown(page)).toBeVisible();
}

async function recomputeUnder(page: Page, { endpoint, fault, open }: Cell) {
  const asked = { ...endpoint, path: endpoint.path.replace('{version}', '2026-01') };
  const sent = requestIdsOf(page, asked);
  const times = attemptsAt(fault, 3);
  await open('/usage', `${USED_1000}&faults=GET ${asked.path}:${fault}:${times}`);
  const entry = page.getByRole('grid', { name: 'Ledger' }).getByRole('row').filter({ hasText: 'Kling 1.6' });
  await entry.getByRole('button').click();
  const dialog = page.getByRole('dialog', { name: 'Text to video' });
  await dialog.getByRole('button', { name: 'Recompute' }).click();
  if (fault.startsWith('latency')) {
    await expect(dialog.getByText('Still recomputing: the rate cards are slow to come.')).toBeVisible();
  } else {
    const alert = dialog.getByRole('alert');
    await expect(alert).toContainText('Nothing was charged for asking', { timeout: 15_000 });
    await expect(alert).toContainText(sent.at(-1) ?? 'an id');
    expect(sent).toHaveLength(times);
    await expectSane(page);
    await alert.getByRole('button', { name: 'Try again' }).click();
  }
  await expect(dialog).toContainText('Match. Rate card 2026-01 gives 1 generation', { timeout: 15_000 });
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await expectSettled(page);
}

async function generateUnder(page: Page, { endpoint, fault, open }: Cell) {
  test.setTimeout(90_000);
  const sent = requestIdsOf(page, endpoint);
  await open('/create/text-to-image', `${USED_1000}&faults=POST /v1/generations:${fault}:5`);
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A lighthouse');
  await page.getByRole('radio', { name: /^Flux 2\.0 Pro, / }).check();
  const generate = page.getByRole('button', { name: 'Generate, 80 credits' });
  await generate.click();
  if (fault.startsWith('latency')) {
    await expect(page.getByText('Still waiting for the answer.')).toBeVisible();
  } else {
    const pauses = fault === '429' || fault === '503';
    await expect(
      page.getByText(pauses ? 'asks for a pause of 1 sec' : 'No answer came yet. Finding out what happened'),
    ).toBeVisible();
    const alert = page.getByRole('main').getByRole('alert');
    const open = 'It is not known yet whether this was charged';
    await expect(alert).toContainText(fault === '429' ? 'Nothing was charged' : open, { timeout: 25_000 });
    await expect(alert).toContainText(sent.at(-1) ?? 'an id');
    expect(sent).toHaveLength(5);
    await expect(page.getByRole('banner').getByRole('meter')).toBeVisible();
    await expectSane(page);
    if (fault === '429') await generate.click();
    else await alert.getByRole('button', { name: 'Try again' }).click();
  }
  await expect(page.getByRole('region', { name: 'Receipt' })).toContainText(
    '80 credits charged, 38,920 left',
    {
      timeout: 20_000,
    },
  );
  await page.getByRole('heading', { name: 'Create' }).hover();
  await expect(page.getByRole('banner').getByText('38,920 left')).toBeVisible();
  const charges = await chargesOf(page);
  expect(charges.filter(({ credits }) => credits === 80)).toHaveLength(1);
  await expectSettled(page);
}

async function quoteUnder(page: Page, { endpoint, fault, open }: Cell) {
  test.setTimeout(90_000);
  const sent = requestIdsOf(page, endpoint);
  const times = attemptsAt(fault, 3);
  await open('/plan', `${USED_1000}&faults=POST /v1/upgrade-quotes:${fault}:${times}`);
  await catalogue(page).click();
  const dialog = page.getByRole('dialog', { name: 'Upgrade' });
  if (fault.startsWith('latency')) {
    await expect(dialog.getByText('Still loading: the answer is slow to come.')).toBeVisible({
      timeout: 10_000,
    });
  } else {
    const alert = dialog.getByRole('alert');
    await expect(alert).toContainText('There is no price for this upgrade. Nothing was charged for asking', {
      timeout: 15_000,
    });
    await expect(alert).toContainText(sent.at(-1) ?? 'an id');
    expect(sent).toHaveLength(times);
    await expectSane(page);
    await alert.getByRole('button', { name: 'Try again' }).click();
  }
  await expect(dialog.getByRole('button', { name: 'Confirm and pay $60.00' })).toBeVisible({
    timeout: 15_000,
  });
  await expectSettled(page);
}

async function upgradeUnder(page: Page, { endpoint, fault, open }: Cell) {
  test.setTimeout(90_000);
  const sent = requestIdsOf(page, endpoint);
  await open('/plan', `${USED_1000}&faults=POST /v1/upgrades:${fault}:5`);
  await catalogue(page).click();
  const dialog = page.getByRole('dialog', { name: 'Upgrade' });
  const confirm = dialog.getByRole('button', { name: 'Confirm and pay $60.00' });
  await confirm.click();
  if (fault.startsWith('latency')) {
    await expect(dialog.getByText('Still waiting for the answer.')).toBeVisible();
  } else {
    const alert = dialog.getByRole('alert');
    const open = 'It is not known yet whether this was paid';
    await expect(alert).toContainText(fault === '429' ? 'Nothing was charged' : open, { timeout: 25_000 });
    await expect(alert).toContainText(sent.at(-1) ?? 'an id');
    expect(sent).toHaveLength(5);
    await expectSane(page);
    await confirm.click();
  }
  await expect(dialog.getByRole('region', { name: 'Receipt' })).toContainText('$60.00 paid', {
    timeout: 20_000,
  });
  await expect(page.getByRole('banner').getByText('239,000 left')).toBeVisible();
  const { entries } = await answerTo<LedgerPage>(page, '/v1/ledger?kind=plan-change');
  expect(entries).toMatchObject([{ paidMinor: 6000 }]);
  await expectSettled(page);
}

/** How often the page asks before it says that it failed: a reply that makes no sense would make none the next time. */
function attemptsAt(fault: Fault, most: number): number {
  return fault === 'malformed' || fault === 'wrong-shape' || fault.startsWith('latency') ? 1 : most;
}

/** A link under which the first requests to the endpoint go as told: `#` is struck by the fault, `.` is not. */
function linkFor({ method, path }: Endpoint, fault: Fault, course: string): string {
  const share = (course.replaceAll('.', '').length / course.length).toFixed(2);
  const rule = `${method.toUpperCase()} ${path}:${fault}:${share}`;
  const rules = parseFaultRules(rule);
  for (let seed = 0; ; seed += 1) {
    const counts = {};
    const draw = () => drawFaults(rules, `${seed}`, method.toUpperCase(), path, counts).length > 0;
    if ([...course].every((wanted) => draw() === (wanted === '#'))) {
      return `${USED_1000}&seed=${seed}&faults=${rule}`;
    }
  }
}

/** The ids of the requests that the page sends to an endpoint, as it sends them. */
function requestIdsOf(page: Page, { method, path }: Endpoint): string[] {
  const ids: string[] = [];
  page.on('request', (request) => {
    const id = request.headers()['x-request-id'];
    const isIt = request.method() === method.toUpperCase() && new URL(request.url()).pathname === path;
    if (isIt && id !== undefined) ids.push(id);
  });
  return ids;
}

/** The notice names one of the requests that were sent. */
async function expectIdOf(alert: Locator, sent: string[]) {
  const text = (await alert.textContent()) ?? '';
  expect(sent.some((id) => text.includes(id))).toBe(true);
}

/** Never a blank page, nor a word that only programs say. */
async function expectSane(page: Page) {
  await expect(page.getByRole('main')).toHaveText(/\w{3}/);
  await expect(page.locator('body')).not.toContainText(/NaN|undefined|\bnull\b|\[object|Invalid Date/);
}

/** Nothing waits any more. */
async function expectSettled(page: Page) {
  await expectSane(page);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}
