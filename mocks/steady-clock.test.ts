import { expect, test } from 'vitest';
import { createSteadyClock } from './steady-clock.ts';

/** A machine whose wall clock can be put ahead or back while time passes on its counter. */
function buildMachine() {
  let wall = 1_000_000_000;
  let monotonic = 500;
  return {
    clock: createSteadyClock(
      () => wall,
      () => monotonic,
    ),
    passes(ms: number) {
      wall += ms;
      monotonic += ms;
    },
    sleeps(ms: number) {
      wall += ms;
    },
    isPut(ms: number) {
      wall += ms;
    },
  };
}

test('It runs with the machine’s clock', () => {
  const { clock, passes } = buildMachine();
  expect(clock()).toBe(1_000_000_000);
  passes(90_000);
  expect(clock()).toBe(1_000_090_000);
});

test('Put back three hours it runs on: a minute later it is a minute later, also the second time', () => {
  const { clock, passes, isPut } = buildMachine();
  for (const minutes of [1, 2]) {
    isPut(-3 * 3_600_000);
    passes(60_000);
    expect(clock()).toBe(1_000_000_000 + minutes * 60_000);
  }
});

test('After eight hours of sleep it is eight hours later', () => {
  const { clock, sleeps } = buildMachine();
  sleeps(8 * 3_600_000);
  expect(clock()).toBe(1_000_000_000 + 8 * 3_600_000);
});

test('Corrections of less than a second are followed, back as well as ahead', () => {
  const { clock, isPut } = buildMachine();
  isPut(-800);
  expect(clock()).toBe(1_000_000_000 - 800);
  isPut(500);
  expect(clock()).toBe(1_000_000_000 - 300);
});
