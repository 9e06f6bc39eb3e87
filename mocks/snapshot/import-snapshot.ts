import type { ImportedSnapshot, ImportStep, KeptSnapshot } from '../../src/api/schemas/support.ts';
import { compareDispute } from '../support/dispute.ts';
import { linkTo } from '../support/link-to.ts';
import { compareReplies } from './compare-replies.ts';
import { sizeFault } from './guarded-json.ts';
import { keepSnapshot, snapshotId } from './library.ts';
import { type OpenedSnapshot, readSnapshot, refuse } from './read-snapshot.ts';

/** Reads a file, asks again for every reply that it holds, and keeps it in this browser's library. A bad file changes nothing. */
export async function importSnapshot(
  file: Blob,
  onStep: (step: ImportStep) => void,
): Promise<ImportedSnapshot> {
  onStep('reading');
  const fault = sizeFault(file.size);
  if (fault) return { ok: false, reason: refuse(fault).reason };
  const text = await file.text();
  const read = await readSnapshot(text, onStep);
  if (!read.ok) return { ok: false, reason: read.reason };
  const { snapshot: opened } = read;
  onStep('comparing');
  const difference = await differenceIn(opened);
  const snapshot = keptAs(await snapshotId(text), opened);
  await keepSnapshot(snapshot, text);
  const disputed = opened.kind === 'replay' ? (opened.dispute?.entryId ?? null) : null;
  return { ok: true, snapshot, difference, disputed };
}

/** What a replay answers otherwise than its file says, or the explanation of a dispute file; the first of it. */
async function differenceIn(opened: OpenedSnapshot): Promise<Accepted['difference']> {
  if (opened.kind === 'capture') return null;
  const { replay, dispute } = opened;
  const { difference } = await compareReplies(replay);
  if (difference || !dispute) return difference;
  const disputed = await compareDispute(replay, dispute);
  return disputed && { path: `the explanation of ${dispute.entryId}`, ...disputed };
}

type Accepted = Extract<ImportedSnapshot, { ok: true }>;

/** How the library tells of a snapshot. */
function keptAs(id: string, snapshot: OpenedSnapshot): KeptSnapshot {
  if (snapshot.kind === 'capture') {
    const { screen, capturedAt } = snapshot.capture;
    return {
      id,
      kind: 'capture',
      title: `A customer’s browser at ${screen}`,
      at: capturedAt,
      search: linkTo({ snapshot: id }),
    };
  }
  const { scenario, clock, faults } = snapshot.replay.replay;
  return {
    id,
    kind: 'replay',
    title: scenario.title,
    at: clock.frozenAt,
    search: linkTo({ snapshot: id, seed: faults.seed, faults: faults.rules }),
  };
}
