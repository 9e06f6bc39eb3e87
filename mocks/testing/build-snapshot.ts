import { catalogue } from '../data/catalogue.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { exportReplay } from '../snapshot/export-replay.ts';
import { type OpenedReplay, worldOf } from '../snapshot/read-replay.ts';
import { readSnapshot } from '../snapshot/read-snapshot.ts';
import type { Replay } from '../snapshot/replay-schema.ts';
import type { World } from '../world.ts';

/** The file that support would save of this world, looking at it from Nepal. */
export function buildReplay(world: World, scenario: Scenario): Promise<Replay> {
  return exportReplay({
    world,
    scenario,
    catalogue,
    faults: { seed: '', rules: [] },
    locale: 'en-GB',
    timeZone: 'Asia/Kathmandu',
  });
}

/** Opens a file that must open. */
export async function reopen(file: unknown): Promise<OpenedReplay> {
  const read = await readSnapshot(typeof file === 'string' ? file : JSON.stringify(file));
  if (!read.ok) throw new Error(read.reason);
  if (read.snapshot.kind !== 'replay') throw new Error('This is no replay.');
  return read.snapshot.replay;
}

/** A world in another browser, opened from the file. */
export async function reopenWorld(file: unknown): Promise<World> {
  return worldOf(await reopen(file));
}
