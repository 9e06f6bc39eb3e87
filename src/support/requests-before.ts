import type { Explanation, RequestRecord } from '../api/schemas/support.ts';
import { epochMs } from '../units/instants.ts';

const NEAR_MS = 600_000;

/** Requests of other keys to the same endpoint in the ten minutes before a charge: what was tried, and refused. */
export function requestsBefore(
  { entry, key, kind }: Pick<Explanation, 'entry' | 'key' | 'kind'>,
  requests: readonly RequestRecord[],
): RequestRecord[] {
  const path = kind === 'generation' ? '/v1/generations' : '/v1/upgrades';
  const chargedMs = epochMs(entry.at);
  return requests.filter((request) => {
    const early = chargedMs - epochMs(request.at);
    return request.path === path && request.key !== key && early >= 0 && early <= NEAR_MS;
  });
}
