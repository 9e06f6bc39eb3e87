import { readFileSync } from 'node:fs';
import type { Page, Request } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/**
 * In front of a server that is made of `public/openapi.json` and nothing else: it gives the example of each reply,
 * whatever it is asked. So whoever implements that document finds that the dashboard works with it.
 */

interface Response {
  headers?: Record<string, { example?: string }>;
  content?: Record<string, { example?: unknown; examples?: Record<string, { value: unknown }> }>;
}

interface Operation {
  operationId: string;
  requestBody?: { content: Record<string, { example: unknown }> };
  responses: Record<string, Response>;
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const { paths }: { paths: Record<string, Record<string, Operation>> } = JSON.parse(
  readFileSync('public/openapi.json', 'utf8'),
);
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);

function operationOf(id: string): Operation {
  const found = operations.find(({ operation }) => operation.operationId === id);
  if (!found) throw new Error(`There is no operation ${id}`);
  return found.operation;
}

/** Every documented answer of an operation, by the code of its problem; that of its success by `success`. */
function answersOf({ responses }: Operation): Map<string, Answer> {
  const answers = new Map<string, Answer>();
  for (const [status, { headers = {}, content = {} }] of Object.entries(responses)) {
    for (const [type, { example, examples = {} }] of Object.entries(content)) {
      const named = Object.entries(headers).map(([name, header]) => [name, header.example ?? '']);
      const sent = { ...Object.fromEntries(named), 'Content-Type': type };
      const add = (code: string, body: unknown) =>
        answers.set(code, { status: Number(status), headers: sent, body: JSON.stringify(body) });
      if (example !== undefined) add('success', example);
      for (const [code, { value }] of Object.entries(examples)) add(code, value);
    }
  }
  return answers;
}

/** What the server made of examples was asked, and which problems it shall give, by operation. */
interface ExampleServer {
  requests: Request[];
  problems: Record<string, string>;
}

async function serveExamples(page: Page, origin: string): Promise<ExampleServer> {
  const server: ExampleServer = { requests: [], problems: {} };
  await page.route(`${origin}/**`, async (route) => {
    const request = route.request();
    const { pathname } = new URL(request.url());
    server.requests.push(request);
    const asked = operations.find(
      ({ path, method }) =>
        method === request.method() && new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
    );
    const code = server.problems[asked?.operation.operationId ?? ''] ?? 'success';
    const answer = asked && answersOf(asked.operation).get(code);
    if (!answer) throw new Error(`${request.method()} ${pathname} is not documented`);
    await route.fulfill({ ...answer, headers: { ...answer.headers, ...corsFor(request) } });
  });
  return server;
}

function corsFor(request: Request): Record<string, string> {
  return {
    'Access-Control-Allow-Origin': request.headers().origin ?? '',
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': 'As-Of, Customer-Id, Clock, ETag, Retry-After',
  };
}

async function expectSound(page: Page) {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.locator('body')).not.toContainText(/NaN|undefined|\bnull\b|\[object|Invalid Date/);
}

async function prepareImages(page: Page) {
  await page.goto('/create/text-to-image');
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A lighthouse');
  await page.getByRole('radio', { name: /^Flux 2\.0 Pro, / }).check();
  await page.getByRole('spinbutton', { name: 'Images' }).fill('3');
}

async function openUpgrade(page: Page) {
  await page.goto('/plan');
  await page.getByRole('button', { name: 'Upgrade to AI Suite 240K' }).click();
  return page.getByRole('dialog', { name: 'Upgrade' });
}

test('The examples of the contract fill every screen, and one customer’s figures agree on all of them @customer', async ({
  page,
  billingApi,
}) => {
  await serveExamples(page, billingApi);
  await page.goto('/');
  const main = page.getByRole('main');
  const balance = page.getByRole('region', { name: 'Credit balance' });
  await expect(balance).toContainText('38,760 credits left of 40,000');
  for (const moment of await balance.locator('time').all()) {
    await expect(moment).toHaveAttribute('datetime', '2026-05-01T09:00:00Z');
  }
  await expect(page.getByRole('region', { name: 'Last entries' }).getByRole('listitem')).toHaveCount(7);
  await expectSound(page);

  await page.getByRole('link', { name: 'Create', exact: true }).click();
  for (const tool of await page.getByRole('navigation', { name: 'Tools' }).getByRole('link').all()) {
    await tool.click();
    await expect(
      page.getByRole('button', { name: /^(Generate|Animate), (nothing to price yet|[\d,]+ credits)$/ }),
    ).toBeVisible();
    await expectSound(page);
  }

  await page.getByRole('link', { name: 'Usage', exact: true }).click();
  await expect(main).toContainText('1,240 of 40,000 credits used');
  await expect(page.getByRole('grid', { name: 'Ledger' }).getByRole('row')).toHaveCount(8);
  await expectSound(page);

  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Upgrade to AI Suite 240K' })).toBeVisible();
  await expect(main).toContainText('AI Starter 16.5K to AI Suite Starter 40K, $42.28 paid');
  await expectSound(page);
});

test('A generation and an upgrade send the documented bodies, and the examples of their replies are the receipts @customer', async ({
  page,
  billingApi,
}) => {
  const { requests } = await serveExamples(page, billingApi);
  const bodiesOf = (path: string) =>
    requests.filter((request) => request.url().endsWith(path)).map((request) => request.postDataJSON());
  const documented = (id: string) => operationOf(id).requestBody?.content['application/json']?.example;

  await prepareImages(page);
  await page.getByRole('button', { name: 'Generate, 240 credits' }).click();
  await expect(page.getByRole('region', { name: 'Receipt' })).toContainText(
    '240 credits charged, 38,760 left',
  );
  expect(bodiesOf('/v1/generations')).toEqual([documented('postGeneration')]);

  const dialog = await openUpgrade(page);
  const lines = dialog.getByRole('table', { name: 'Due now' }).getByRole('row');
  await expect(lines.nth(1)).toContainText('-$16.66');
  await expect(lines.nth(2)).toContainText('$76.66');
  await dialog.getByRole('button', { name: 'Confirm and pay $60.00' }).click();
  await expect(dialog.getByRole('region', { name: 'Receipt' })).toContainText('$60.00 paid');
  await expect(dialog).toContainText('238,760 left of 240,000; 1,240 used stay used');
  expect(bodiesOf('/v1/upgrade-quotes')).toEqual([documented('postUpgradeQuote')]);
  expect(bodiesOf('/v1/upgrades')).toEqual([documented('postUpgrade')]);
  await expectSound(page);
});

/** What the customer reads of each problem. */
const SENTENCES: Record<string, string> = {
  idempotency_key_missing: 'Send an Idempotency-Key, new for each charge',
  session_ended: 'Your session has ended. Sign in again to go on.',
  subscription_past_due: 'Pay it in your account, then try again.',
  subscription_ended: 'The plan has ended.',
  insufficient_credits: 'It takes 50,000 credits and 38,760 are left. AI Suite 240K would cover it.',
  payment_declined: 'The card was declined.',
  tool_not_in_plan: 'AI Starter 7.5K does not include this tool.',
  origin_not_allowed: 'Pages of https://elsewhere.example may not ask.',
  quote_not_found: 'There is no such quote.',
  method_not_allowed: 'There is no DELETE here.',
  price_changed: 'Now, rate card 2026-04300 credits3 images × 100 = 300 credits',
  quote_expired: 'Due now$60.00$59.95',
  request_too_large: 'A body may have 65536 bytes.',
  idempotency_key_reused: 'This Idempotency-Key has charged another request.',
  invalid_request: 'prompt: ',
  upgrade_not_allowed: 'AI Starter 16.5K is not an upgrade from AI Suite Starter 40K.',
  too_many_requests: 'trouble right now (Too many requests). Try again in 1 sec.',
  internal_error: 'trouble right now (The billing API failed). Try again in a moment.',
  unavailable: 'trouble right now (The billing API is not there for now). Try again in 1 sec.',
};

/** Of these a customer is not told that nothing was charged, since nobody knows. */
const OPEN = ['internal_error', 'unavailable'];

/** Presses once for each problem that the operation documents, and expects its sentence and whether anything was charged. */
async function expectEachProblem(
  page: Page,
  server: ExampleServer,
  id: string,
  {
    press,
    whenOpen,
    whenRefused = 'Nothing was charged',
  }: { press: () => Promise<void>; whenOpen: string; whenRefused?: string },
) {
  const codes = [...answersOf(operationOf(id)).keys()].filter((code) => code !== 'success');
  expect(codes.length).toBeGreaterThan(8);
  for (const code of codes) {
    server.problems[id] = code;
    await press();
    const told = page
      .getByRole('alert')
      .filter({ hasText: SENTENCES[code] ?? `a sentence for ${code}` })
      .filter({ hasText: OPEN.includes(code) ? whenOpen : whenRefused });
    await expect(async () => {
      // Past the pauses between the attempts.
      await page.clock.runFor(2000);
      await expect(told).toBeVisible({ timeout: 200 });
    }, `${id}: ${code}`).toPass({ timeout: 15_000, intervals: [20] });
  }
}

test('Each documented problem of a generation says what happened, and whether anything was charged @customer', async ({
  page,
  billingApi,
}) => {
  await page.clock.install();
  const server = await serveExamples(page, billingApi);
  await prepareImages(page);
  await expectEachProblem(page, server, 'postGeneration', {
    press: () => page.getByRole('button', { name: /^Generate, \d+ credits$/ }).click(),
    whenOpen: 'It is not known yet whether this was charged',
  });
});

test('Each documented problem of a quote and of its payment does @customer', async ({ page, billingApi }) => {
  await page.clock.install();
  const server = await serveExamples(page, billingApi);
  const dialog = await openUpgrade(page);
  await dialog.getByRole('button', { name: 'Confirm and pay $60.00' }).waitFor();
  await expectEachProblem(page, server, 'postUpgrade', {
    press: () => dialog.getByRole('button', { name: /^Confirm and pay / }).click(),
    whenOpen: 'It is not known yet whether this was paid',
  });

  server.problems.postUpgradeQuote = 'internal_error';
  await openUpgrade(page);
  await expectEachProblem(page, server, 'postUpgradeQuote', {
    press: () => dialog.getByRole('button', { name: 'Try again' }).click(),
    whenOpen: 'There is no price for this upgrade. Nothing was charged for asking',
    whenRefused: 'There is no price for this upgrade. Nothing was charged for asking',
  });
});
