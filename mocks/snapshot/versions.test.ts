import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compareDispute } from '../support/dispute.ts';
import { compareReplies } from './compare-replies.ts';
import { readSnapshot } from './read-snapshot.ts';

const folder = new URL('./fixtures/', import.meta.url);

/** One file of every version of every kind that ever shipped, kept as it was written then. */
test.each(readdirSync(folder))(
  '%s still opens, and answers what it answered when it was saved',
  async (name) => {
    const read = await readSnapshot(readFileSync(new URL(name, folder), 'utf8'));
    if (!read.ok) throw new Error(read.reason);
    if (read.snapshot.kind === 'capture') {
      expect(read.snapshot.capture.replies.length).toBeGreaterThan(0);
      return;
    }
    const { replay, dispute } = read.snapshot;
    expect((await compareReplies(replay)).difference).toBeNull();
    if (name.startsWith('dispute')) expect(dispute && (await compareDispute(replay, dispute))).toBeNull();
  },
);

test('Every kind keeps a file of version 1', () => {
  expect(readdirSync(folder)).toEqual(
    expect.arrayContaining(['capture-v1.json', 'dispute-v1.json', 'replay-v1.json']),
  );
});
