import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as v from 'valibot';
import { expect, onTestFinished, test } from 'vitest';
import { speech } from '../mocks/testing/build-world.ts';
import {
  BalanceSchema,
  type GenerationEntry,
  GenerationReplySchema,
  LedgerPageSchema,
} from '../src/api/schemas.ts';
import { runApi } from './testing/run-api.ts';

const FLAGS = ['--scenario', 'used-1000', '--at', '2026-04-21T09:00:00Z', '--data'];
const CHARGES_A_ROUND = 12;

interface Attempt {
  key: string;
  credits: number;
}

/** The entry of an accepted charge; null when the server ended before it answered. */
async function charge(url: string, { key, credits }: Attempt): Promise<GenerationEntry | null> {
  try {
    const reply = await fetch(`${url}/v1/generations`, {
      method: 'POST',
      headers: { 'Idempotency-Key': key },
      body: JSON.stringify(speech(credits)),
    });
    expect(reply.status).toBe(201);
    return v.parse(GenerationReplySchema, await reply.json()).entry;
  } catch (error) {
    // What undici throws for a connection that broke before or within the reply.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Every charge for a generation that the ledger holds, newest first. */
async function ledgerOf(url: string): Promise<GenerationEntry[]> {
  const entries: GenerationEntry[] = [];
  let path: string | null = '/v1/ledger?kind=generation&limit=200';
  while (path !== null) {
    const reply: Response = await fetch(`${url}${path}`);
    const page = v.parse(LedgerPageSchema, await reply.json());
    entries.push(...page.entries.filter((entry) => entry.kind === 'generation'));
    path = page.nextCursor && `/v1/ledger?kind=generation&limit=200&cursor=${page.nextCursor}`;
  }
  return entries;
}

async function usedOf(url: string): Promise<number> {
  return v.parse(BalanceSchema, await (await fetch(`${url}/v1/balance`)).json()).used;
}

/**
 * Kills the server with signal 9 while twelve charges are under way, so many times, and each time sends those that
 * got no answer again under their keys.
 */
async function killedInTheMiddle(kills: number): Promise<{ unanswered: number; madeUnanswered: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'billing-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const flags = [...FLAGS, join(folder, 'billing.db')];
  const accepted = new Map<string, GenerationEntry>();
  let unanswered = 0;
  let madeUnanswered = 0;

  let api = await runApi(...flags);
  const already = (await ledgerOf(api.url)).length;
  for (let round = 0; round < kills; round += 1) {
    const attempts = Array.from({ length: CHARGES_A_ROUND }, (_, index) => ({
      key: `round-${round}-charge-${index}`,
      credits: 1 + (index % 3),
    }));
    const before = accepted.size;
    const replies = attempts.map(async (attempt) => ({ attempt, entry: await charge(api.url, attempt) }));
    await setTimeout(randomInt(60));
    await api.stop('SIGKILL');
    const answered = await Promise.all(replies);

    api = await runApi(...flags);
    const made = (await ledgerOf(api.url)).length - already - before;
    const told = answered.filter(({ entry }) => entry !== null).length;
    expect(made).toBeGreaterThanOrEqual(told);
    unanswered += CHARGES_A_ROUND - told;
    madeUnanswered += made - told;
    for (const { attempt, entry } of answered) {
      const again = await charge(api.url, attempt);
      if (again === null) throw new Error(`${attempt.key} got no answer from a server that nobody killed.`);
      if (entry !== null) expect(again).toEqual(entry);
      accepted.set(attempt.key, again);
    }
  }

  const ledger = (await ledgerOf(api.url)).slice(0, kills * CHARGES_A_ROUND);
  expect(accepted.size).toBe(kills * CHARGES_A_ROUND);
  expect(ledger.map(({ id }) => id).toSorted()).toEqual(
    [...accepted.values()].map(({ id }) => id).toSorted(),
  );
  const credits = ledger.reduce((sum, entry) => sum + entry.credits, 0);
  expect(credits).toBe(kills * CHARGES_A_ROUND * 2);
  expect(await usedOf(api.url)).toBe(1000 + credits);
  expect(await api.stop()).toBe(0);
  return { unanswered, madeUnanswered };
}

test('Killed three times in the middle of twelve charges, the server has each of 36 once, 72 credits in all', async () => {
  await killedInTheMiddle(3);
});

test.runIf(process.env.TEST_FULL)(
  'Killed a hundred times, some charges made but never answered, it has each of 1,200 once: 2,400 credits',
  { timeout: 600_000 },
  async () => {
    const { unanswered, madeUnanswered } = await killedInTheMiddle(100);
    expect(unanswered).toBeGreaterThan(0);
    expect(madeUnanswered).toBeGreaterThan(0);
  },
);
