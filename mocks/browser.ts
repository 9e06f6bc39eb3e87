import { setupWorker } from 'msw/browser';
import { catalogue } from './data/catalogue.ts';
import { buildHandlers } from './handlers/all.ts';
import { parseScenarioLink } from './link.ts';
import { loadScenario } from './scenarios/catalogue.ts';
import { createSteadyClock } from './steady-clock.ts';
import { openIndexedDbStore } from './store/indexed-db-store.ts';
import { storeName } from './store/store-name.ts';
import { createWorld } from './world.ts';

/** What the page may say about the embedded API behind it, and do to it. */
export interface EmbeddedApi {
  scenario: { id: string; title: string; story: string };
  /** Where the clock stands still, if it does. */
  at: string | undefined;
  /** Fault rules in force, as in the link. */
  faults: readonly string[];
  /** The link's parameters, without `?`; empty for the plain demo. In-app links keep them. */
  search: string;
  /** Forgets everything that happened here and opens the scenario anew. */
  startOver(): Promise<void>;
}

/** Starts the billing API inside this page. Fails with a sentence for the customer when it cannot. */
export async function startEmbeddedApi(): Promise<EmbeddedApi> {
  if (!('serviceWorker' in navigator)) {
    throw new Error(
      'This browser blocks service workers here, and the demo’s billing API is one. Open the page over http://127.0.0.1 or https, outside private browsing.',
    );
  }
  const link = parseScenarioLink(location.search);
  const scenario = await loadScenario(link.scenarioId);
  const world = createWorld({
    scenario,
    catalogue,
    store: openIndexedDbStore(storeName(link, scenario)),
    at: link.at,
    wallClock: createSteadyClock(
      () => Date.now(),
      () => performance.now(),
    ),
  });
  const worker = setupWorker(...buildHandlers(world, { rules: link.faults, seed: link.seed }));
  await worker.start({
    quiet: true,
    onUnhandledFrame: 'bypass',
    serviceWorker: { url: '/mockServiceWorker.js' },
  });
  return {
    scenario: { id: scenario.id, title: scenario.title, story: scenario.story },
    at: link.at,
    faults: link.faults.map(({ text }) => text),
    search: link.search,
    startOver: () => world.startOver(),
  };
}
