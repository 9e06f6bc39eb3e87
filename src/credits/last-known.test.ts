import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { serverClock } from '../api/server-clock.ts';
import { createFormats } from '../units/formats.ts';
import { lastKnown } from './last-known.ts';

const formats = createFormats('en-GB', 'UTC');

// The machine's clock is years off, which changes nothing.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: Date.parse('2031-07-01T12:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

test('Data received two minutes ago is of two minutes ago on the server’s clock', () => {
  serverClock.hear({ asOf: '2026-04-21T09:00:00Z', frozen: false, tookMs: 0 });
  const receivedAtMs = Date.now();
  vi.advanceTimersByTime(120_000);
  serverClock.hear({ asOf: '2026-04-21T09:02:00Z', frozen: false, tookMs: 0 });
  expect(lastKnown(receivedAtMs, formats)).toBe('. Last known: Tue, 21 Apr 2026, 09:00 UTC');
});

test('While the server’s clock stands still, so does the time of what is known', () => {
  serverClock.hear({ asOf: '2026-04-21T09:00:00Z', frozen: true, tookMs: 0 });
  const receivedAtMs = Date.now();
  vi.advanceTimersByTime(120_000);
  expect(lastKnown(receivedAtMs, formats)).toBe('. Last known: Tue, 21 Apr 2026, 09:00 UTC');
});
