import { setupServer } from 'msw/node';
import { catalogue } from './data/catalogue.ts';
import { buildHandlers } from './handlers/all.ts';
import { parseScenarioLink } from './link.ts';
import { loadScenario } from './scenarios/catalogue.ts';
import { createMemoryStore } from './store/memory-store.ts';
import { createWorld } from './world.ts';

/** The same billing API inside Node, in memory, for the scenario link `?scenario=ID&at=…`. */
export async function startNodeApi(search: string) {
  const link = parseScenarioLink(search);
  const scenario = await loadScenario(link.scenarioId);
  const world = createWorld({
    scenario,
    catalogue,
    store: createMemoryStore(),
    at: link.at,
    wallClock: () => Date.now(),
  });
  const server = setupServer(...buildHandlers(world, { rules: link.faults, seed: link.seed }));
  server.listen({ onUnhandledFrame: 'error' });
  return server;
}
