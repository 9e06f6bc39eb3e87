import type { Catalogue } from '../billing/catalogue.ts';
import type { EntryColumns } from '../billing/entry-columns.ts';
import { createSlices } from '../slices.ts';
import type { Scenario } from './scenario.ts';

const laid = new WeakMap<Scenario, Promise<EntryColumns | undefined>>();

/**
 * The scenario's history, if it has one, laid once and never appended to. It is laid in slices, since the page's main
 * thread does it: between them it is free for what the customer does.
 */
export function loadHistory(scenario: Scenario, catalogue: Catalogue): Promise<EntryColumns | undefined> {
  const known = laid.get(scenario) ?? layInSlices(scenario, catalogue);
  laid.set(scenario, known);
  return known;
}

async function layInSlices(scenario: Scenario, catalogue: Catalogue): Promise<EntryColumns | undefined> {
  if (!scenario.history) return undefined;
  const { layHistory } = await import('./history.ts');
  const laying = layHistory(scenario, scenario.history, catalogue);
  const pageHasItsTurn = createSlices();
  let step = laying.next();
  while (!step.done) {
    await pageHasItsTurn();
    step = laying.next();
  }
  return step.value;
}
