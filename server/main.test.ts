import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runApi } from './testing/run-api.ts';

const USED_1000 = ['--scenario', 'used-1000', '--at', '2026-04-21T09:00:00Z'];

/** Runs it to its end: what it says and its exit code. */
function command(...flags: string[]): Promise<{ code: number; out: string; err: string }> {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...flags], (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'billing-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe('The command line', () => {
  test('--help names every flag and exits with 0', async () => {
    const { code, out } = await command('--help');
    expect(code).toBe(0);
    for (const flag of ['--port', '--scenario', '--at', '--seed', '--faults', '--data']) {
      expect(out).toContain(flag);
    }
  });

  test.each([
    [['--prot', '1'], "Unknown option '--prot'"],
    [['--port', '99999'], '--port is a whole number from 0 to 65535, not “99999”.'],
    [['--scenario', 'nothing-like-it'], 'There is no scenario “nothing-like-it”. There are: anchor-31,'],
    [['--faults', 'boom'], '“boom” is no fault rule.'],
    [['--data', ''], '--data names a file.'],
    [['4174'], "Unexpected argument '4174'"],
  ])('%j is refused in a sentence, with exit code 1', async (flags, sentence) => {
    const { code, err } = await command(...flags);
    expect(code).toBe(1);
    expect(err).toContain(sentence);
    expect(err).not.toContain('    at ');
  });

  test('A port that is taken is named', async () => {
    const first = await runApi();
    onTestFinished(() => void first.stop());
    const port = new URL(first.url).port;
    const { code, err } = await command('--port', port);
    expect(code).toBe(1);
    expect(err).toContain(`Port ${port} is taken.`);
  });

  test('A file that is no SQLite file is left as it is', async () => {
    const file = join(temporaryFolder(), 'letter.txt');
    writeFileSync(file, 'Dear Ada');
    const { code, err } = await command('--data', file);
    expect(code).toBe(1);
    expect(err).toContain(`--data ${file} cannot be opened as a SQLite file: file is not a database.`);
  });
});

describe('Stopping', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s lets a request in flight finish, takes no new one, and exits with 0',
    async (signal) => {
      const api = await runApi(...USED_1000, '--faults', 'GET /v1/balance:latency=600');
      const slow = fetch(`${api.url}/v1/balance`);
      // Answered after the slow one was taken.
      await fetch(`${api.url}/v1/account`);
      const ended = api.stop(signal);
      const reply = await slow;
      expect(reply.status).toBe(200);
      expect(await reply.json()).toMatchObject({ remaining: 39_000 });
      expect(await ended).toBe(0);
      await expect(fetch(`${api.url}/v1/account`)).rejects.toThrow();
    },
  );

  test('What was charged is still there after a restart on the same file', async () => {
    const file = join(temporaryFolder(), 'billing.db');
    const body = JSON.stringify({
      request: { tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 1 },
      credits: 80,
      rateCardVersion: '2026-01',
    });
    const first = await runApi(...USED_1000, '--data', file);
    const headers = { 'Idempotency-Key': 'lighthouse' };
    const charged = await fetch(`${first.url}/v1/generations`, { method: 'POST', body, headers });
    expect(charged.status).toBe(201);
    expect(await first.stop()).toBe(0);

    const second = await runApi(...USED_1000, '--data', file);
    onTestFinished(() => void second.stop());
    const balance = await fetch(`${second.url}/v1/balance`);
    expect(await balance.json()).toMatchObject({ remaining: 38_920 });
    const again = await fetch(`${second.url}/v1/generations`, { method: 'POST', body, headers });
    expect(await again.text()).toBe(await charged.text());
  });
});
