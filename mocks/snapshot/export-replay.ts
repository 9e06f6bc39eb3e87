import {
  allowedOfCatalogue,
  allowedOfChargeBody,
  allowedOfEvent,
  allowedOfRequest,
  allowedOfScenario,
  redact,
  redactReply,
} from '../../src/api/schemas/redaction.ts';
import type { Catalogue } from '../billing/catalogue.ts';
import type { BillingEvent } from '../billing/state.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { look } from '../support/steer.ts';
import { createWorld, type World } from '../world.ts';
import { askEverything, type KeptReply } from './questions.ts';
import { type Replay, VERSION } from './replay-schema.ts';

export interface ReplaySource {
  world: World;
  scenario: Scenario;
  catalogue: Catalogue;
  faults: { seed: string; rules: readonly string[] };
  /** Those of the screens: the account's, else the device's. */
  locale: string;
  timeZone: string;
}

/** All that made the replies of this world, and the replies, with its clock frozen where it stands; no names. */
export async function exportReplay({ world, scenario, catalogue, ...source }: ReplaySource): Promise<Replay> {
  const { stored, opened, events, now } = await look(world);
  const own = events.filter(({ sequence }) => sequence > opened.sequence);
  const frozen = createWorld({
    scenario,
    catalogue,
    saved: { stored: { ...stored, clock: { frozenAt: now } }, events: own },
    store: createMemoryStore(),
    wallClock: () => 0,
  });
  const setting = { anchor: opened.start.anchor, now, timeZone: source.timeZone, ...catalogue };
  const replies = await askEverything(frozen, setting);
  return {
    kind: 'replay',
    version: VERSION,
    scenario: redact(scenario, allowedOfScenario) as Replay['scenario'],
    openedAt: stored.openedAt,
    clock: { frozenAt: now },
    locale: source.locale,
    timeZone: source.timeZone,
    epoch: stored.epoch,
    ...(stored.scenarioEvents !== undefined && { scenarioEvents: stored.scenarioEvents }),
    ...(stored.historyUntil !== undefined && { historyUntil: stored.historyUntil }),
    faults: { seed: source.faults.seed, rules: [...source.faults.rules], counts: { ...stored.faultCounts } },
    catalogue: redact(catalogue, allowedOfCatalogue) as Replay['catalogue'],
    events: own.map(redactEvent),
    requests: redact(stored.requests ?? [], [allowedOfRequest]) as Replay['requests'],
    replies: replies.flatMap(redactKept),
  };
}

function redactEvent(event: BillingEvent): Replay['events'][number] {
  const told = redact(event, allowedOfEvent) as Replay['events'][number];
  if (!('idempotency' in told) || !told.idempotency) return told;
  const { key, fingerprint } = told.idempotency;
  return { ...told, idempotency: { key, fingerprint: redactFingerprint(fingerprint) } };
}

/** A fingerprint holds the body as it was sent, and with it the name of a cloned voice. */
function redactFingerprint(fingerprint: string): string {
  const [method, path, ...body] = fingerprint.split(' ');
  return [method, path, canonicalJson(redact(JSON.parse(body.join(' ')), allowedOfChargeBody))].join(' ');
}

function redactKept({ path, status, body }: KeptReply): KeptReply[] {
  const told = redactReply(path, body);
  return told === null ? [] : [{ ...told, status }];
}
