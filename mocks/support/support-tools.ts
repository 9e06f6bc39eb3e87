import type { RequestHandler } from 'msw';
import type {
  ImportedSnapshot,
  KeptSnapshot,
  OpenLink,
  ScenarioSummary,
  ScreenSetting,
  SnapshotLibrary,
  SupportTools,
} from '../../src/api/schemas/support.ts';
import { parseScenarioLink, type ScenarioLink } from '../link.ts';
import { loadScenario, scenarioIds } from '../scenarios/catalogue.ts';
import { compareReplies } from '../snapshot/compare-replies.ts';
import { forgetSnapshot, keepSnapshot, listSnapshots, snapshotId } from '../snapshot/library.ts';
import { type OpenedSnapshot, readSnapshot } from '../snapshot/read-snapshot.ts';
import { buildWorldTools, type OpenWorld } from './world-tools.ts';

/** What this page has open: a world, or a capture. */
export interface OpenSandbox {
  link: ScenarioLink;
  world: OpenWorld | null;
  snapshot: OpenedSnapshot | null;
}

/** What a link opens: the handlers that answer, and what the page may say about them. */
export interface Opened {
  handlers: RequestHandler[];
  about: { id: string; title: string; story: string };
  /** What the screens of a snapshot were shown in. */
  setting?: ScreenSetting;
  sandbox: OpenSandbox;
}

export function buildSupportTools({ link, world, snapshot }: OpenSandbox): SupportTools {
  return {
    kind: snapshot?.kind ?? 'scenario',
    link: {
      scenarioId: link.snapshot === undefined ? link.scenarioId : undefined,
      snapshot: link.snapshot,
      at: link.at,
      seed: link.seed,
      faults: link.faults.map(({ text }) => text),
    },
    linkTo,
    scenarios: () => Promise.all(scenarioIds.map(summaryOf)),
    library,
    world: world && buildWorldTools(world, linkTo),
    capture: snapshot?.kind === 'capture' ? snapshot.capture : null,
  };
}

function linkTo({ scenarioId, snapshot, at, seed, faults = [] }: Partial<OpenLink>): string {
  const asked = new URLSearchParams({
    ...(scenarioId !== undefined && { scenario: scenarioId }),
    ...(snapshot !== undefined && { snapshot }),
    ...(at !== undefined && { at }),
    ...(seed !== undefined && { seed }),
    ...(faults.length > 0 && { faults: faults.join(',') }),
  });
  return parseScenarioLink(asked.toString()).search;
}

async function summaryOf(id: string): Promise<ScenarioSummary> {
  const { title, story, opensAt } = await loadScenario(id);
  return { id, title, story, opensAt: opensAt === 'now' ? null : opensAt };
}

const library: SnapshotLibrary = {
  list: listSnapshots,
  forget: forgetSnapshot,
  async importFile(text): Promise<ImportedSnapshot> {
    const read = await readSnapshot(text);
    if (!read.ok) return { ok: false, reason: read.reason };
    const snapshot = keptAs(await snapshotId(text), read.snapshot);
    await keepSnapshot(snapshot, text);
    if (read.snapshot.kind === 'capture') {
      return { ok: true, snapshot, difference: null, disputed: null };
    }
    const { replay, dispute } = read.snapshot;
    return {
      ok: true,
      snapshot,
      difference: (await compareReplies(replay)).difference,
      disputed: dispute?.entryId ?? null,
    };
  },
};

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
