import type { Catalogue } from '../billing/catalogue.ts';
import type { EntryColumns } from '../billing/entry-columns.ts';
import type { Scenario } from './scenario.ts';

/** A task of this length leaves the page time to answer to the hand. */
const SLICE_MS = 10;

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
  let sliceEnd = performance.now() + SLICE_MS;
  let step = laying.next();
  while (!step.done) {
    if (performance.now() > sliceEnd) {
      await new Promise((resolve) => setTimeout(resolve));
      sliceEnd = performance.now() + SLICE_MS;
    }
    step = laying.next();
  }
  return step.value;
}
