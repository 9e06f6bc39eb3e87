import * as v from 'valibot';
import type { ImportStep } from '../../src/api/schemas/support.ts';
import { parseRateCard, type RateCard } from '../../src/estimator/index.ts';
import type { Catalogue } from '../billing/catalogue.ts';
import type { BillingEvent } from '../billing/state.ts';
import { parseFaultRules } from '../faults.ts';
import { loadHistory } from '../scenarios/load-history.ts';
import { momentIn, openScenario, type Scenario, termsOf } from '../scenarios/scenario.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import type { StoredWorld } from '../store/store.ts';
import { look } from '../support/steer.ts';
import { createWorld, type World } from '../world.ts';
import { acceptEvents } from './accept-events.ts';
import type { SnapshotFault } from './guarded-json.ts';
import { askEverything } from './questions.ts';
import type { Replay } from './replay-schema.ts';
import { endpointReplySchema } from './reply-schemas.ts';

/** A replay whose every event the rules of billing have made again. */
export interface OpenedReplay {
  replay: Replay;
  scenario: Scenario;
  catalogue: Catalogue;
  saved: { stored: StoredWorld; events: readonly BillingEvent[] };
}

export type Opened<T> = { ok: true; opened: T } | { ok: false; fault: SnapshotFault };

const LONGEST_YEARS = 40;
const YEAR_MS = 366 * 86_400_000;

/** Follows a replay's whole history and asks every endpoint on the way: a file that any of them would choke on is refused. */
export async function openReplay(
  replay: Replay,
  onStep: (step: ImportStep) => void = () => {},
): Promise<Opened<OpenedReplay>> {
  try {
    return await follow(replay, onStep);
  } catch (error) {
    // The engine's own complaint: a moment before the anchor, a plan that is not sold.
    if (error instanceof RangeError) return refuse('/scenario', `cannot be followed: ${error.message}`);
    throw error;
  }
}

async function follow(replay: Replay, onStep: (step: ImportStep) => void): Promise<Opened<OpenedReplay>> {
  onStep('following');
  const { scenario, openedAt, clock, scenarioEvents, historyUntil } = replay;
  parseFaultRules(replay.faults.rules.join(','));
  const read = readCatalogue(replay);
  if ('fault' in read) return { ok: false, fault: read.fault };
  const { catalogue } = read;
  const far = farMoment(replay);
  if (far !== null) return refuse(far, `is more than ${LONGEST_YEARS} years from the opening.`);
  const history = await loadHistory(scenario, catalogue);
  const inForceHistory = historyUntil === undefined ? history : history?.until(historyUntil);
  const laid = openScenario(scenario, openedAt, catalogue, inForceHistory);
  const last = [openedAt, clock.frozenAt, ...replay.events.map(({ at }) => at)].toSorted().at(-1) ?? openedAt;
  const { anchor, endsAt } = laid.start;
  if (endsAt !== undefined && endsAt <= anchor) {
    return refuse('/scenario/subscription/endsAt', 'is not after the anchor.');
  }
  const inForce = laid.events.slice(0, scenarioEvents);
  const accepted = await acceptEvents(
    laid.start,
    [...inForce, ...replay.events],
    catalogue,
    termsOf(scenario),
  );
  if ('fault' in accepted) {
    const { fault, index } = accepted;
    const own = index - inForce.length;
    return refuse(own < 0 ? `/scenario/events/${index}` : `/events/${own}${fault.path}`, fault.message);
  }
  const events = accepted.events.slice(inForce.length);
  const first = events[0];
  if (first && first.sequence <= laid.sequence) {
    return refuse('/events/0/sequence', `is not after ${laid.sequence}, the last of the scenario’s own.`);
  }
  const stored = {
    openedAt,
    clock,
    epoch: replay.epoch,
    faultCounts: replay.faults.counts,
    ...(scenarioEvents !== undefined && { scenarioEvents }),
    ...(historyUntil !== undefined && { historyUntil }),
    requests: replay.requests,
  };
  const opened = { replay, scenario, catalogue, saved: { stored, events } };
  onStep('asking');
  for (const at of [anchor, last, clock.frozenAt]) {
    const fault = await trialFault(opened, at);
    if (fault) return { ok: false, fault };
  }
  return { ok: true, opened };
}

/** Where a moment lies so far off that following every cycle to it would take long; null when none does. */
function farMoment({ scenario, openedAt, clock, events }: Replay): string | null {
  const { anchor } = scenario.subscription;
  const moments: [path: string, text: string][] = [
    ['/scenario/subscription/anchor', anchor],
    ...scenario.events.map(({ at }, index): [string, string] => [`/scenario/events/${index}/at`, at]),
    ['/clock/frozenAt', clock.frozenAt],
    ...events.map(({ at }, index): [string, string] => [`/events/${index}/at`, at]),
  ];
  const opening = Date.parse(openedAt);
  const isFar = (text: string) =>
    Math.abs(Date.parse(momentIn(openedAt, text)) - opening) > LONGEST_YEARS * YEAR_MS;
  return moments.find(([, text]) => isFar(text))?.[0] ?? null;
}

/** A world of its own, in memory, as the replay tells it; `at` freezes its clock elsewhere. */
export function worldOf({ scenario, catalogue, saved }: OpenedReplay, at?: string): World {
  return createWorld({
    scenario,
    catalogue,
    saved,
    store: createMemoryStore(),
    at,
    wallClock: () => 0,
  });
}

async function trialFault(opened: OpenedReplay, at: string): Promise<SnapshotFault | null> {
  const world = worldOf(opened, at);
  const { now, opened: laid } = await look(world);
  const setting = { anchor: laid.start.anchor, now, timeZone: opened.replay.timeZone, ...opened.catalogue };
  for (const { path, status, body } of await askEverything(world, setting)) {
    const schema = endpointReplySchema(path);
    if (status !== 200 || schema === null || !v.is(schema, body)) {
      return { path: '', message: `would make no sense at ${now}: ${path} has no valid answer there.` };
    }
  }
  return null;
}

function readCatalogue({
  catalogue: { plans, rateCards },
}: Replay): { catalogue: Catalogue } | { fault: SnapshotFault } {
  const cards: RateCard[] = [];
  for (const [index, card] of rateCards.entries()) {
    const parsed = parseRateCard(card);
    if (!parsed.ok) {
      const [fault] = parsed.faults;
      return {
        fault: {
          path: `/catalogue/rateCards/${index}${fault?.path ?? ''}`,
          message: `is wrong. ${fault?.message ?? ''}`,
        },
      };
    }
    if (cards.some(({ version }) => version === parsed.rateCard.version)) {
      return {
        fault: { path: `/catalogue/rateCards/${index}/version`, message: 'is that of an earlier card.' },
      };
    }
    cards.push(parsed.rateCard);
  }
  const twice = plans.findIndex(({ id }, index) => plans.findIndex((plan) => plan.id === id) !== index);
  if (twice >= 0)
    return { fault: { path: `/catalogue/plans/${twice}/id`, message: 'is that of an earlier plan.' } };
  return { catalogue: { plans, rateCards: cards } };
}

function refuse(path: string, message: string): { ok: false; fault: SnapshotFault } {
  return { ok: false, fault: { path, message } };
}
