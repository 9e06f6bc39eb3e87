import type { RequestHandler } from 'msw';
import type {
  ScenarioSummary,
  ScreenSetting,
  SnapshotLibrary,
  SupportTools,
} from '../../src/api/schemas/support.ts';
import type { ScenarioLink } from '../link.ts';
import { loadScenario, scenarioIds } from '../scenarios/catalogue.ts';
import { importInWorker } from '../snapshot/import-in-worker.ts';
import { forgetSnapshot, listSnapshots } from '../snapshot/library.ts';
import type { OpenedSnapshot } from '../snapshot/read-snapshot.ts';
import { linkTo } from './link-to.ts';
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

async function summaryOf(id: string): Promise<ScenarioSummary> {
  const { title, story, opensAt } = await loadScenario(id);
  return { id, title, story, opensAt: opensAt === 'now' ? null : opensAt };
}

const library: SnapshotLibrary = {
  list: listSnapshots,
  forget: forgetSnapshot,
  importFile: importInWorker,
};
