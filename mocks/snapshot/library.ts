import { type DBSchema, openDB } from 'idb';
import type { KeptSnapshot } from '../../src/api/schemas/support.ts';

interface Schema extends DBSchema {
  /** The text is a Blob, which is not read where snapshots are only listed. */
  snapshots: { key: string; value: KeptSnapshot & { text: Blob } };
}

/** The imported files of this browser. They are read anew, with all suspicion, each time one is opened. */
function openLibrary() {
  return openDB<Schema>('snapshots', 1, {
    upgrade: (db) => {
      db.createObjectStore('snapshots', { keyPath: 'id' });
    },
  });
}

/** Names a file by its content: the same file is the same link. */
export async function snapshotId(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest, 0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function keepSnapshot(kept: KeptSnapshot, text: string): Promise<void> {
  await (await openLibrary()).put('snapshots', { ...kept, text: new Blob([text]) });
}

/** The file's text; a RangeError says that this browser does not have it. */
export async function loadSnapshot(id: string): Promise<string> {
  const kept = await (await openLibrary()).get('snapshots', id);
  if (!kept) {
    throw new RangeError(
      'This browser does not hold the snapshot of this link. Open the page without it, import the snapshot’s file in Support, and the link works.',
    );
  }
  // Earlier it was kept as a string.
  return new Response(kept.text).text();
}

export async function listSnapshots(): Promise<KeptSnapshot[]> {
  const all = await (await openLibrary()).getAll('snapshots');
  return all.map(({ text: _, ...kept }) => kept);
}

export async function forgetSnapshot(id: string): Promise<void> {
  await (await openLibrary()).delete('snapshots', id);
}
