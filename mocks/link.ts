import type { Instant } from '../src/units/instants.ts';
import { canonicalInstant } from './billing/instant.ts';
import { type FaultRule, parseFaultRules } from './faults.ts';

/**
 * What a scenario link asks for: `?scenario=ID&at=INSTANT&seed=N&faults=RULES`, each optional; `snapshot=ID` instead
 * of a scenario opens one that was imported into this browser.
 */
export interface ScenarioLink {
  scenarioId: string;
  snapshot: string | undefined;
  /** The clock stands still here. */
  at: Instant | undefined;
  seed: string;
  faults: readonly FaultRule[];
  /** The parameters in one order, without `?`; equal links have equal text, which names their store. */
  search: string;
}

const DEFAULT_SCENARIO = 'demo';

/** Reads a page's query string. A RangeError says what is wrong with the link. */
export function parseScenarioLink(search: string): ScenarioLink {
  const asked = new URLSearchParams(search);
  const snapshot = asked.get('snapshot') ?? undefined;
  const scenarioId = asked.get('scenario') ?? DEFAULT_SCENARIO;
  if (snapshot !== undefined && asked.has('scenario')) {
    throw new RangeError('The link names a scenario and a snapshot. Leave one of them out.');
  }
  const instant = asked.get('at');
  // A plus sign in an unescaped offset arrives as a space.
  const at = instant === null ? undefined : canonicalInstant(instant.replace(' ', '+'));
  const seed = asked.get('seed') ?? '';
  const faults = parseFaultRules(asked.get('faults') ?? '');
  const canonical = new URLSearchParams({
    ...(asked.has('scenario') && { scenario: scenarioId }),
    ...(snapshot !== undefined && { snapshot }),
    ...(at !== undefined && { at }),
    ...(seed !== '' && { seed }),
    ...(faults.length > 0 && { faults: faults.map(({ text }) => text).join(',') }),
  });
  return { scenarioId, snapshot, at, seed, faults, search: canonical.toString() };
}
