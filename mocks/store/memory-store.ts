import type { BillingEvent } from '../billing/state.ts';
import type { Store, StoredWorld } from './store.ts';

/** A store that lasts as long as the process. */
export function createMemoryStore(): Store {
  let world: StoredWorld | null = null;
  let events: BillingEvent[] = [];
  return {
    async transact(after, command) {
      const known = after(world);
      // Backwards, since nearly always none or the last few are news.
      const newest = events.findLastIndex(({ sequence }) => sequence <= known);
      const change = command(world, events.slice(newest + 1));
      const { discardAfter } = change;
      if (discardAfter !== undefined) events = events.filter(({ sequence }) => sequence <= discardAfter);
      for (const event of change.append ?? []) events.push(event);
      world = change.world ?? world;
      return change.result;
    },
  };
}
