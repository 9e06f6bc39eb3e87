import { readFileSync, statSync } from 'node:fs';
import { compareReplies } from '../mocks/snapshot/compare-replies.ts';
import type { Difference } from '../mocks/snapshot/first-difference.ts';
import { sizeFault } from '../mocks/snapshot/guarded-json.ts';
import { readSnapshot } from '../mocks/snapshot/read-snapshot.ts';
import { compareDispute } from '../mocks/support/dispute.ts';

/** What the command says, and its exit code: 0 for a match, 1 for a difference, 2 for a file that is none. */
export interface Verdict {
  code: 0 | 1 | 2;
  lines: readonly string[];
}

/** Replays a snapshot or dispute file by the rules of this checkout, and compares every reply that the file holds. */
export async function replayFile(file: string | undefined): Promise<Verdict> {
  if (file === undefined) return bad('Name the file: npm run replay FILE');
  const text = readText(file);
  if (typeof text !== 'string') return bad(text.problem);
  const read = await readSnapshot(text);
  if (!read.ok) return bad(`${file} cannot be opened: ${read.reason}`);
  if (read.snapshot.kind === 'capture') {
    return bad(`${file} is a capture: it holds replies and nothing that they could be worked out from.`);
  }
  const { replay, dispute } = read.snapshot;
  const { scenario, clock } = replay.replay;
  const { compared, bytes, difference } = await compareReplies(replay);
  if (difference) return differs(`GET ${difference.path}`, difference);
  const disputed = dispute && (await compareDispute(replay, dispute));
  if (disputed) return differs(`the explanation of ${dispute.entryId}`, disputed);
  return {
    code: 0,
    lines: [
      'match',
      `Scenario ${scenario.id} at ${clock.frozenAt}: ${compared} replies, ${bytes} bytes, each the same.`,
      ...(dispute ? [`The explanation of ${dispute.entryId} is the same.`] : []),
    ],
  };
}

function readText(file: string): string | { problem: string } {
  try {
    const fault = sizeFault(statSync(file).size);
    if (fault) return { problem: `${file} ${fault.message}` };
    return readFileSync(file, 'utf8');
  } catch (error) {
    return { problem: `${file} cannot be read: ${error instanceof Error ? error.message : error}` };
  }
}

function bad(line: string): Verdict {
  return { code: 2, lines: [line] };
}

function differs(where: string, { pointer, expected, got }: Difference): Verdict {
  return {
    code: 1,
    lines: [
      `difference in ${where}`,
      `at ${pointer === '' ? 'the whole' : pointer}`,
      `expected ${JSON.stringify(expected) ?? 'nothing'}`,
      `got ${JSON.stringify(got) ?? 'nothing'}`,
    ],
  };
}

if (import.meta.main) {
  const { code, lines } = await replayFile(process.argv[2]);
  (code === 2 ? console.error : console.log)(lines.join('\n'));
  process.exitCode = code;
}
