import { spread } from '../../src/units/spread.ts';
import type { ScenarioLink } from '../link.ts';
import type { Scenario } from '../scenarios/scenario.ts';

/** Names a store after its link and the scenario's data: events kept over another history would not fit it. */
export function storeName({ search }: ScenarioLink, scenario: Scenario): string {
  return `billing?${search}#${spread(JSON.stringify(scenario)).toString(36).slice(2)}`;
}
