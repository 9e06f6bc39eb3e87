import { setupWorker } from 'msw/browser';
import type { Sandbox } from '../src/api/schemas/support.ts';
import { catalogue } from './data/catalogue.ts';
import { buildHandlers } from './handlers/all.ts';
import { parseScenarioLink, type ScenarioLink } from './link.ts';
import { loadScenario } from './scenarios/catalogue.ts';
import { createSteadyClock } from './steady-clock.ts';
import { openIndexedDbStore } from './store/indexed-db-store.ts';
import { storeName } from './store/store-name.ts';
import type { Opened } from './support/support-tools.ts';
import { createWorld, type WorldOptions } from './world.ts';

/** Starts the billing API inside this page. Fails with a sentence for the customer when it cannot. */
export async function startEmbeddedApi(): Promise<Sandbox> {
  if (!('serviceWorker' in navigator)) {
    throw new Error(
      'This browser blocks service workers here, and the demo’s billing API is one. Open the page over http://127.0.0.1 or https, outside private browsing.',
    );
  }
  const link = parseScenarioLink(location.search);
  const { handlers, about, setting, sandbox } = await open(link);
  const worker = setupWorker(...handlers);
  await worker.start({
    quiet: true,
    onUnhandledFrame: 'bypass',
    serviceWorker: { url: '/mockServiceWorker.js' },
  });
  return {
    scenario: about,
    kind: sandbox.snapshot?.kind ?? 'scenario',
    at: link.at,
    faults: link.faults.map(({ text }) => text),
    search: link.search,
    setting,
    startOver: async () => sandbox.world?.world.startOver(),
    async support() {
      const { buildSupportTools } = await import('./support/support-tools.ts');
      return buildSupportTools(sandbox);
    },
  };
}

async function open(link: ScenarioLink): Promise<Opened> {
  if (link.snapshot === undefined) {
    return openWorld(link, { scenario: await loadScenario(link.scenarioId), catalogue });
  }
  const { openSnapshotLink } = await import('./snapshot/open-snapshot.ts');
  return openSnapshotLink(link.snapshot, link, openWorld);
}

function openWorld(link: ScenarioLink, from: Pick<WorldOptions, 'scenario' | 'catalogue' | 'saved'>): Opened {
  const { scenario } = from;
  const world = createWorld({
    ...from,
    store: openIndexedDbStore(storeName(link, scenario)),
    at: link.at,
    wallClock: createSteadyClock(
      () => Date.now(),
      () => performance.now(),
    ),
  });
  const { seed, faults } = link;
  const { id, title, story } = scenario;
  return {
    handlers: buildHandlers(world, { rules: faults, seed }),
    about: { id, title, story },
    sandbox: {
      link,
      snapshot: null,
      world: {
        world,
        scenario,
        catalogue: from.catalogue,
        faults: { seed, rules: faults.map(({ text }) => text) },
        scenarioId: link.snapshot === undefined ? link.scenarioId : null,
      },
    },
  };
}
