import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { defineConfig, devices } from '@playwright/test';
import type { Options } from './e2e/fixtures.ts';
import { browserArguments, findBrowser } from './scripts/browser.ts';

// Chosen once, by the process that starts the servers; the workers read this file again and find them in their environment.
process.env.E2E_PORT ??= String(await freePort());
process.env.E2E_CUSTOMER_PORT ??= String(await freePort());
process.env.E2E_API_PORT ??= String(await freePort());
// Printed by the chaos test, which repeats itself when it is given again.
process.env.CHAOS_SEED ??= String(randomInt(1_000_000));
const embedded = `http://127.0.0.1:${process.env.E2E_PORT}`;
const customer = `http://127.0.0.1:${process.env.E2E_CUSTOMER_PORT}`;
const billingApi = `http://127.0.0.1:${process.env.E2E_API_PORT}`;

const full = Boolean(process.env.TEST_FULL);
const CUSTOMER_BUILD = 'dist-e2e';

export default defineConfig<Options>({
  testDir: 'e2e',
  fullyParallel: true,
  // A machine of two cores keeps up with two; the fault table mostly waits, and leaves room for more.
  workers: full ? 4 : 2,
  // Two tabs, a browser and three servers share two cores: what fails is run once more, and the summary says so. A
  // charge made twice once is a charge made twice: the tests of money are not run again.
  retries: 1,
  globalTimeout: full ? 0 : 30 * 60_000,
  // Generous, since a busy machine is no fault of the product; what is quick ends at once all the same.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'line',
  use: {
    ...devices['Desktop Chrome'],
    // Playwright's video needs a download of its own.
    video: 'off',
    // A trace of every test costs a quarter of the time: `npx playwright test --trace on` takes one where it is needed.
    trace: 'off',
    launchOptions: { executablePath: findBrowser() ?? undefined, args: browserArguments() },
  },
  /*
   * The same promises to customers, kept by the build with an API of its own and by the build in front of a real
   * server. By tag: @full takes minutes, `npm run test:full` runs it; @sample runs in front of the real server in
   * `npm test` too, which has no time for all; @embedded and @customer need the one build or the other.
   */
  projects: [
    {
      name: 'embedded',
      use: { baseURL: embedded },
      grepInvert: full ? /@customer\b/ : /@customer\b|@full\b/,
    },
    {
      name: 'real-server',
      use: { baseURL: customer, billingApi },
      grep: full ? /./ : /@sample\b|@customer\b/,
      grepInvert: full ? /@embedded\b/ : /@embedded\b|@full\b/,
    },
  ],
  webServer: [
    { command: `vite preview --port ${process.env.E2E_PORT}`, url: embedded, reuseExistingServer: false },
    {
      command: `node server/main.ts --port ${process.env.E2E_API_PORT}`,
      url: `${billingApi}/v1/balance`,
      reuseExistingServer: false,
    },
    {
      command: [
        `vite build --outDir ${CUSTOMER_BUILD} --logLevel warn`,
        `vite preview --outDir ${CUSTOMER_BUILD} --port ${process.env.E2E_CUSTOMER_PORT}`,
      ].join(' && '),
      env: { VITE_BILLING_API_URL: billingApi },
      url: customer,
      reuseExistingServer: false,
      timeout: 180_000,
    },
  ],
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
