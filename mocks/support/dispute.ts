import type { Explanation } from '../../src/api/schemas/support.ts';
import type { Catalogue } from '../billing/catalogue.ts';
import { type Difference, firstDifference } from '../snapshot/first-difference.ts';
import { type OpenedReplay, worldOf } from '../snapshot/read-replay.ts';
import type { Dispute } from '../snapshot/read-snapshot.ts';
import { type Replay, VERSION } from '../snapshot/replay-schema.ts';
import { explainCharge, type Told } from './explain.ts';
import { look, type WorldRecord } from './steer.ts';

/** All about one charge in one JSON: its explanation, and the replay that it can be worked out from again. */
export interface DisputeFile {
  kind: 'dispute';
  version: typeof VERSION;
  entryId: string;
  explanation: Explanation;
  replay: Replay;
}

/** The dispute file of a charge within a replay; null when the replay has no such charge. */
export async function buildDispute(opened: OpenedReplay, entryId: string): Promise<DisputeFile | null> {
  const explanation = await explainIn(opened, entryId);
  return explanation && { kind: 'dispute', version: VERSION, entryId, explanation, replay: opened.replay };
}

/** Where a dispute file's explanation differs from what its own replay says; null when it does not. */
export async function compareDispute(
  opened: OpenedReplay,
  { entryId, explanation }: Dispute,
): Promise<Difference | null> {
  const worked = await explainIn(opened, entryId);
  return firstDifference(explanation, JSON.parse(JSON.stringify(worked)));
}

async function explainIn(opened: OpenedReplay, entryId: string): Promise<Explanation | null> {
  return explainCharge(toldBy(await look(worldOf(opened)), opened.catalogue), entryId);
}

/** What a world's record tells of its charges, later ones too. */
export function toldBy({ opened, events, stored, now }: WorldRecord, catalogue: Catalogue): Told {
  return { start: opened.start, events, requests: stored.requests ?? [], catalogue, now };
}
