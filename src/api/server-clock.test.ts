import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { epochMs, instantAt } from '../units/instants.ts';
import { createServerClock } from './server-clock.ts';

/** Milliseconds on this machine's monotonic counter. */
let counter = 0;
const newClock = () => createServerClock(() => counter);

const NINE = '2026-04-21T09:00:00Z';
const AFTER_NINE = (ms: number) => epochMs(NINE) + ms;

beforeEach(() => {
  counter = 5000;
});

test('Before the first reply nobody knows the time', () => {
  expect(newClock().now()).toBeNull();
});

test('Between replies time goes on with the monotonic counter', () => {
  const clock = newClock();
  clock.hear({ asOf: NINE, frozen: false, tookMs: 0 });
  expect(clock.now()).toBe(AFTER_NINE(0));
  counter += 61_250;
  expect(clock.now()).toBe(AFTER_NINE(61_250));
});

describe('A reply while the clock runs', () => {
  test.each([
    ['at once', 0, NINE, 0],
    ['after the second in which it was written', 999, NINE, 0],
    ['fifteen seconds under way', 15_999, NINE, 15_000],
    ['slow, ten minutes on', 602_500, '2026-04-21T09:10:00Z', 1501],
  ])('that agrees, %s, moves nothing', (_, elapsed, asOf, tookMs) => {
    const clock = newClock();
    clock.hear({ asOf: NINE, frozen: false, tookMs: 0 });
    counter += elapsed;
    clock.hear({ asOf, frozen: false, tookMs });
    expect(clock.now()).toBe(AFTER_NINE(elapsed));
  });

  test('that is ahead, as after a sleep during which the counter stood, is believed', () => {
    const clock = newClock();
    clock.hear({ asOf: NINE, frozen: false, tookMs: 0 });
    counter += 1000;
    clock.hear({ asOf: '2026-04-21T17:30:00Z', frozen: false, tookMs: 0 });
    expect(clock.now()).toBe(epochMs('2026-04-21T17:30:00Z'));
    counter += 500;
    expect(clock.now()).toBe(epochMs('2026-04-21T17:30:00Z') + 500);
  });

  test('that is behind by more than its way took is believed', () => {
    const clock = newClock();
    clock.hear({ asOf: NINE, frozen: false, tookMs: 0 });
    counter += 3000;
    clock.hear({ asOf: NINE, frozen: false, tookMs: 2000 });
    expect(clock.now()).toBe(AFTER_NINE(0));
  });

  test('that is far behind, as after the server’s clock was put back, is believed', () => {
    const clock = newClock();
    clock.hear({ asOf: NINE, frozen: false, tookMs: 0 });
    counter += 60_000;
    clock.hear({ asOf: '2026-04-21T08:00:00Z', frozen: false, tookMs: 0 });
    expect(clock.now()).toBe(epochMs('2026-04-21T08:00:00Z'));
  });
});

describe('A frozen clock', () => {
  test('stands still however long it takes to the next reply', () => {
    const clock = newClock();
    clock.hear({ asOf: NINE, frozen: true, tookMs: 0 });
    counter += 86_400_000;
    expect(clock.now()).toBe(AFTER_NINE(0));
    expect(clock.isFrozen()).toBe(true);
  });

  test('goes where the next reply says, forwards and backwards', () => {
    const clock = newClock();
    clock.hear({ asOf: NINE, frozen: true, tookMs: 0 });
    clock.hear({ asOf: '2026-04-21T09:00:01Z', frozen: true, tookMs: 0 });
    expect(clock.now()).toBe(AFTER_NINE(1000));
    clock.hear({ asOf: '2026-02-01T00:00:00Z', frozen: true, tookMs: 0 });
    expect(clock.now()).toBe(epochMs('2026-02-01T00:00:00Z'));
  });

  test('runs again from the first reply that is not frozen, and stands from the first that is', () => {
    const clock = newClock();
    clock.hear({ asOf: NINE, frozen: true, tookMs: 0 });
    counter += 10_000;
    clock.hear({ asOf: NINE, frozen: false, tookMs: 0 });
    counter += 2000;
    expect(clock.now()).toBe(AFTER_NINE(2000));
    expect(clock.isFrozen()).toBe(false);
    clock.hear({ asOf: NINE, frozen: true, tookMs: 0 });
    counter += 2000;
    expect(clock.now()).toBe(AFTER_NINE(0));
  });
});

test('Replies however late never put the clock back, and never let it lag by more than the worst of them', () => {
  const reply = fc.record({
    afterMs: fc.integer({ min: 0, max: 20_000 }),
    /** On its way back; as long again on its way there. */
    latencyMs: fc.integer({ min: 0, max: 20_000 }),
  });
  fc.assert(
    fc.property(fc.array(reply, { minLength: 1, maxLength: 30 }), (replies) => {
      counter = 0;
      const clock = newClock();
      let earlier = Number.NEGATIVE_INFINITY;
      let worstMs = 0;
      for (const { afterMs, latencyMs } of replies) {
        counter += afterMs + latencyMs;
        worstMs = Math.max(worstMs, latencyMs);
        clock.hear({
          asOf: instantAt(AFTER_NINE(counter - latencyMs)),
          frozen: false,
          tookMs: 2 * latencyMs,
        });
        const now = clock.now() ?? Number.NaN;
        expect(now).toBeGreaterThanOrEqual(earlier);
        expect(AFTER_NINE(counter) - now).toBeGreaterThanOrEqual(0);
        expect(AFTER_NINE(counter) - now).toBeLessThan(1000 + 2 * worstMs);
        earlier = now;
      }
    }),
  );
});
