import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactReply } from '../../src/api/schemas/redaction.ts';
import { catalogue } from '../data/catalogue.ts';
import { loadScenario, scenarioIds } from '../scenarios/catalogue.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { look, steer } from '../support/steer.ts';
import { buildReplay, reopen, reopenWorld } from '../testing/build-snapshot.ts';
import { buildMachineClock, buildScenario, openTab, speech, type Tab } from '../testing/build-world.ts';
import type { World } from '../world.ts';
import { compareReplies } from './compare-replies.ts';
import { askEverything } from './questions.ts';

async function allReplies(world: World) {
  const { now, opened } = await look(world);
  return askEverything(world, {
    anchor: opened.start.anchor,
    now,
    timeZone: 'Asia/Kathmandu',
    ...catalogue,
  });
}

/** What a world answers, as a file may tell it, byte for byte. */
async function told(world: World): Promise<string[]> {
  const replies = await allReplies(world);
  return replies.map(
    ({ path, status, body }) => `${path} ${status} ${JSON.stringify(redactReply(path, body)?.body)}`,
  );
}

describe.each(scenarioIds)('Scenario %s, saved and opened in another browser', (id) => {
  test('answers every question with the same bytes, at its opening and at other moments', async () => {
    const scenario = await loadScenario(id);
    const { world } = openTab({ scenario, clock: buildMachineClock('2026-06-16T10:00:00Z') });
    const { now, opened } = await look(world);
    await steer(world, { running: false });
    const elsewhere = await reopenWorld(await buildReplay(world, scenario));
    const later = `${Number(now.slice(0, 4)) + 1}${now.slice(4)}`;
    for (const at of [now, opened.start.anchor, later, now]) {
      for (const each of [world, elsewhere]) await steer(each, { at, running: false });
      expect(await told(elsewhere)).toEqual(await told(world));
    }
  });
});

test('What the API answered over the wire is what the file holds', async () => {
  const scenario = await loadScenario('voice-only');
  const tab = openTab({ scenario, at: '2026-05-20T13:30:00Z' });
  const { replies } = await buildReplay(tab.world, scenario);
  expect(replies.length).toBeGreaterThan(14);
  for (const { path, body } of replies) {
    const { text } = await tab.get(path);
    expect(JSON.stringify(body)).toBe(JSON.stringify(redactReply(path, JSON.parse(text))?.body));
    if (path !== '/v1/account') expect(JSON.stringify(body)).toBe(text);
  }
});

test('A file compares with itself, and names the first figure that was changed in it', async () => {
  const scenario = await loadScenario('used-1000');
  const replay = await buildReplay(openTab({ scenario }).world, scenario);
  expect(await compareReplies(await reopen(replay))).toMatchObject({ difference: null, compared: 16 });
  const changed = structuredClone(replay);
  for (const reply of changed.replies)
    if (reply.path === '/v1/balance') (reply.body as { used: number }).used = 1400;
  expect((await compareReplies(await reopen(changed))).difference).toEqual({
    path: '/v1/balance',
    pointer: '/used',
    expected: 1400,
    got: 1000,
  });
});

test('Neither names nor addresses nor voices are in the file, and what is new stays out until it is listed', async () => {
  const scenario = buildScenario({ account: { name: 'Ada Okafor', email: 'ada@example.com' } });
  const tab = openTab({ scenario });
  await tab.generate(
    {
      request: { tool: 'voice-clone' },
      credits: 500,
      rateCardVersion: '2026-01',
      voiceName: 'Grandmother Adaeze',
    },
    'key-1',
  );
  const replay = await buildReplay(tab.world, { ...scenario, phone: '+41 44 668 18 00' } as typeof scenario);
  const text = JSON.stringify(replay);
  for (const secret of ['Ada', 'Okafor', 'example.com', 'Adaeze', '668', 'phone'])
    expect(text).not.toContain(secret);
  expect(replay.events[0]).toMatchObject({ voiceName: 'Cloned voice', idempotency: { key: 'key-1' } });
  expect(await told(await reopenWorld(replay))).toEqual(await told(tab.world));
  expect(redactReply('/v1/balance', { used: 5, iban: 'CH93' })).toEqual({
    path: '/v1/balance',
    body: { used: 5 },
  });
  expect(redactReply('/v1/ledger?q=adaeze', { entries: [], nextCursor: null })).toBeNull();
});

type Step =
  | { act: 'spend'; credits: number }
  | { act: 'clone' }
  | { act: 'upgrade'; planId: string; confirmed: boolean }
  | { act: 'retry' }
  | { act: 'clock'; days: number; running: boolean; discardLater: boolean }
  | { act: 'wait'; seconds: number };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ act: fc.constant('spend' as const), credits: fc.integer({ min: 1, max: 12_000 }) }),
  fc.record({ act: fc.constant('clone' as const) }),
  fc.record({
    act: fc.constant('upgrade' as const),
    planId: fc.constantFrom('ai-suite-240000', 'max-pro-40000', 'max-pro-240000'),
    confirmed: fc.boolean(),
  }),
  fc.record({ act: fc.constant('retry' as const) }),
  fc.record({
    act: fc.constant('clock' as const),
    days: fc.integer({ min: -70, max: 70 }),
    running: fc.boolean(),
    discardLater: fc.boolean(),
  }),
  fc.record({ act: fc.constant('wait' as const), seconds: fc.integer({ min: 0, max: 40 * 86_400 }) }),
);

async function take(
  tab: Tab,
  step: Step,
  key: string,
  clock: { turn(seconds: number): void },
  charged: string[],
) {
  switch (step.act) {
    case 'spend':
      charged.push(key);
      await tab.generate(speech(step.credits), key);
      return;
    case 'clone':
      await tab.generate(
        {
          request: { tool: 'voice-clone' },
          credits: 500,
          rateCardVersion: '2026-01',
          voiceName: `Voice ${key}`,
        },
        key,
      );
      return;
    case 'retry': {
      const again = charged.at(-1);
      if (again) await tab.generate(speech(5), again);
      return;
    }
    case 'upgrade': {
      const { body } = await tab.ask('POST', '/v1/upgrade-quotes', { body: { planId: step.planId } });
      if (step.confirmed) await tab.confirm(String((body as { id?: string }).id), key);
      return;
    }
    case 'clock': {
      const { now } = await look(tab.world);
      const at = `${new Date(Date.parse(now) + step.days * 86_400_000).toISOString().slice(0, 19)}Z`;
      await steer(tab.world, { at, running: step.running, discardLater: step.discardLater });
      return;
    }
    case 'wait':
      clock.turn(step.seconds);
  }
}

test('Whatever happened, with the clock forward and back, the saved world answers with the same bytes', async () => {
  let events = 0;
  let hidden = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 20, size: 'max' }), async (steps) => {
      const clock = buildMachineClock();
      const scenario = buildScenario({
        events: [
          { at: '2026-04-11T08:05:00Z', generate: { tool: 'voice-clone' }, voiceName: 'Aunt' },
          { at: '2026-04-12T08:05:00Z', generate: { tool: 'speech-to-speech', seconds: 10.2 } },
        ],
      });
      const tab = openTab({ scenario, clock, store: createMemoryStore() });
      const charged: string[] = [];
      for (const [index, step] of steps.entries()) await take(tab, step, `key-${index}`, clock, charged);
      const { now } = await steer(tab.world, { running: false });
      const replay = await buildReplay(tab.world, scenario);
      events += replay.events.length;
      hidden += replay.events.filter(({ at }) => at > now).length;
      const elsewhere = await reopenWorld(replay);
      expect(await told(elsewhere)).toEqual(await told(tab.world));
      expect((await compareReplies(await reopen(replay))).difference).toBeNull();
      for (const at of ['2026-04-11T12:00:00Z', '2027-03-01T00:00:00Z']) {
        for (const world of [tab.world, elsewhere]) await steer(world, { at, running: false });
        expect(await told(elsewhere)).toEqual(await told(tab.world));
      }
    }),
    { numRuns: 60 },
  );
  expect(events).toBeGreaterThan(60);
  expect(hidden).toBeGreaterThan(0);
});
