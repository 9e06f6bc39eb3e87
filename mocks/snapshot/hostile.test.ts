import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { buildReplay } from '../testing/build-snapshot.ts';
import { buildScenario, openTab, speech } from '../testing/build-world.ts';
import capture from './fixtures/capture-v1.json' with { type: 'json' };
import { askEverything } from './questions.ts';
import { worldOf } from './read-replay.ts';
import { readSnapshot } from './read-snapshot.ts';
import type { Replay } from './replay-schema.ts';
import { endpointReplySchema } from './reply-schemas.ts';

async function honest(): Promise<Replay> {
  const scenario = buildScenario({
    events: [
      { at: '2026-04-11T08:05:00Z', generate: { tool: 'voice-clone' }, voiceName: 'Aunt' },
      { at: '2026-04-12T08:05:00Z', generate: { tool: 'speech-to-speech', seconds: 10.2 } },
    ],
  });
  const tab = openTab({ scenario, at: '2026-04-21T09:00:00Z' });
  await tab.generate(speech(1200), 'key-1');
  await tab.generate(speech(30), 'key-2');
  const quote = await tab.quote('max-pro-40000');
  await tab.confirm(quote.id, 'key-3');
  const replay = await buildReplay(tab.world, scenario);
  return { ...replay, replies: replay.replies.slice(0, 3) };
}

const base = await honest();

/** The file with one value put in its place. */
function changed(pointer: string, value: unknown): string {
  const names = pointer.slice(1).split('/');
  const last = names.pop() ?? '';
  const copy = structuredClone(base);
  let place = copy as unknown as Record<string, unknown>;
  for (const name of names) place = place[name] as Record<string, unknown>;
  place[last] = value;
  return JSON.stringify(copy);
}

async function reasonOf(text: string): Promise<string> {
  const read = await readSnapshot(text);
  return read.ok ? 'opened' : read.reason;
}

test('The file that nobody touched opens', async () => {
  expect(await reasonOf(JSON.stringify(base))).toBe('opened');
});

describe('Refused with the reason', () => {
  const nested = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
  test.each<[string, string, RegExp]>([
    ['an empty file', '', /^The file is not JSON/],
    [
      'a truncated file',
      JSON.stringify(base).slice(0, -40),
      /^The file is not JSON, or not all of it\. Nothing was changed\.$/,
    ],
    ['a list', '[]', /^The file is no snapshot/],
    [
      'another kind',
      '{"kind":"toString","version":1}',
      /^\/kind is none that can be opened: there are replay, dispute, capture/,
    ],
    ['no version', '{"kind":"replay"}', /^\/version is no version/],
    [
      'a future version',
      '{"kind":"replay","version":2}',
      /^\/version is 2, of a newer dashboard: this one reads up to 1/,
    ],
    ['10,000 levels', nested, /^The file is nested deeper than 40 levels/],
    [
      '50 MB',
      `{"kind":"replay","x":"${'a'.repeat(50_000_000)}"}`,
      /^The file is too large: 50,000,0\d\d characters, and 10,000,000 characters are read/,
    ],
    [
      'a polluted prototype',
      '{"kind":"replay","version":1,"__proto__":{"admin":true}}',
      /^\/__proto__ is a name that no field may have/,
    ],
    [
      'a constructor',
      '{"kind":"replay","version":1,"a":[{"constructor":{}}]}',
      /^\/a\/0\/constructor is a name/,
    ],
    ['a number beyond all numbers', '{"kind":"replay","version":1,"epoch":1e999}', /^\/epoch is no number/],
    ['markup', changed('/scenario/title', '<img src=x onerror=alert(1)>'), /^\/scenario\/title holds markup/],
    [
      'an endless text',
      changed('/scenario/story', 'a'.repeat(100_000)),
      /^\/scenario\/story is longer than 2000/,
    ],
    ['an unknown field', changed('/scenario/phone', '1'), /^\/scenario\/phone is wrong/],
    [
      'a real name',
      changed('/scenario/account/name', 'Ada'),
      /^\/scenario\/account\/name is not the placeholder/,
    ],
    [
      '30 February',
      changed('/clock/frozenAt', '2026-02-30T00:00:00Z'),
      /^\/clock\/frozenAt is no such moment/,
    ],
    ['the year 9999', changed('/clock/frozenAt', '9999-01-01T00:00:00Z'), /^\/clock\/frozenAt is no instant/],
    [
      'a plan that is not sold',
      changed('/scenario/subscription/planId', 'free'),
      /^\/scenario cannot be followed: .*not sold: free/,
    ],
    [
      'an anchor long ago',
      changed('/scenario/subscription/anchor', '1800-01-01T00:00:00Z'),
      /^\/scenario\/subscription\/anchor is more than 40 years from the opening/,
    ],
    [
      'events out of order',
      changed(
        '/events',
        base.events.toSorted((a, b) => Number(b.sequence === 4) - Number(a.sequence === 4)),
      ),
      /^\/events\/1\/sequence is 3, and the event before it has 4/,
    ],
    ['an event in the past', changed('/events/1/at', '2026-04-20T00:00:00Z'), /^\/events\/1\/at is before/],
    [
      'a sequence given twice',
      changed('/events/1/sequence', base.events[0]?.sequence),
      /^\/events\/1\/sequence is 3, and the event before it has 3/,
    ],
    [
      'a key given twice',
      changed('/events/1/idempotency/key', 'key-1'),
      /^\/events\/1\/idempotency\/key has charged an earlier event/,
    ],
    [
      'a wrong price',
      changed('/events/0/estimate/credits', 1000),
      /^\/events\/0\/idempotency\/fingerprint is not that of this event/,
    ],
    [
      'a wrong derivation',
      changed('/events/0/estimate/units', 7),
      /^\/events\/0\/estimate\/units is 7, and by the rules it is 1200/,
    ],
    [
      'an unknown tool',
      changed('/scenario/events/1/generate/tool', 'music'),
      /^\/scenario cannot be followed/,
    ],
    [
      'more than was left',
      changed('/scenario/events/1/generate/seconds', 25_000),
      /^\/scenario\/events\/1 would have been refused: There are not enough credits left/,
    ],
    [
      'another amount due',
      changed('/events/2/quote/dueNowMinor', 1),
      /^\/events\/2\/quote\/dueNowMinor is 1, and by the rules it is/,
    ],
    [
      'a quote for no plan',
      changed('/events/2/quote/plan/id', 'x'),
      /^\/events\/2 would have been refused: There is no plan x/,
    ],
    ['a quote that nobody gave', changed('/events/3/quote/id', 'quo-000001'), /^\/events\/3/],
    [
      'a free rate',
      changed('/catalogue/rateCards/0/rules/0/creditsPerUnit', 0),
      /^\/catalogue\/rateCards\/0\/rules\/0\/creditsPerUnit is wrong/,
    ],
    [
      'a card given twice',
      changed('/catalogue/rateCards/2', base.catalogue.rateCards[0]),
      /^\/catalogue\/rateCards\/2\/version is that of an earlier card/,
    ],
    ['a zone that is none', changed('/timeZone', 'Mars/Olympus'), /^\/timeZone is no time zone/],
    ['a bad fault rule', changed('/faults/rules', ['nonsense']), /no fault rule/],
    [
      'a capture of no moment',
      JSON.stringify({ ...capture, capturedAt: '2026-02-30T00:00:00Z' }),
      /^\/capturedAt is not an ISO 8601 instant\. Nothing was changed\.$/,
    ],
    ['a negative epoch', changed('/epoch', -1), /^\/epoch is negative/],
  ])('%s', async (_, text, reason) => {
    const began = performance.now();
    expect(await reasonOf(text)).toMatch(reason);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
});

const oddity = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    '<b>',
    -1,
    0,
    0.5,
    1e21,
    Number.MAX_SAFE_INTEGER,
    true,
    [],
    {},
    '2026-04-31T00:00:00Z',
    '2026-04-21T09:00:00Z',
    '2026-05-01T09:00:00Z',
    '-P1D',
    'P99999999Y',
    'now',
    'month',
    'year',
    'ai-suite-240000',
    'text-to-image',
    '__proto__',
  ),
  fc.integer(),
  fc.string(),
  fc.jsonValue({ maxDepth: 2 }),
);

const mutation = fc.record({
  where: fc.array(fc.nat(), { minLength: 1, maxLength: 7 }),
  act: fc.constantFrom('replace', 'replace', 'replace', 'nudge', 'remove', 'repeat', 'swap', 'add', 'cut'),
  oddity,
  nth: fc.nat(),
});

type Mutation = typeof mutation extends fc.Arbitrary<infer Value> ? Value : never;

/** The honest file with some of its values replaced, removed, repeated, swapped, or its text cut. */
function mutated(mutations: readonly Mutation[]): string {
  const copy: unknown = structuredClone(base);
  let cut: number | null = null;
  for (const { where, act, oddity, nth } of mutations) {
    let place = copy as Record<string, unknown>;
    let name = '';
    for (const step of where) {
      const names = Object.keys(place);
      name = names[step % Math.max(1, names.length)] ?? 'new';
      const inside = place[name];
      if (typeof inside !== 'object' || inside === null) break;
      if (step !== where.at(-1)) place = inside as Record<string, unknown>;
    }
    const value = place[name];
    if (act === 'replace') place[name] = oddity;
    else if (act === 'nudge') place[name] = typeof value === 'number' ? value + 1 : `${value}0`;
    else if (act === 'remove') delete place[name];
    else if (act === 'add') place[`x${nth % 3}`] = oddity;
    else if (act === 'cut') cut = nth;
    else if (Array.isArray(value) && act === 'repeat') value.push(structuredClone(value[nth % value.length]));
    else if (Array.isArray(value) && act === 'swap') value.reverse();
  }
  const text = JSON.stringify(copy);
  return cut === null ? text : text.slice(0, cut % text.length);
}

async function refuseOrAnswer(runs: number): Promise<{ opened: number; refused: number }> {
  const count = { opened: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
      const read = await readSnapshot(mutated(mutations));
      if (!read.ok) {
        count.refused += 1;
        expect(read.reason).toMatch(/^(The file|\/\S*) .+ Nothing was changed\.$/s);
        return;
      }
      count.opened += 1;
      if (read.snapshot.kind !== 'replay') throw new Error('A replay became something else.');
      const { replay, catalogue: cards } = read.snapshot.replay;
      const setting = {
        anchor: '2026-04-01T09:00:00Z',
        now: replay.clock.frozenAt,
        timeZone: replay.timeZone,
        ...cards,
      };
      for (const { path, status, body } of await askEverything(worldOf(read.snapshot.replay), setting)) {
        const schema = endpointReplySchema(path);
        expect([path, status, schema && v.is(schema, body)]).toEqual([path, 200, true]);
      }
    }),
    { numRuns: runs },
  );
  return count;
}

test('A file that was meddled with is refused with a reason, or opens and answers every question', async () => {
  const { opened, refused } = await refuseOrAnswer(200);
  expect(opened).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(100);
});

test.runIf(process.env.TEST_FULL === '1')(
  'So are 10,000 of them @full',
  async () => {
    const { opened, refused } = await refuseOrAnswer(10_000);
    expect(opened + refused).toBe(10_000);
  },
  1_800_000,
);
