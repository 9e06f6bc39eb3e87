import type { RequestHandler } from 'msw';
import { catalogue } from '../mocks/data/catalogue.ts';
import { buildHandlers } from '../mocks/handlers/all.ts';
import { parseScenarioLink, type ScenarioLink } from '../mocks/link.ts';
import type { Scenario } from '../mocks/scenarios/scenario.ts';
import { createSteadyClock } from '../mocks/steady-clock.ts';
import type { Store } from '../mocks/store/store.ts';
import { storeName } from '../mocks/store/store-name.ts';
import { createWorld, type World } from '../mocks/world.ts';
import { readScenario } from './scenario-files.ts';

/** One customer of this server: the billing API over the world of one scenario link. */
export interface Sandbox {
  link: ScenarioLink;
  scenario: Scenario;
  /** Names it: equal names are one sandbox. */
  name: string;
  world: World;
  handlers: RequestHandler[];
  /** Lets so much time pass at once, unless its clock stands still. Forgotten when the server stops. */
  advance(ms: number): void;
}

export interface Sandboxes {
  /**
   * The sandbox of a link's parameters, `store=NAME` among them for one more with the same link; opened when it is
   * first asked for. A RangeError says what is wrong with the link.
   */
  open(search: string): Sandbox;
}

/** Keeps the sandboxes that were opened, each over its own store. */
export function createSandboxes(storeOf: (name: string) => Store): Sandboxes {
  const opened = new Map<string, Sandbox>();

  return {
    open(search) {
      const name = nameOf(search);
      const sandbox = opened.get(name) ?? openSandbox(name);
      opened.set(name, sandbox);
      return sandbox;
    },
  };

  function openSandbox(name: string): Sandbox {
    const link = parseScenarioLink(name);
    const scenario = readScenario(link.scenarioId);
    const clock = createSteadyClock(
      () => Date.now(),
      () => performance.now(),
    );
    let aheadMs = 0;
    const world = createWorld({
      scenario,
      catalogue,
      store: storeOf(`${new URLSearchParams(name).get('store') ?? ''}/${storeName(link, scenario)}`),
      at: link.at,
      wallClock: () => clock() + aheadMs,
    });
    return {
      link,
      scenario,
      name,
      world,
      handlers: buildHandlers(world, { rules: link.faults, seed: link.seed }),
      advance(ms) {
        aheadMs += ms;
      },
    };
  }
}

function nameOf(search: string): string {
  const store = new URLSearchParams(search).get('store');
  const name = new URLSearchParams(parseScenarioLink(search).search);
  if (store) name.set('store', store);
  return name.toString();
}
