import type {
  ClockState,
  OpenLink,
  SavedFile,
  ScreenSetting,
  WorldTools,
} from '../../src/api/schemas/support.ts';
import type { Instant } from '../../src/units/instants.ts';
import type { Catalogue } from '../billing/catalogue.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { exportReplay } from '../snapshot/export-replay.ts';
import { keepSnapshot, snapshotId } from '../snapshot/library.ts';
import { openReplay } from '../snapshot/read-replay.ts';
import type { World } from '../world.ts';
import { buildDispute, toldBy } from './dispute.ts';
import { explainCharge } from './explain.ts';
import { interestingMoments } from './interesting-moments.ts';
import { scenarioOf } from './scenario-file.ts';
import { look, steer, type WorldRecord } from './steer.ts';
import { differenceOf, factsAt, type History, timelineOf, untoldCharges } from './timeline.ts';

/** A world that this page has open, and what it was opened from. */
export interface OpenWorld {
  world: World;
  scenario: Scenario;
  catalogue: Catalogue;
  faults: { seed: string; rules: readonly string[] };
  /** Under which link the scenario is opened; null where a snapshot is. */
  scenarioId: string | null;
}

export function buildWorldTools(
  { world, scenario, catalogue, faults, scenarioId }: OpenWorld,
  linkTo: (link: Partial<OpenLink>) => string,
): WorldTools {
  return {
    clock: async () => clockOf(await look(world)),
    moveClock: async (change) => clockOf(await steer(world, change)),
    async interestingMoments() {
      const record = await look(world);
      return interestingMoments(historyOf(record), catalogue, record.now);
    },
    async timeline() {
      const record = await look(world);
      const history = historyOf(record);
      const last = record.events.at(-1)?.at ?? record.now;
      const until = last > record.now ? last : record.now;
      return { moments: timelineOf(history, until), untold: untoldCharges(history, until) };
    },
    factsAt: async (at) => {
      const history = historyOf(await look(world));
      return factsAt(history, at > history.start.anchor ? at : history.start.anchor);
    },
    differenceOf,
    explain: async (entryId) => explainCharge(toldBy(await look(world), catalogue), entryId),
    requests: async () => (await look(world)).stored.requests ?? [],
    exportReplay: async (setting) => {
      const replay = await replayOf(setting);
      return savedFile(`replay-${replay.scenario.id}-${fileMoment(replay.clock.frozenAt)}`, replay);
    },
    async exportDispute(entryId, setting) {
      const opened = await openReplay(await replayOf(setting));
      if (!opened.ok) throw new Error(`${opened.fault.path} ${opened.fault.message}`);
      const dispute = await buildDispute(opened.opened, entryId);
      return dispute && savedFile(`dispute-${entryId}`, dispute);
    },
    exportScenario: async (about) => {
      return savedFile(about.id, scenarioOf(await look(world), scenario, about));
    },
    async linkToMoment(at, setting) {
      if (scenarioId !== null && (await isUntouched())) return linkTo({ scenarioId, at });
      const replay = await replayOf(setting);
      const { text } = savedFile('', replay);
      const id = await snapshotId(text);
      const link = { snapshot: id, seed: faults.seed, faults: faults.rules };
      const about = { id, kind: 'replay', title: scenario.title, at: replay.clock.frozenAt } as const;
      await keepSnapshot({ ...about, search: linkTo(link) }, text);
      return linkTo({ ...link, at });
    },
  };

  function replayOf(setting: ScreenSetting) {
    return exportReplay({ world, scenario, catalogue, faults, ...setting });
  }

  /** Whether the scenario alone, opened at any instant, tells the same. */
  async function isUntouched(): Promise<boolean> {
    const { opened, events } = await look(world);
    return (
      scenario.opensAt !== 'now' && events.length === opened.events.length && sameEnd(opened.events, events)
    );
  }
}

function sameEnd(a: readonly { sequence: number }[], b: readonly { sequence: number }[]): boolean {
  return a.at(-1)?.sequence === b.at(-1)?.sequence;
}

function historyOf({ opened, events }: WorldRecord): History {
  return { start: opened.start, events };
}

function clockOf({ now, frozen, later, stored, opened }: WorldRecord): ClockState {
  const refusesCharges = later > 0 && stored.laterEventsGuarded === true;
  return { now, frozen, later, refusesCharges, earliest: opened.start.anchor };
}

function savedFile(name: string, content: object): SavedFile {
  return { name: `${name}.json`, text: `${JSON.stringify(content, null, 2)}\n` };
}

/** An instant as a file's name may hold it. */
function fileMoment(at: Instant): string {
  return at.replaceAll(':', '-');
}
