import type { FactChange, FactName, Facts, Moment } from '../../src/api/schemas/support.ts';
import type { Instant } from '../../src/units/instants.ts';
import type { EntryColumns } from '../billing/entry-columns.ts';
import { entryId } from '../billing/entry-id.ts';
import { advanceTo, applyEvent, startBilling } from '../billing/ledger.ts';
import type { BillingEvent, BillingState, StartingState } from '../billing/state.ts';
import { balanceOf, subscriptionOf } from '../billing/views.ts';

/** The part of a world's record that its history follows from. */
export interface History {
  start: StartingState;
  events: readonly BillingEvent[];
}

/** So many of the last charges of a scenario's own history are told. */
const LAST_TOLD = 20;

/**
 * Everything that happened up to `until`, resets included, oldest first. Of a scenario's own history, which is too
 * long to be told, the resets and the last charges.
 */
export function timelineOf({ start, events }: History, until: Instant): Moment[] {
  const moments: Moment[] = [momentOf(startBilling(start, start.anchor), 'start', 'start', null)];
  if (start.history) moments.push(...momentsIn(start, start.history.until(until)));
  const state = startBilling(start, until);
  for (const event of events) {
    if (event.at > until) break;
    passResets(event.at);
    applyEvent(state, event);
    const prefix = { generation: 'gen', quote: 'quo', 'plan-change': 'upg' } as const;
    moments.push(momentOf(state, entryId(prefix[event.kind], event.sequence), event.kind, event));
  }
  passResets(until);
  return moments;

  function passResets(now: Instant): void {
    while (state.cycle.end <= now) {
      const booked = state.entries.length;
      const { end } = state.cycle;
      advanceTo(state, end);
      const entry = state.entries.length > booked ? state.entries.entry(booked) : null;
      if (entry) moments.push(momentOf(state, entry.id, 'reset', null));
      if (state.cycle.end === end) return;
    }
  }
}

function momentsIn(start: StartingState, past: EntryColumns): Moment[] {
  return rowsTold(past).map((row) => {
    const { id, kind } = past.entry(row);
    return momentOf(startBilling({ ...start, history: past.first(row + 1) }), id, kind, null);
  });
}

/** How many charges of a scenario's own history up to `until` the timeline leaves out. */
export function untoldCharges({ start: { history } }: History, until: Instant): number {
  const past = history?.until(until);
  return past ? past.length - rowsTold(past).length : 0;
}

/** The rows of a history that are told, oldest first. */
function rowsTold(past: EntryColumns): number[] {
  const resets = [...past.resetRows()];
  const lastCharges: number[] = [];
  for (let row = past.length - 1; row >= 0 && lastCharges.length < LAST_TOLD; row -= 1) {
    if (!resets.includes(row)) lastCharges.push(row);
  }
  return [...resets, ...lastCharges].toSorted((a, b) => a - b);
}

function momentOf(state: BillingState, id: string, kind: Moment['kind'], event: BillingEvent | null): Moment {
  const last = state.entries.last();
  const quote = event && 'quote' in event ? event.quote : null;
  return { id, at: state.at, kind, entry: last?.id === id ? last : null, quote, after: factsOf(state) };
}

/** What the customer has at `at`, after everything that happened by then. Never before the subscription began. */
export function factsAt({ start, events }: History, at: Instant): Facts {
  const state = startBilling(start, at);
  for (const event of events) if (event.at <= at) applyEvent(state, event);
  advanceTo(state, at);
  return factsOf(state);
}

export function factsOf(state: BillingState): Facts {
  const { allowance, used, remaining, resetsAt } = balanceOf(state);
  const { plan, status, version, creditCycle, billingPeriod, nextCharge } = subscriptionOf(state);
  return {
    at: state.at,
    plan: { id: plan.id, name: plan.name },
    status,
    subscriptionVersion: version,
    allowance,
    used,
    remaining,
    creditCycle,
    billingPeriod,
    resetsAt,
    nextCharge,
  };
}

/** What is not the same at two moments. */
export function differenceOf(before: Facts, after: Facts): FactChange[] {
  const names = Object.keys(before).filter((name): name is FactName => name !== 'at');
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])).map(changeOf);

  function changeOf<Name extends FactName>(fact: Name): FactChange {
    return { fact, before: before[fact], after: after[fact] } as FactChange;
  }
}
