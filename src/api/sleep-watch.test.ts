import { beforeEach, expect, test } from 'vitest';
import { createSleepWatch } from './sleep-watch.ts';

const HOUR = 3_600_000;

/** The machine's clock and its counter, in milliseconds. */
let wall = 0;
let counter = 0;
const newWatch = () =>
  createSleepWatch(
    () => wall,
    () => counter,
  );

beforeEach(() => {
  wall = Date.parse('2031-07-01T12:00:00Z');
  counter = 5000;
});

function goBy(wallMs: number, counterMs = wallMs) {
  wall += wallMs;
  counter += counterMs;
}

test('While clock and counter go on together, for however long, nothing is noticed', () => {
  const hasSlept = newWatch();
  for (const ms of [0, 250, 1000, 60_000, 24 * HOUR]) {
    goBy(ms);
    expect(hasSlept()).toBe(false);
  }
});

test.each([
  ['a sleep of eight hours', 8 * HOUR, 0],
  ['a sleep of four seconds between two looks a second apart', 5000, 1000],
  ['a clock that is put ahead by an hour', HOUR + 1000, 1000],
  ['a clock that is put back by three hours', 1000 - 3 * HOUR, 1000],
])('%s is noticed, once', (_, wallMs, counterMs) => {
  const hasSlept = newWatch();
  goBy(wallMs, counterMs);
  expect(hasSlept()).toBe(true);
  goBy(1000);
  expect(hasSlept()).toBe(false);
});

test('A second sleep is noticed too', () => {
  const hasSlept = newWatch();
  for (let night = 0; night < 2; night += 1) {
    goBy(8 * HOUR, 0);
    expect(hasSlept()).toBe(true);
  }
});

test('A counter that runs on during a sleep tells the time rightly: there is nothing to notice', () => {
  const hasSlept = newWatch();
  goBy(8 * HOUR);
  expect(hasSlept()).toBe(false);
});

test('A clock that is corrected bit by bit, half a second each minute, is not a sleep', () => {
  const hasSlept = newWatch();
  for (let minute = 0; minute < 60; minute += 1) {
    goBy(60_500, 60_000);
    expect(hasSlept()).toBe(false);
  }
});
