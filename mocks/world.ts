import type { RequestRecord } from '../src/api/schemas/support.ts';
import { type Instant, instantAt } from '../src/units/instants.ts';
import type { Catalogue } from './billing/catalogue.ts';
import type { EntryColumns } from './billing/entry-columns.ts';
import { secondsOf } from './billing/instant.ts';
import { advanceTo, applyEvent, startBilling } from './billing/ledger.ts';
import type { BillingEvent, BillingState, NewEvent } from './billing/state.ts';
import type { UpgradeTerms } from './billing/upgrade.ts';
import { loadHistory } from './scenarios/load-history.ts';
import { type OpenedScenario, openScenario, type Scenario, termsOf } from './scenarios/scenario.ts';
import type { Change, Clock, Store, StoredWorld } from './store/store.ts';

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
  /** Keeps what a request asked and was answered, with those before it. */
  record(request: RequestRecord): void;
}

export interface World {
  /** Runs one synchronous command in one transaction: what it appends is stored, or nothing is if it throws. */
  transact<T>(command: (session: Session) => T): Promise<T>;
  /** Forgets all that happened since the scenario was opened, and opens it again. */
  startOver(): Promise<void>;
  /** Runs a command on the world as it is kept, events that are hidden included; support looks and steers with it. */
  change<T>(command: (stored: StoredWorld, kept: Kept) => Change<T>): Promise<T>;
  /** The machine's clock in milliseconds since 1970. */
  wallClock: () => number;
}

export interface WorldOptions {
  scenario: Scenario;
  catalogue: Catalogue;
  store: Store;
  /** Freezes the clock there. */
  at?: Instant | undefined;
  /** The machine's clock in milliseconds since 1970. */
  wallClock: () => number;
  /** What the scenario is opened with instead of nothing: a world that was saved. */
  saved?: { stored: StoredWorld; events: readonly BillingEvent[] } | undefined;
}

/** A command in the past would have discarded events, and nobody has agreed to that. */
export class LaterEventsHidden extends Error {
  override readonly name = 'LaterEventsHidden';
}

const REQUESTS_KEPT = 100;

/** What this tab has folded so far; worth nothing under another epoch or for an earlier instant. */
export interface Kept {
  epoch: number;
  opened: OpenedScenario;
  /** Those of the scenario in force, then those stored, also the ones later than the clock. */
  events: BillingEvent[];
  /** How many of the events have happened by now; the rest is hidden. */
  applied: number;
  /** The scenario's history has been taken over up to here. */
  historyUntil: Instant;
  state: BillingState;
}

/**
 * The embedded billing API's memory: `state = fold(scenario, events)` under a clock, kept at its last event and never
 * folded anew for a request, unless another tab discarded events or the clock went back.
 */
export function createWorld({ scenario, catalogue, store, at, wallClock, saved }: WorldOptions): World {
  let kept: Kept | null = null;
  let loading: Promise<EntryColumns | undefined> | null = null;

  return { transact, startOver, change, wallClock };

  function transact<T>(command: (session: Session) => T): Promise<T> {
    return change((stored, current) => {
      const { state } = current;
      const known = current.applied;
      const next = { ...stored, faultCounts: { ...stored.faultCounts } };
      const appended: BillingEvent[] = [];
      const requests: RequestRecord[] = [];
      const result = command({
        now: state.at,
        frozen: 'frozenAt' in stored.clock,
        state,
        catalogue,
        terms: termsOf(scenario),
        faultCounts: next.faultCounts,
        append(event) {
          const later = laterThan(current, state.at);
          if (later > 0 && stored.laterEventsGuarded) throw new LaterEventsHidden(`${later} later events`);
          const recorded = { sequence: state.sequence + 1, at: state.at, ...event };
          applyEvent(state, recorded);
          if (later > 0) discardLater(next, current);
          current.events.push(recorded);
          current.applied += 1;
          appended.push(recorded);
          if ('aheadMs' in next.clock) next.clock = { ...next.clock, notBefore: state.at };
        },
        record: (request) => requests.push(request),
      });
      if (requests.length > 0) {
        next.requests = [...(stored.requests ?? []), ...requests].slice(-REQUESTS_KEPT);
      }
      const counted = Object.keys(next.faultCounts).some(
        (rule) => next.faultCounts[rule] !== stored.faultCounts[rule],
      );
      return {
        result,
        append: appended,
        ...((counted || appended.length > 0 || requests.length > 0) && { world: next }),
        ...(next.epoch !== stored.epoch && { discardAfter: current.events[known - 1]?.sequence ?? 0 }),
      };
    });
  }

  /** Runs a command on the world as it is now; the first one opens it. */
  async function change<T>(command: (stored: StoredWorld, current: Kept) => Change<T>): Promise<T> {
    loading ??= loadHistory(scenario, catalogue);
    const history = await loading;
    try {
      return await store.transact(lastKept, (stored, later) => {
        if (stored !== null) return command(stored, catchUp(stored, later, history));
        const opening = firstOpening(0);
        const changed = command(opening.world, catchUp(opening.world, opening.append, history));
        const remains = opening.append.filter(
          ({ sequence }) => sequence <= (changed.discardAfter ?? sequence),
        );
        return { world: opening.world, ...changed, append: [...remains, ...(changed.append ?? [])] };
      });
    } catch (error) {
      // What was kept may hold events that were never stored.
      kept = null;
      throw error;
    }
  }

  function lastKept(world: StoredWorld | null): number {
    return kept !== null && kept.epoch === world?.epoch ? (kept.events.at(-1)?.sequence ?? 0) : 0;
  }

  async function startOver(): Promise<void> {
    await store.transact(
      () => 0,
      (world) => ({ result: undefined, discardAfter: 0, ...firstOpening((world?.epoch ?? -1) + 1) }),
    );
  }

  function firstOpening(epochs: number): { world: StoredWorld; append: readonly BillingEvent[] } {
    if (saved) {
      const { stored, events } = saved;
      const clock = at === undefined ? stored.clock : { frozenAt: at };
      return { world: { ...stored, clock, epoch: stored.epoch + epochs }, append: events };
    }
    const wall = wallClock();
    const openedAt = scenario.opensAt === 'now' ? (at ?? instantAt(wall)) : scenario.opensAt;
    const clock: Clock = at === undefined ? { aheadMs: Date.parse(openedAt) - wall } : { frozenAt: at };
    return { world: { openedAt, clock, epoch: epochs, faultCounts: {} }, append: [] };
  }

  /** Brings what this tab kept up to the stored events and the clock. */
  function catchUp(
    world: StoredWorld,
    later: readonly BillingEvent[],
    history: EntryColumns | undefined,
  ): Kept {
    if (kept === null || kept.epoch !== world.epoch) {
      const { openedAt, historyUntil } = world;
      const inForce = historyUntil === undefined ? history : history?.until(historyUntil);
      const opened = openScenario(scenario, openedAt, catalogue, inForce);
      const events = opened.events.slice(0, world.scenarioEvents);
      kept = { epoch: world.epoch, opened, events, ...startedAt(opened, opened.start.anchor) };
    }
    for (const event of later) kept.events.push(event);
    const { events, opened } = kept;
    const now = nowOf(world, kept);
    const next = events[kept.applied];
    const wentBack = now < kept.state.at || (next && next.at < kept.state.at);
    if (wentBack || (now > kept.historyUntil && historyAfter(opened, kept.historyUntil) > 0)) {
      Object.assign(kept, startedAt(opened, now));
    }
    for (let event = events[kept.applied]; event && event.at <= now; event = events[kept.applied]) {
      applyEvent(kept.state, event);
      kept.applied += 1;
    }
    // Ids are never given twice, not even those of events that are hidden or discarded.
    kept.state.sequence = Math.max(opened.sequence, events.at(-1)?.sequence ?? 0);
    advanceTo(kept.state, now);
    return kept;
  }

  /**
   * Where the clock stands: never before the subscription began and, while it runs, never before it was set running
   * or, if it never was, before the opening and the last thing that happened, wherever the machine's clock is set to.
   */
  function nowOf({ clock, openedAt }: StoredWorld, { opened, events }: Kept): Instant {
    const { anchor } = opened.start;
    if ('frozenAt' in clock) return latest([clock.frozenAt, anchor]);
    const running = instantAt(wallClock() + clock.aheadMs);
    const last = events.at(-1);
    const floor = clock.notBefore ? [clock.notBefore] : [openedAt, ...(last ? [last.at] : [])];
    return latest([running, anchor, ...floor]);
  }
}

/** A state with the scenario's history up to an instant, and none of its events yet. */
function startedAt(
  { start }: OpenedScenario,
  now: Instant,
): Pick<Kept, 'applied' | 'historyUntil' | 'state'> {
  return { applied: 0, historyUntil: now, state: startBilling(start, now) };
}

/** How much has happened that is later than `now`: events, and entries of the scenario's history. */
export function laterThan({ opened, events }: Kept, now: Instant): number {
  return events.filter(({ at }) => at > now).length + historyAfter(opened, now);
}

function historyAfter({ start: { history } }: OpenedScenario, now: Instant): number {
  return history ? history.length - history.at.firstAtLeast(secondsOf(now) + 1) : 0;
}

/** What lies after the clock is gone for good, for every tab. */
function discardLater(world: StoredWorld, kept: Kept): void {
  const { opened, state } = kept;
  kept.events.length = kept.applied;
  world.epoch += 1;
  kept.epoch = world.epoch;
  world.scenarioEvents = Math.min(kept.applied, opened.events.length, world.scenarioEvents ?? kept.applied);
  if (historyAfter(opened, state.at) > 0) {
    world.historyUntil = state.at;
    kept.opened = { ...opened, start: { ...opened.start, history: opened.start.history?.until(state.at) } };
  }
  world.laterEventsGuarded = false;
}

function latest(instants: [Instant, ...Instant[]]): Instant {
  return instants.toSorted().at(-1) ?? instants[0];
}
