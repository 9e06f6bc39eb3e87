import { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import type { BillingEvent } from '../mocks/billing/state.ts';
import type { Store, StoredWorld } from '../mocks/store/store.ts';

/** One SQLite file with any number of stores in it. */
export interface SqliteFile {
  store(name: string): Store;
  close(): void;
}

/** How long a process waits for another one's transaction. */
const BUSY_MS = 10_000;

const WorldRow = v.optional(v.object({ value: v.string() }));
const EventRows = v.array(v.object({ value: v.string() }));

/**
 * Opens or creates the file. What a transaction has stored survives the end of the process and of the machine, and
 * several processes may share the file: each command runs alone in it.
 */
export function openSqliteFile(path: string): SqliteFile {
  const database = new DatabaseSync(path, { timeout: BUSY_MS });
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS worlds (store TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS events (
      store TEXT NOT NULL, sequence INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (store, sequence)
    ) STRICT, WITHOUT ROWID;
  `);
  const world = database.prepare('SELECT value FROM worlds WHERE store = ?');
  const laterEvents = database.prepare(
    'SELECT value FROM events WHERE store = ? AND sequence > ? ORDER BY sequence',
  );
  const discard = database.prepare('DELETE FROM events WHERE store = ? AND sequence > ?');
  const append = database.prepare('INSERT INTO events VALUES (?, ?, ?)');
  const putWorld = database.prepare('INSERT OR REPLACE INTO worlds VALUES (?, ?)');

  return {
    close: () => database.close(),
    store: (name) => ({
      async transact(after, command) {
        // Write-locked from the start: what is read here is still so when the change is written.
        database.exec('BEGIN IMMEDIATE');
        try {
          const row = v.parse(WorldRow, world.get(name));
          const stored: StoredWorld | null = row ? JSON.parse(row.value) : null;
          const later = v
            .parse(EventRows, laterEvents.all(name, after(stored)))
            .map(({ value }): BillingEvent => JSON.parse(value));
          const change = command(stored, later);
          if (change.discardAfter !== undefined) discard.run(name, change.discardAfter);
          for (const event of change.append ?? []) append.run(name, event.sequence, JSON.stringify(event));
          if (change.world) putWorld.run(name, JSON.stringify(change.world));
          database.exec('COMMIT');
          return change.result;
        } catch (error) {
          if (database.isTransaction) database.exec('ROLLBACK');
          throw error;
        }
      },
    }),
  };
}
