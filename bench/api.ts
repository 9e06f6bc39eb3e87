import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { type RunningApi, runApi } from '../server/testing/run-api.ts';
import type { LedgerPage } from '../src/api/schemas.ts';

/**
 * How many requests a second the billing API answers over loopback, and how long the slowest hundredth waits; then
 * whether any credit was lost or made while many spent at once.
 */

const SECONDS = Number(process.argv[2] ?? 10);
const CONNECTIONS = 10;
const CREDITS = 39;
const FLAGS = ['--scenario', 'used-1000', '--at', '2026-04-21T09:00:00Z'];

interface Row {
  store: string;
  what: string;
  'requests/s': number;
  'p50 ms': number;
  'p99 ms': number;
}

const spending = JSON.stringify({
  request: { tool: 'text-to-speech', model: 'Cartesia', characters: CREDITS * 10 },
  credits: CREDITS,
  rateCardVersion: '2026-01',
});

const folder = mkdtempSync(join(tmpdir(), 'bench-api-'));
const rows: Row[] = [];
for (const [store, flags] of [
  ['memory', []],
  ['SQLite', ['--data', join(folder, 'billing.db')]],
] as const) {
  const api = await runApi(...FLAGS, ...flags);
  await read(api, store, 'balance', '/v1/balance');
  await spend(api, store);
  await read(api, store, 'ledger, 50 of 1,005 entries', '/v1/ledger?limit=50');
  await api.stop();
}
rmSync(folder, { recursive: true });
console.log(
  `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim()}; ${CONNECTIONS} connections.`,
);
console.table(rows);

async function read({ url }: RunningApi, store: string, what: string, path: string): Promise<void> {
  const result = await autocannon({ url: `${url}${path}`, connections: CONNECTIONS, duration: SECONDS });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${what}: not every request was answered.`);
  report(store, what, result.requests.average, result);
}

/**
 * All connections spend as one customer, each request under its own key, more than there is: 39,000 credits pay for
 * 1,000 charges of 39, and the last of 1,100 are refused.
 */
async function spend({ url }: RunningApi, store: string): Promise<void> {
  const before = await balanceOf(url);
  const statuses = new Map<number, number>();
  const beganMs = performance.now();
  let answeredMs = beganMs;
  const result = await autocannon({
    url: `${url}/v1/generations`,
    connections: CONNECTIONS,
    amount: 1100,
    requests: [
      {
        method: 'POST',
        body: spending,
        setupRequest: (request) => ({ ...request, headers: { 'Idempotency-Key': randomUUID() } }),
        onResponse: (status) => {
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          answeredMs = performance.now();
        },
      },
    ],
  });
  const accepted = statuses.get(201) ?? 0;
  const refused = statuses.get(402) ?? 0;
  // All are answered within seconds, which autocannon’s samples of a second are too coarse for.
  const perSecond = ((accepted + refused) * 1000) / (answeredMs - beganMs);
  report(store, `generation, ${accepted} accepted, ${refused} refused`, perSecond, result);
  const after = await balanceOf(url);
  const spent = after.used - before.used;
  const booked = await bookedOf(url);
  const balanced = spent === accepted * CREDITS && after.remaining === 0 && booked === after.used;
  if (!balanced || accepted !== 1000 || refused !== 100) {
    const found = JSON.stringify({ before, after, booked, accepted, refused });
    throw new Error(`Credits were lost or made: ${found}`);
  }
  console.log(
    `${store}: ${accepted} charges of ${CREDITS} used ${spent} credits, 0 are left, and the ledger sums to the same.`,
  );
}

/** Credits of all ledger entries, each counted once. */
async function bookedOf(url: string): Promise<number> {
  const credits = new Map<string, number>();
  let cursor: string | null = null;
  do {
    const asked: string = cursor === null ? '' : `&cursor=${cursor}`;
    const page: LedgerPage = await (await fetch(`${url}/v1/ledger?limit=200${asked}`)).json();
    for (const entry of page.entries) credits.set(entry.id, entry.credits);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return [...credits.values()].reduce((sum, each) => sum + each, 0);
}

async function balanceOf(url: string): Promise<{ used: number; remaining: number }> {
  return (await fetch(`${url}/v1/balance`)).json();
}

function report(store: string, what: string, perSecond: number, { latency }: autocannon.Result): void {
  rows.push({
    store,
    what,
    'requests/s': Math.round(perSecond),
    'p50 ms': latency.p50,
    'p99 ms': latency.p99,
  });
}
