import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadScenario } from '../mocks/scenarios/catalogue.ts';
import { buildDispute } from '../mocks/support/dispute.ts';
import { buildReplay, reopen } from '../mocks/testing/build-snapshot.ts';
import { openTab } from '../mocks/testing/build-world.ts';
import { replayFile } from './replay.ts';

const folder = mkdtempSync(join(tmpdir(), 'replay-'));
afterAll(() => rmSync(folder, { recursive: true }));

function save(content: unknown): string {
  const file = join(folder, 'snapshot.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

async function used1000() {
  const scenario = await loadScenario('used-1000');
  return buildReplay(openTab({ scenario, at: scenario.opensAt }).world, scenario);
}

test('A replay that answers as it did is a match, and says what was compared', async () => {
  const { code, lines } = await replayFile(save(await used1000()));
  expect(code).toBe(0);
  expect(lines[0]).toBe('match');
  expect(lines[1]).toMatch(
    /^Scenario used-1000 at 2026-04-21T09:00:00Z: 16 replies, \d+ bytes, each the same\.$/,
  );
});

test('A changed figure is named with its endpoint, its place, and both values', async () => {
  const replay = await used1000();
  const balance = replay.replies.find(({ path }) => path === '/v1/balance');
  (balance?.body as { used: number }).used = 1400;
  expect(await replayFile(save(replay))).toEqual({
    code: 1,
    lines: ['difference in GET /v1/balance', 'at /used', 'expected 1400', 'got 1000'],
  });
});

test('Of several differences the first in the file is named: the first reply, and in it the first field', async () => {
  const replay = await used1000();
  const change = (path: string, changes: object) =>
    Object.assign(replay.replies.find((reply) => reply.path === path)?.body as object, changes);
  change('/v1/ledger?limit=5', { nextCursor: '9' });
  change('/v1/balance', { remaining: 38_600, used: 1400 });
  expect(await replayFile(save(replay))).toMatchObject({
    code: 1,
    lines: ['difference in GET /v1/balance', 'at /used', 'expected 1400', 'got 1000'],
  });
  const [first] = replay.replies;
  if (first) first.status = 404;
  expect(await replayFile(save(replay))).toMatchObject({
    lines: ['difference in GET /v1/account', 'at the whole', 'expected "status 404"', 'got "status 200"'],
  });
});

test('A dispute file is replayed with its explanation', async () => {
  const dispute = await buildDispute(await reopen(await used1000()), 'gen-000001');
  if (dispute === null) throw new Error('There is no gen-000001.');
  expect(await replayFile(save(dispute))).toMatchObject({
    code: 0,
    lines: { 2: 'The explanation of gen-000001 is the same.' },
  });
  dispute.explanation.after.remaining -= 200;
  expect(await replayFile(save(dispute))).toMatchObject({ code: 1, lines: { 1: 'at /after/remaining' } });
});

test('A file that cannot be opened is refused with the reason', async () => {
  const replay = await used1000();
  expect(await replayFile(undefined)).toEqual({ code: 2, lines: ['Name the file: npm run replay FILE'] });
  expect(await replayFile(join(folder, 'missing.json'))).toMatchObject({ code: 2 });
  expect((await replayFile(save('{"kind": "replay"'))).lines[0]).toMatch(
    /The file is not JSON, or not all of it\./,
  );
  expect((await replayFile(save({ ...replay, version: 7 }))).lines[0]).toMatch(
    /\/version is 7, of a newer dashboard/,
  );
});
