import fc from 'fast-check';

/** What a customer does next, in one of two tabs. `nth` picks among what is on screen by then, round and round. */
export type Step = { tab: 0 | 1 } & (
  | { act: 'go to'; screen: 'Overview' | 'Usage' | 'Plan' | 'Create' }
  | { act: 'choose tool' | 'choose option'; nth: number }
  | ({ act: 'fill in' } & Filling)
  | { act: 'point at the price' | 'reload' | 'try again' }
  | ({ act: 'fill in and generate'; how: Press } & Filling)
  | ({ act: 'fill in and generate in both tabs' } & Filling)
  | { act: 'ask for an upgrade' | 'upgrade in both tabs'; nth: number }
  | { act: 'pay'; how: Press }
  | { act: 'come back later'; hours: number }
);

/** Characters of a script, and how many images. */
export interface Filling {
  length: number;
  images: number;
}

export type Press = 'once' | 'twice' | 'holding Enter' | 'and reload';

const tab = fc.constantFrom(0 as const, 1 as const);
const nth = fc.nat(1000);
const how = fc.constantFrom<Press>('once', 'once', 'twice', 'holding Enter', 'and reload');
const screen = fc.constantFrom('Overview' as const, 'Usage' as const, 'Plan' as const, 'Create' as const);
const hours = fc.constantFrom(0.01, 1, 24, 240);
const length = fc.integer({ min: 1, max: 400 });
const images = fc.integer({ min: 1, max: 4 });

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ tab, act: fc.constant('go to'), screen }) },
  { weight: 8, arbitrary: fc.record({ tab, act: fc.constant('choose tool'), nth }) },
  { weight: 10, arbitrary: fc.record({ tab, act: fc.constant('choose option'), nth }) },
  { weight: 12, arbitrary: fc.record({ tab, act: fc.constant('fill in'), length, images }) },
  { weight: 6, arbitrary: fc.record({ tab, act: fc.constant('point at the price') }) },
  { weight: 6, arbitrary: fc.record({ tab, act: fc.constant('reload') }) },
  { weight: 6, arbitrary: fc.record({ tab, act: fc.constant('try again') }) },
  {
    weight: 26,
    arbitrary: fc.record({ tab, act: fc.constant('fill in and generate'), how, length, images }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ tab, act: fc.constant('fill in and generate in both tabs'), length, images }),
  },
  { weight: 5, arbitrary: fc.record({ tab, act: fc.constant('ask for an upgrade'), nth }) },
  { weight: 5, arbitrary: fc.record({ tab, act: fc.constant('pay'), how }) },
  { weight: 2, arbitrary: fc.record({ tab, act: fc.constant('upgrade in both tabs'), nth }) },
  { weight: 4, arbitrary: fc.record({ tab, act: fc.constant('come back later'), hours }) },
);
