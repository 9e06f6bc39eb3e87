import { setupServer } from 'msw/node';
import { catalogue } from './data/catalogue.ts';
import { buildHandlers } from './handlers/all.ts';
import { parseScenarioLink } from './link.ts';
import { loadScenario } from './scenarios/catalogue.ts';
import { createMemoryStore } from './store/memory-store.ts';
import type { OpenSandbox } from './support/support-tools.ts';
import { createWorld } from './world.ts';

/** The same billing API inside Node, in memory, for the scenario link `?scenario=ID&at=…`; `sandbox` is what support works on. */
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
  const faults = { seed: link.seed, rules: link.faults.map(({ text }) => text) };
  const sandbox: OpenSandbox = {
    link,
    world: { world, scenario, catalogue, faults, scenarioId: link.scenarioId },
    snapshot: null,
  };
  return Object.assign(server, { sandbox });
}
