import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { noSuchScenario, type Scenario, ScenarioSchema } from '../mocks/scenarios/scenario.ts';

const folder = new URL('../mocks/scenarios/', import.meta.url);

/** The scenario of that id, from its file; a RangeError names those there are. */
export function readScenario(id: string): Scenario {
  const ids = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));
  if (!ids.includes(id)) throw noSuchScenario(id, ids);
  return v.parse(ScenarioSchema, JSON.parse(readFileSync(new URL(`${id}.json`, folder), 'utf8')));
}
