import { type DBSchema, openDB } from 'idb';
import type { BillingEvent } from '../billing/state.ts';
import type { Store, StoredWorld } from './store.ts';

interface Schema extends DBSchema {
  world: { key: 'world'; value: StoredWorld };
  events: { key: number; value: BillingEvent };
}

/** A store that survives reloads and is shared by all tabs of this origin that open the same name. */
export function openIndexedDbStore(name: string): Store {
  const database = openDB<Schema>(name, 1, {
    upgrade(db) {
      db.createObjectStore('world');
      db.createObjectStore('events', { keyPath: 'sequence' });
    },
  });
  return {
    async transact(after, command) {
      const db = await database;
      const transaction = db.transaction(['world', 'events'], 'readwrite');
      const worlds = transaction.objectStore('world');
      const events = transaction.objectStore('events');
      const world = (await worlds.get('world')) ?? null;
      const later = await events.getAll(IDBKeyRange.lowerBound(after(world), true));
      const change = command(world, later);
      const writes: Promise<unknown>[] = [];
      if (change.discardAfter !== undefined) {
        writes.push(events.delete(IDBKeyRange.lowerBound(change.discardAfter, true)));
      }
      for (const event of change.append ?? []) writes.push(events.add(event));
      if (change.world) writes.push(worlds.put(change.world, 'world'));
      await Promise.all([...writes, transaction.done]);
      return change.result;
    },
  };
}
