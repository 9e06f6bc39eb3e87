import { act, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { renderScenario } from '../testing/render-scenario.tsx';

const HOUR = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setInterval', 'clearInterval'] });
});

afterEach(() => {
  vi.useRealTimers();
});

const goBy = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const header = () => within(screen.getByRole('banner'));

/** The machine's clock jumps, its counter and its timers stand still meanwhile. */
const setClock = (hours: number) => vi.setSystemTime(Date.now() + hours * HOUR);

test('A machine that slept over the reset, its counter standing still, shows the new cycle a second after waking', async () => {
  await renderScenario({ scenario: 'scenario=before-reset' });
  expect(await header().findByText('12,480 left')).toBeVisible();
  setClock(24);
  await goBy(1000);
  expect(await header().findByText('40,000 left')).toBeVisible();
  const balance = screen.getByRole('region', { name: 'Credit balance' });
  expect(balance.querySelector('time')).toHaveAttribute('datetime', '2026-06-04T18:00:00Z');
  expect(await within(balance).findAllByText('in 30 days')).not.toHaveLength(0);
});

test.each([
  ['visibilitychange', document],
  ['focus', window],
] as const)('It is noticed at once on %s', async (event, target) => {
  await renderScenario({ scenario: 'scenario=before-reset' });
  expect(await header().findByText('12,480 left')).toBeVisible();
  setClock(24);
  act(() => void target.dispatchEvent(new Event(event)));
  expect(await header().findByText('40,000 left')).toBeVisible();
});

test('While nobody sleeps nothing is asked for again', async () => {
  const { server } = await renderScenario({ scenario: 'scenario=used-1000&at=2026-04-21T09:00:00Z' });
  expect(await header().findByText('39,000 left')).toBeVisible();
  const asked = vi.fn<() => void>();
  server.events.on('request:start', asked);
  await goBy(HOUR);
  expect(asked).not.toHaveBeenCalled();
});
