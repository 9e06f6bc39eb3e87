import { afterEach, expect } from 'vitest';
import { witnessReplies } from './build-world.ts';
import { createContractWitness } from './contract.ts';

// The contract is made from what such tabs answer: they are held to it from here, and do not know it themselves.
const witness = createContractWitness();
witnessReplies(witness.see);

afterEach(() => {
  expect(witness.undocumented(), 'replies that public/openapi.json does not document').toEqual([]);
});
