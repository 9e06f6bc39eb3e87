import type { RequestRecord } from '../../src/api/schemas/support.ts';
import type { Instant } from '../../src/units/instants.ts';
import type { BillingEvent } from '../billing/state.ts';

/** What is kept of one embedded billing API besides its events. */
export interface StoredWorld {
  openedAt: Instant;
  clock: Clock;
  /** Raised whenever events are discarded: a tab that kept another epoch's state must fold anew. */
  epoch: number;
  /** How often each fault rule has matched so far. */
  faultCounts: Record<string, number>;
  /** How many of the scenario's own events are in force; all of them until some are discarded. */
  scenarioEvents?: number;
  /** The scenario's history is in force up to here; all of it until some is discarded. */
  historyUntil?: Instant;
  /** The clock was put before events that nobody has agreed to lose: a command there is refused. */
  laterEventsGuarded?: boolean;
  /** The last requests that could charge or quote, oldest first. */
  requests?: readonly RequestRecord[];
}

/**
 * Standing still, or running so many milliseconds ahead of the machine's clock. `notBefore` is where it was set
 * running, or the last event since: wherever the machine's clock is put, it never falls behind that.
 */
export type Clock = { frozenAt: Instant } | { aheadMs: number; notBefore?: Instant };

export interface Change<T> {
  result: T;
  world?: StoredWorld;
  append?: readonly BillingEvent[];
  /** Drop the events with a greater sequence than this, before appending. */
  discardAfter?: number;
}

/** Where the clock and the event log live: IndexedDB in a browser, memory in Node. */
export interface Store {
  /**
   * Runs `command` alone on what is stored, and stores the change it returns before the promise resolves: of two
   * tabs the second sees what the first did. `after` says, given what is kept, which events are known already: only
   * those with a greater sequence are handed over. The command is synchronous, since waiting for anything else would
   * commit an IndexedDB transaction early; if it throws, nothing is stored.
   */
  transact<T>(
    after: (world: StoredWorld | null) => number,
    command: (world: StoredWorld | null, later: readonly BillingEvent[]) => Change<T>,
  ): Promise<T>;
}
