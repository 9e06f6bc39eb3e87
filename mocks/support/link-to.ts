import type { OpenLink } from '../../src/api/schemas/support.ts';
import { parseScenarioLink } from '../link.ts';

/** The parameters of a sandbox link, without `?`. A RangeError says in a sentence what is wrong with it. */
export function linkTo({ scenarioId, snapshot, at, seed, faults = [] }: Partial<OpenLink>): string {
  const asked = new URLSearchParams({
    ...(scenarioId !== undefined && { scenario: scenarioId }),
    ...(snapshot !== undefined && { snapshot }),
    ...(at !== undefined && { at }),
    ...(seed !== undefined && { seed }),
    ...(faults.length > 0 && { faults: faults.join(',') }),
  });
  return parseScenarioLink(asked.toString()).search;
}
