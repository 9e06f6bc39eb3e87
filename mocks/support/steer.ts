import type { Instant } from '../../src/units/instants.ts';
import type { BillingEvent } from '../billing/state.ts';
import type { OpenedScenario } from '../scenarios/scenario.ts';
import type { Clock, StoredWorld } from '../store/store.ts';
import { type Kept, laterThan, type World } from '../world.ts';

export interface ClockChange {
  /** Where it is now, if left out. Never before the subscription began. */
  at?: Instant;
  running: boolean;
  /** Whether a command there may discard the later events; otherwise it is refused while there are any. */
  discardLater?: boolean;
}

/** A world as it is kept: the same scenario, events and clock make the same replies. */
export interface WorldRecord {
  stored: StoredWorld;
  opened: OpenedScenario;
  /** Those of the scenario in force, then what happened since, in order. */
  events: readonly BillingEvent[];
  /** How many events, and entries of the scenario's history, are later than `now`. */
  later: number;
  now: Instant;
  frozen: boolean;
}

/** All that is known of a world, hidden events included. */
export function look(world: World): Promise<WorldRecord> {
  return world.change((stored, kept) => ({ result: recordOf(stored, kept, kept.state.at) }));
}

/**
 * Puts a world's clock somewhere, forward or back, for all tabs, reads it as milliseconds on the machine's clock where
 * it is to run, and says how it stands. What lies later is hidden, not lost.
 */
export function steer(
  world: World,
  { at, running, discardLater = false }: ClockChange,
): Promise<WorldRecord> {
  return world.change((stored, kept) => {
    const { anchor } = kept.opened.start;
    const asked = at ?? kept.state.at;
    const there = asked < anchor ? anchor : asked;
    const clock: Clock = running
      ? { aheadMs: Date.parse(there) - world.wallClock(), notBefore: there }
      : { frozenAt: there };
    const record = recordOf({ ...stored, clock }, kept, there);
    const moved = { ...record.stored, laterEventsGuarded: record.later > 0 && !discardLater };
    return { result: { ...record, stored: moved }, world: moved };
  });
}

function recordOf(stored: StoredWorld, kept: Kept, now: Instant): WorldRecord {
  const { opened, events } = kept;
  return {
    stored,
    opened,
    events: [...events],
    later: laterThan(kept, now),
    now,
    frozen: 'frozenAt' in stored.clock,
  };
}
