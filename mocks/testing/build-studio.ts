import * as v from 'valibot';
import type { EntryColumns } from '../billing/entry-columns.ts';
import { startBilling } from '../billing/ledger.ts';
import type { BillingState } from '../billing/state.ts';
import { catalogue } from '../data/catalogue.ts';
import { layHistory } from '../scenarios/history.ts';
import { openScenario, type Scenario, ScenarioSchema } from '../scenarios/scenario.ts';
import studio from '../scenarios/studio.json' with { type: 'json' };

/** The scenario `studio` with so many entries; with another seed if one is told. */
export function buildStudio(entries: number, seed: number = studio.history.seed): Scenario {
  return v.parse(ScenarioSchema, { ...studio, history: { ...studio.history, entries, seed } });
}

/** Lays the history of a scenario in one go. */
export function layAtOnce(scenario: Scenario): EntryColumns {
  if (!scenario.history) throw new Error(`${scenario.id} has no history.`);
  const laying = layHistory(scenario, scenario.history, catalogue);
  let step = laying.next();
  while (!step.done) step = laying.next();
  return step.value;
}

/** The studio at its opening, with so many entries. */
export function buildStudioState(entries: number, seed?: number): BillingState {
  const scenario = buildStudio(entries, seed);
  const { start } = openScenario(scenario, scenario.opensAt, catalogue, layAtOnce(scenario));
  return startBilling(start);
}
