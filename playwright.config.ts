import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { defineConfig, devices } from '@playwright/test';
import { browserArguments, findBrowser } from './scripts/browser.ts';

// Chosen once, by the process that starts the server; the workers read this file again and find it in their environment.
process.env.E2E_PORT ??= String(await freePort());
// Printed by the chaos test, which repeats itself when it is given again.
process.env.CHAOS_SEED ??= String(randomInt(1_000_000));
const baseURL = `http://127.0.0.1:${process.env.E2E_PORT}`;

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  globalTimeout: process.env.TEST_FULL ? 0 : 15 * 60_000,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'line',
  // Tests tagged @full take minutes: `npm run test:full` runs them too.
  grepInvert: process.env.TEST_FULL ? [] : /@full\b/,
  use: {
    ...devices['Desktop Chrome'],
    baseURL,
    // Playwright's video needs a download of its own.
    video: 'off',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: findBrowser() ?? undefined, args: browserArguments() },
  },
  webServer: {
    command: `vite preview --port ${process.env.E2E_PORT}`,
    url: baseURL,
    reuseExistingServer: false,
  },
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
