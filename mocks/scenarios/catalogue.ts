import * as v from 'valibot';
import { noSuchScenario, type Scenario, ScenarioSchema } from './scenario.ts';

const files = import.meta.glob<unknown>('./*.json', { import: 'default' });

/** The ids of all scenarios: each is one data file in this folder, named after its id. */
export const scenarioIds: readonly string[] = Object.keys(files).map((path) =>
  path.slice(2, -'.json'.length),
);

/** Loads one scenario; a RangeError names those there are. */
export async function loadScenario(id: string): Promise<Scenario> {
  const load = files[`./${id}.json`];
  if (!load) throw noSuchScenario(id, scenarioIds);
  return v.parse(ScenarioSchema, await load());
}
