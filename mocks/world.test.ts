import { describe, expect, test } from 'vitest';
import type { NewEvent } from './billing/state.ts';
import { balanceOf } from './billing/views.ts';
import { createMemoryStore } from './store/memory-store.ts';
import type { Store } from './store/store.ts';
import { look, steer } from './support/steer.ts';
import { buildMachineClock, buildScenario, buildWorld } from './testing/build-world.ts';
import type { World } from './world.ts';

const DAY = 86_400;

const FIVE_CREDITS: NewEvent = {
  kind: 'generation',
  request: { tool: 'voice-clone' },
  estimate: {
    ok: true,
    credits: 5,
    rateCardVersion: '2026-01',
    ruleId: 'clone',
    quantity: 1,
    unit: 'clone',
    unitSize: 1,
    units: 1,
    creditsPerUnit: 5,
  },
};

const used1000 = buildScenario({
  events: [
    {
      at: '2026-04-11T08:05:00Z',
      generate: { tool: 'text-to-speech', model: 'Cartesia', characters: 10_000 },
    },
  ],
});

const spendFive = (world: World) => world.transact(({ append }) => append(FIVE_CREDITS));
const nowIn = (world: World) => world.transact(({ now }) => now);
const balanceIn = (world: World) => world.transact(({ state }) => balanceOf(state));
const entriesIn = (world: World) => world.transact(({ state }) => [...state.entries].map(({ id }) => id));

test('A log of 150,000 events, more than one call takes as arguments, is opened like any other', async () => {
  const setting = { store: createMemoryStore(), at: '2026-04-21T09:00:00Z' };
  const tomorrow = { ...FIVE_CREDITS, at: '2026-04-22T09:00:00Z' };
  await buildWorld(setting).change((world) => ({
    result: undefined,
    world,
    append: Array.from({ length: 150_000 }, (_, i) => ({ ...tomorrow, sequence: i + 1 })),
  }));
  expect(await look(buildWorld(setting))).toMatchObject({ later: 150_000 });
});

describe('the clock', () => {
  test('runs from the scenario’s opening, wherever the machine’s clock stands', async () => {
    const clock = buildMachineClock('1999-12-31T23:59:00Z');
    const world = buildWorld({ clock });
    expect(await nowIn(world)).toBe('2026-04-21T09:00:00Z');
    clock.turn(90);
    expect(await nowIn(world)).toBe('2026-04-21T09:01:30Z');
  });

  test('floors to the second', async () => {
    const clock = buildMachineClock();
    const world = buildWorld({ clock });
    await nowIn(world);
    clock.turn(59.999);
    expect(await nowIn(world)).toBe('2026-04-21T09:00:59Z');
  });

  test('runs on while the page is closed: it is kept with the store', async () => {
    const [clock, store] = [buildMachineClock(), createMemoryStore()];
    await nowIn(buildWorld({ clock, store }));
    clock.turn(3600);
    expect(await nowIn(buildWorld({ clock, store }))).toBe('2026-04-21T10:00:00Z');
  });

  test('stands still where the link freezes it, and says so', async () => {
    const clock = buildMachineClock();
    const world = buildWorld({ clock, at: '2026-04-25T00:00:00Z' });
    expect(await world.transact(({ now, frozen }) => ({ now, frozen }))).toEqual({
      now: '2026-04-25T00:00:00Z',
      frozen: true,
    });
    clock.turn(DAY);
    expect(await nowIn(world)).toBe('2026-04-25T00:00:00Z');
    expect(await buildWorld().transact(({ frozen }) => frozen)).toBe(false);
  });

  test('of a scenario that opens now starts with the machine’s, or where it is frozen, and keeps its first opening', async () => {
    const scenario = buildScenario({
      opensAt: 'now',
      subscription: { planId: 'ai-suite-40000', interval: 'month', anchor: '-P10D' },
    });
    const clock = buildMachineClock('2030-03-15T10:00:00Z');
    const store = createMemoryStore();
    const begins = (world: World) => world.transact(({ now, state }) => [state.subscription.anchor, now]);
    expect(await begins(buildWorld({ scenario, clock, store }))).toEqual([
      '2030-03-05T10:00:00Z',
      '2030-03-15T10:00:00Z',
    ]);
    clock.turn(DAY);
    expect(await begins(buildWorld({ scenario, clock, store }))).toEqual([
      '2030-03-05T10:00:00Z',
      '2030-03-16T10:00:00Z',
    ]);
    expect(await begins(buildWorld({ scenario, clock, at: '2026-04-25T00:00:00Z' }))).toEqual([
      '2026-04-15T00:00:00Z',
      '2026-04-25T00:00:00Z',
    ]);
  });

  test('never shows a moment before the last thing that happened, when the machine’s clock is put back', async () => {
    const clock = buildMachineClock();
    const world = buildWorld({ clock });
    await nowIn(world);
    clock.turn(60);
    await spendFive(world);
    clock.turn(-45);
    expect(await nowIn(world)).toBe('2026-04-21T09:01:00Z');
    clock.turn(50);
    expect(await nowIn(world)).toBe('2026-04-21T09:01:05Z');
  });

  test('never shows a moment before the opening either: what the scenario tells stays, and charges come after it', async () => {
    const clock = buildMachineClock();
    const world = buildWorld({ clock, scenario: used1000 });
    await nowIn(world);
    clock.turn(-30 * DAY);
    expect(await nowIn(world)).toBe('2026-04-21T09:00:00Z');
    await spendFive(world);
    expect(await balanceIn(world)).toMatchObject({ used: 1005 });
    expect(await entriesIn(world)).toEqual(['gen-000001', 'gen-000002']);
  });

  test('put back over a reset, takes the reset back: all follows from the state and the clock', async () => {
    const clock = buildMachineClock();
    const world = buildWorld({ clock, scenario: used1000 });
    await nowIn(world);
    clock.turn(11 * DAY);
    expect(await balanceIn(world)).toMatchObject({ used: 0, asOf: '2026-05-02T09:00:00Z' });
    clock.turn(-5 * DAY);
    expect(await balanceIn(world)).toMatchObject({ used: 1000, asOf: '2026-04-27T09:00:00Z' });
    expect(await entriesIn(world)).toEqual(['gen-000001']);
  });

  test('put back and forth over a reset between the looks of one tab: what another did meanwhile is in its old cycle', async () => {
    const [clock, store] = [buildMachineClock(), createMemoryStore()];
    const [here, there] = [buildWorld({ store, clock }), buildWorld({ store, clock })];
    await nowIn(here);
    clock.turn(11 * DAY);
    await nowIn(there);
    clock.turn(-5 * DAY);
    await spendFive(here);
    clock.turn(5 * DAY);
    expect(await balanceIn(there)).toMatchObject({ used: 0 });
    expect(await entriesIn(there)).toEqual(['gen-000001', 'reset-2026-05-01T09:00:00Z']);
  });

  test('frozen before an event of the scenario, hides it; its number stays taken', async () => {
    const world = buildWorld({ scenario: used1000, at: '2026-04-11T08:04:59Z' });
    expect(await balanceIn(world)).toMatchObject({ used: 0, asOf: '2026-04-11T08:04:59Z' });
    await spendFive(world);
    expect(await entriesIn(world)).toEqual(['gen-000002']);
    expect(await balanceIn(buildWorld({ scenario: used1000, at: '2026-04-11T08:05:00Z' }))).toMatchObject({
      used: 1000,
    });
  });

  test('frozen before the subscription began, stands at its first moment; what is spent there is not forgotten', async () => {
    const [store, at] = [createMemoryStore(), '2020-01-01T00:00:00Z'];
    const world = buildWorld({ store, at });
    expect(await nowIn(world)).toBe('2026-04-01T09:00:00Z');
    await spendFive(world);
    expect(await balanceIn(world)).toMatchObject({ used: 5 });
    expect(await balanceIn(buildWorld({ store, at }))).toMatchObject({ used: 5 });
  });
});

describe('the state', () => {
  /** Notes how many stored events each transaction hands over. */
  function buildWatchedStore() {
    const store = createMemoryStore();
    const handedOver: number[] = [];
    const watched: Store = {
      transact: (after, command) =>
        store.transact(after, (world, later) => {
          handedOver.push(later.length);
          return command(world, later);
        }),
    };
    return { store: watched, handedOver };
  }

  test('is kept from request to request, and only what other tabs did is read again', async () => {
    const { store, handedOver } = buildWatchedStore();
    const clock = buildMachineClock();
    const [here, there] = [buildWorld({ store, clock }), buildWorld({ store, clock })];
    const stateHere = () => here.transact(({ state }) => state);
    const first = await stateHere();
    await spendFive(here);
    clock.turn(60);
    await spendFive(there);
    await spendFive(there);
    expect(await stateHere()).toBe(first);
    expect(first.usedByTool).toEqual({ 'voice-clone': 15 });
    expect(await stateHere()).toBe(first);
    expect(handedOver).toEqual([0, 0, 1, 0, 2, 0]);
  });

  test('survives a reload: a new tab over the same store begins where the last one ended', async () => {
    const store = createMemoryStore();
    await spendFive(buildWorld({ store }));
    await spendFive(buildWorld({ store }));
    expect(await entriesIn(buildWorld({ store }))).toEqual(['gen-000001', 'gen-000002']);
  });

  test('is untouched by a command that throws, also by what that had appended', async () => {
    const store = createMemoryStore();
    const world = buildWorld({ store });
    await spendFive(world);
    const failing = world.transact(({ append }) => {
      append(FIVE_CREDITS);
      throw new Error('The server failed.');
    });
    await expect(failing).rejects.toThrow('The server failed.');
    expect(await balanceIn(world)).toMatchObject({ used: 5 });
    await spendFive(world);
    expect(await entriesIn(world)).toEqual(['gen-000001', 'gen-000002']);
    expect(await entriesIn(buildWorld({ store }))).toEqual(['gen-000001', 'gen-000002']);
  });

  test('keeps nothing that could not be stored', async () => {
    const store = createMemoryStore();
    let isFull = false;
    const filling: Store = {
      transact: (after, command) =>
        store.transact(after, (world, later) => {
          const change = command(world, later);
          if (isFull) throw new Error('The disk is full.');
          return change;
        }),
    };
    const world = buildWorld({ store: filling });
    await spendFive(world);
    isFull = true;
    await expect(spendFive(world)).rejects.toThrow('The disk is full.');
    isFull = false;
    expect(await balanceIn(world)).toMatchObject({ used: 5 });
  });
});

describe('starting over', () => {
  test('forgets what happened, in every tab, and opens the scenario at its beginning', async () => {
    const [clock, store] = [buildMachineClock(), createMemoryStore()];
    const setting = { clock, store, scenario: used1000 };
    const [here, there] = [buildWorld(setting), buildWorld(setting)];
    clock.turn(60);
    await spendFive(here);
    await spendFive(there);
    expect(await balanceIn(here)).toMatchObject({ used: 1010 });

    clock.turn(3600);
    await here.startOver();
    for (const world of [there, here, buildWorld(setting)]) {
      expect(await balanceIn(world)).toMatchObject({ used: 1000, asOf: '2026-04-21T09:00:00Z' });
      expect(await entriesIn(world)).toEqual(['gen-000001']);
    }
    await spendFive(there);
    expect(await balanceIn(here)).toMatchObject({ used: 1005 });
  });

  test('counts faults afresh', async () => {
    const world = buildWorld();
    const count = () =>
      world.transact(({ faultCounts }) => {
        faultCounts.rule = (faultCounts.rule ?? 0) + 1;
        return faultCounts.rule;
      });
    expect([await count(), await count()]).toEqual([1, 2]);
    await world.startOver();
    expect(await count()).toBe(1);
  });

  test('works before anything was opened', async () => {
    const world = buildWorld();
    await world.startOver();
    expect(await nowIn(world)).toBe('2026-04-21T09:00:00Z');
  });
});

describe('the clock as support moves it', () => {
  const charge = { at: '2026-04-21T09:00:00Z', later: 0 };
  const at = (moment: string, running = false) => ({ at: moment, running });

  test('goes back: 1,000 used on 11 April are not used on 10 April, and are there again on the 12th', async () => {
    const world = buildWorld({ scenario: used1000 });
    expect(await look(world)).toMatchObject({ now: charge.at, later: 0, frozen: false });
    expect(await steer(world, at('2026-04-10T00:00:00Z'))).toMatchObject({ later: 1, frozen: true });
    expect(await balanceIn(world)).toMatchObject({ used: 0, asOf: '2026-04-10T00:00:00Z' });
    expect(await steer(world, at('2026-04-12T00:00:00Z'))).toMatchObject({ later: 0 });
    expect(await balanceIn(world)).toMatchObject({ used: 1000 });
  });

  test('never stands before the subscription began', async () => {
    const world = buildWorld({ scenario: used1000 });
    expect(await steer(world, at('2020-01-01T00:00:00Z'))).toMatchObject({ now: '2026-04-01T09:00:00Z' });
  });

  test('is seen by the other tab at its next request, and runs from where it was put', async () => {
    const clock = buildMachineClock();
    const setting = { scenario: used1000, store: createMemoryStore(), clock };
    const [here, there] = [buildWorld(setting), buildWorld(setting)];
    await spendFive(there);
    await steer(here, at('2026-04-10T00:00:00Z', true));
    expect(await balanceIn(there)).toMatchObject({ used: 0, asOf: '2026-04-10T00:00:00Z' });
    clock.turn(2 * DAY);
    expect(await balanceIn(there)).toMatchObject({ used: 1000, asOf: '2026-04-12T00:00:00Z' });
    clock.turn(-5 * DAY);
    expect(await nowIn(there)).toBe('2026-04-10T00:00:00Z');
    clock.turn(DAY * 20);
    expect(await balanceIn(here)).toMatchObject({ used: 1005 });
  });

  test('refuses a charge before later events until their loss is agreed to, and keeps them all', async () => {
    const world = buildWorld({ scenario: used1000 });
    await spendFive(world);
    expect(await steer(world, at('2026-04-10T00:00:00Z'))).toMatchObject({ later: 2 });
    await expect(spendFive(world)).rejects.toThrow('2 later events');
    await steer(world, at('2026-04-22T00:00:00Z'));
    expect(await balanceIn(world)).toMatchObject({ used: 1005 });
  });

  test('lets a charge discard the later events once that is agreed to, in every tab, and gives no id twice', async () => {
    const setting = { scenario: used1000, store: createMemoryStore() };
    const [here, there] = [buildWorld(setting), buildWorld(setting)];
    await spendFive(there);
    expect(await entriesIn(there)).toEqual(['gen-000001', 'gen-000002']);
    await steer(here, { ...at('2026-04-10T00:00:00Z'), discardLater: true });
    await spendFive(here);
    expect(await look(here)).toMatchObject({ later: 0, stored: { epoch: 1, scenarioEvents: 0 } });
    for (const world of [here, there, buildWorld(setting)]) {
      await steer(world, at('2026-04-22T00:00:00Z'));
      expect(await entriesIn(world)).toEqual(['gen-000003']);
      expect(await balanceIn(world)).toMatchObject({ used: 5 });
    }
  });

  test('asks nobody before a charge at the instant of a link: no one has made the later events', async () => {
    const world = buildWorld({ scenario: used1000, at: '2026-04-10T00:00:00Z' });
    await spendFive(world);
    expect(await balanceIn(world)).toMatchObject({ used: 5 });
  });
});
