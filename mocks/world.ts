import { type Instant, instantAt } from '../src/units/instants.ts';
import type { Catalogue } from './billing/catalogue.ts';
import type { EntryColumns } from './billing/entry-columns.ts';
import { advanceTo, applyEvent, startBilling } from './billing/ledger.ts';
import type { BillingEvent, BillingState, NewEvent } from './billing/state.ts';
import type { UpgradeTerms } from './billing/upgrade.ts';
import { loadHistory } from './scenarios/load-history.ts';
import { type OpenedScenario, openScenario, type Scenario, termsOf } from './scenarios/scenario.ts';
import type { Clock, Store, StoredWorld } from './store/store.ts';

/** One customer's billing under one clock, at one instant, for one command. */
export interface Session {
  now: Instant;
  frozen: boolean;
  /** As of `now`. Only `append` changes it. */
  state: BillingState;
  catalogue: Catalogue;
  terms: UpgradeTerms;
  /** Records what was accepted; it is in `state` at once and stored when the command returns. */
  append(event: NewEvent): void;
  /** How often each fault rule has matched so far; the command may count on. */
  faultCounts: Record<string, number>;
}

export interface World {
  /** Runs one synchronous command in one transaction: what it appends is stored, or nothing is if it throws. */
  transact<T>(command: (session: Session) => T): Promise<T>;
  /** Forgets all that happened since the scenario was opened, and opens it again. */
  startOver(): Promise<void>;
}

export interface WorldOptions {
  scenario: Scenario;
  catalogue: Catalogue;
  store: Store;
  /** Freezes the clock there. */
  at?: Instant | undefined;
  /** The machine's clock in milliseconds since 1970. */
  wallClock: () => number;
}

/** What this tab has folded so far; worth nothing under another epoch or for an earlier instant. */
interface Kept {
  epoch: number;
  opened: OpenedScenario;
  stored: BillingEvent[];
  state: BillingState;
}

/**
 * The embedded billing API's memory: `state = fold(scenario, events)` under a clock, kept at its last event and never
 * folded anew for a request, unless another tab discarded events or the clock went back.
 */
export function createWorld({ scenario, catalogue, store, at, wallClock }: WorldOptions): World {
  let kept: Kept | null = null;
  let loading: Promise<EntryColumns | undefined> | null = null;

  return { transact, startOver };

  async function transact<T>(command: (session: Session) => T): Promise<T> {
    loading ??= loadHistory(scenario, catalogue);
    const history = await loading;
    try {
      return await store.transact(lastKept, (world, later) => {
        const current = world ?? firstOpening(0);
        const { state, stored } = catchUp(current, later, history);
        const appended: BillingEvent[] = [];
        const faultCounts = { ...current.faultCounts };
        const result = command({
          now: state.at,
          frozen: 'frozenAt' in current.clock,
          state,
          catalogue,
          terms: termsOf(scenario),
          faultCounts,
          append(event) {
            const recorded = { sequence: state.sequence + 1, at: state.at, ...event };
            applyEvent(state, recorded);
            appended.push(recorded);
          },
        });
        stored.push(...appended);
        const counted = Object.keys(faultCounts).some(
          (rule) => faultCounts[rule] !== current.faultCounts[rule],
        );
        return {
          result,
          append: appended,
          ...((world === null || counted) && { world: { ...current, faultCounts } }),
        };
      });
    } catch (error) {
      // What was kept may hold events that were never stored.
      kept = null;
      throw error;
    }
  }

  function lastKept(world: StoredWorld | null): number {
    return kept !== null && kept.epoch === world?.epoch ? (kept.stored.at(-1)?.sequence ?? 0) : 0;
  }

  async function startOver(): Promise<void> {
    await store.transact(
      () => 0,
      (world) => ({ result: undefined, discard: true, world: firstOpening((world?.epoch ?? 0) + 1) }),
    );
  }

  function firstOpening(epoch: number): StoredWorld {
    const wall = wallClock();
    const openedAt = scenario.opensAt === 'now' ? (at ?? instantAt(wall)) : scenario.opensAt;
    const clock: Clock = at === undefined ? { aheadMs: Date.parse(openedAt) - wall } : { frozenAt: at };
    return { openedAt, clock, epoch, faultCounts: {} };
  }

  /** Brings what this tab kept up to the stored events and the clock. */
  function catchUp(
    world: StoredWorld,
    later: readonly BillingEvent[],
    history: EntryColumns | undefined,
  ): Kept {
    if (kept === null || kept.epoch !== world.epoch) {
      const opened = openScenario(scenario, world.openedAt, catalogue, history);
      kept = { epoch: world.epoch, opened, stored: [], state: startBilling(opened.start) };
      foldAnew(kept, later, nowOf(world, opened, later.at(-1)));
    } else {
      const now = nowOf(world, kept.opened, later.at(-1) ?? kept.stored.at(-1));
      const first = later[0];
      if (now < kept.state.at || (first && first.at < kept.state.at)) {
        foldAnew(kept, [...kept.stored, ...later], now);
      } else {
        for (const event of later) applyEvent(kept.state, event);
        kept.stored.push(...later);
        advanceTo(kept.state, now);
      }
    }
    return kept;
  }

  function foldAnew(target: Kept, stored: readonly BillingEvent[], now: Instant): void {
    const { start, events, sequence } = target.opened;
    target.stored = [...stored];
    target.state = startBilling(start, now);
    for (const event of [...events, ...stored]) {
      if (event.at <= now) applyEvent(target.state, event);
    }
    target.state.sequence = stored.at(-1)?.sequence ?? sequence;
    advanceTo(target.state, now);
  }

  /**
   * Where the clock stands: never before the subscription began and, while it runs, never before the opening or the
   * last thing that happened, wherever the machine's clock is set to.
   */
  function nowOf(
    { clock, openedAt }: StoredWorld,
    { start }: OpenedScenario,
    last: BillingEvent | undefined,
  ): Instant {
    if ('frozenAt' in clock) return latest([clock.frozenAt, start.anchor]);
    const running = instantAt(wallClock() + clock.aheadMs);
    return latest([running, start.anchor, openedAt, ...(last ? [last.at] : [])]);
  }
}

function latest(instants: [Instant, ...Instant[]]): Instant {
  return instants.toSorted().at(-1) ?? instants[0];
}
