import { redactReply } from '../../src/api/schemas/redaction.ts';
import { createSlices } from '../slices.ts';
import { ask } from './ask.ts';
import { type Difference, firstDifference } from './first-difference.ts';
import { type OpenedReplay, worldOf } from './read-replay.ts';

export interface Comparison {
  /** How many replies were compared, up to the first difference. */
  compared: number;
  bytes: number;
  /** The first difference, and the path whose reply has it; null when all match. */
  difference: (Difference & { path: string }) | null;
}

/** Asks a replay's world again for every reply that its file holds, and compares byte for byte. */
export async function compareReplies(opened: OpenedReplay): Promise<Comparison> {
  const world = worldOf(opened);
  const pageHasItsTurn = createSlices();
  let bytes = 0;
  for (const [index, { path, status, body }] of opened.replay.replies.entries()) {
    await pageHasItsTurn();
    const asked = await ask(world, path);
    const expected = JSON.stringify(body);
    if (asked.status !== status) {
      const difference = { path, pointer: '', expected: `status ${status}`, got: `status ${asked.status}` };
      return { compared: index, bytes, difference };
    }
    const got = JSON.stringify(redactReply(path, JSON.parse(asked.text))?.body);
    if (got !== expected) {
      const found = firstDifference(body, JSON.parse(asked.text)) ?? { pointer: '', expected, got };
      return { compared: index, bytes, difference: { path, ...found } };
    }
    bytes += expected.length;
  }
  return { compared: opened.replay.replies.length, bytes, difference: null };
}
