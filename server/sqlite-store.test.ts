import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { buildWorld, openTab, speech } from '../mocks/testing/build-world.ts';
import { BalanceSchema } from '../src/api/schemas.ts';
import { openSqliteFile } from './sqlite-store.ts';

const AT = '2026-04-21T09:00:00Z';

function openFile(path = join(mkdtempSync(join(tmpdir(), 'billing-')), 'billing.db')) {
  const file = openSqliteFile(path);
  onTestFinished(() => {
    file.close();
    rmSync(path, { force: true });
  });
  return { ...file, path };
}

describe('A SQLite file', () => {
  test('keeps 80 spent credits for the next process that opens it', async () => {
    const { store, path } = openFile();
    const before = openTab({ at: AT, store: store('ada') });
    expect((await before.generate(speech(80), 'key')).status).toBe(201);
    const after = openTab({ at: AT, store: openFile(path).store('ada') });
    expect(await after.read(BalanceSchema, '/v1/balance')).toMatchObject({ used: 80, remaining: 39_920 });
  });

  test('holds many stores, which know nothing of each other', async () => {
    const { store } = openFile();
    await openTab({ at: AT, store: store('ada') }).generate(speech(80), 'key');
    const other = openTab({ at: AT, store: store('ben') });
    expect(await other.read(BalanceSchema, '/v1/balance')).toMatchObject({ used: 0 });
  });

  test('shared by two processes lets one of them spend the last credits', async () => {
    const { store, path } = openFile();
    const processes = [store, openFile(path).store].map((storeOf) =>
      openTab({ at: AT, store: storeOf('ada') }),
    );
    const replies = await Promise.all(
      processes.map((tab, index) => tab.generate(speech(30_000), `key-${index}`)),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 402]);
    for (const tab of processes) {
      expect(await tab.read(BalanceSchema, '/v1/balance')).toMatchObject({ remaining: 10_000 });
    }
  });

  test('charges a key once, though each of its retries goes to another process', async () => {
    const { store, path } = openFile();
    const first = openTab({ at: AT, store: store('ada') });
    const second = openTab({ at: AT, store: openFile(path).store('ada') });
    const reply = await first.generate(speech(80), 'key');
    expect((await second.generate(speech(80), 'key')).text).toBe(reply.text);
    expect(await first.read(BalanceSchema, '/v1/balance')).toMatchObject({ used: 80 });
  });

  test('keeps nothing of a command that throws, and goes on', async () => {
    const { store } = openFile();
    const world = buildWorld({ at: AT, store: store('ada') });
    const failing = world.transact((session) => {
      session.faultCounts.rule = 1;
      throw new Error('the lights went out');
    });
    await expect(failing).rejects.toThrow('the lights went out');
    expect(await world.transact(({ faultCounts }) => faultCounts)).toEqual({});
  });

  test('forgets the events of a store that starts over, and only of that one', async () => {
    const { store } = openFile();
    const [ada, ben] = ['ada', 'ben'].map((name) => openTab({ at: AT, store: store(name) }));
    await ada?.generate(speech(80), 'key');
    await ben?.generate(speech(80), 'key');
    await ada?.world.startOver();
    expect(await ada?.read(BalanceSchema, '/v1/balance')).toMatchObject({ used: 0 });
    expect(await ben?.read(BalanceSchema, '/v1/balance')).toMatchObject({ used: 80 });
  });
});
