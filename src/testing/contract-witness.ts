import type { FaultRule } from '../../mocks/faults.ts';
import { createContractWitness } from '../../mocks/testing/contract.ts';

const witness = createContractWitness();
let rules: readonly FaultRule[] = [];

/** Says which fault rules the embedded API of this test runs under. */
export function faultsAreInForce(inForce: readonly FaultRule[]): void {
  rules = inForce;
}

/** Holds a reply to the published contract, without using it up. */
export async function witnessReply({ method, url }: Request, reply: Response): Promise<void> {
  const { pathname, search } = new URL(url);
  const { status, headers } = reply;
  witness.see({ method, path: pathname + search, status, headers, text: await reply.clone().text() }, rules);
}

export const undocumentedReplies = witness.undocumented;
