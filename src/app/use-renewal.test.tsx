import { act, screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { serverClock } from '../api/server-clock.ts';
import { renderScenario } from '../testing/render-scenario.tsx';

beforeEach(() => {
  // The clocks of both sides and whatever ticks by them; replies arrive as fast as ever.
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setInterval', 'clearInterval'] });
});

afterEach(() => {
  vi.useRealTimers();
});

const goBy = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const header = () => within(screen.getByRole('banner'));

/** How often the balance is asked for from now on. */
function countBalances(server: Awaited<ReturnType<typeof renderScenario>>['server']) {
  const asked = vi.fn<() => void>();
  server.events.on('request:start', ({ request }) => {
    if (request.url.endsWith('/v1/balance')) asked();
  });
  return asked;
}

describe('A minute before the reset, with 12,480 left,', () => {
  async function openBeforeReset() {
    const { server } = await renderScenario({ scenario: 'scenario=before-reset' });
    expect(await header().findByText('12,480 left')).toBeVisible();
    await screen.findAllByText(/^in /);
    return { asked: countBalances(server), server };
  }

  test('nothing is asked for before the moment', async () => {
    const { asked } = await openBeforeReset();
    await goBy(58_000);
    expect(asked).not.toHaveBeenCalled();
    expect(header().getByText('12,480 left')).toBeVisible();
  });

  test('the balance renews itself within five seconds after it, once', async () => {
    const { asked } = await openBeforeReset();
    await goBy(66_000);
    expect(await header().findByText('40,000 left')).toBeVisible();
    expect(asked).toHaveBeenCalledTimes(1);
    await goBy(60_000);
    expect(asked).toHaveBeenCalledTimes(1);
    const balance = await screen.findByRole('region', { name: 'Credit balance' });
    expect(balance.querySelector('time')).toHaveAttribute('datetime', '2026-06-04T18:00:00Z');
  });

  test('what was asked while the server seemed further on counts for nothing: it is asked anew at once', async () => {
    const { asked, server } = await openBeforeReset();
    const held = Promise.withResolvers<undefined>();
    server.use(http.get('*/v1/*', () => held.promise));
    const hear = (asOf: string) => serverClock.hear({ asOf, frozen: false, tookMs: 0 });

    hear('2026-05-04T18:00:50Z');
    for (const [seconds, times] of [
      [1, 1],
      [6, 2],
      [10, 3],
      [20, 4],
    ] as const) {
      await goBy(seconds * 1000);
      await waitFor(() => expect(asked).toHaveBeenCalledTimes(times));
    }
    await goBy(30_000);
    expect(asked).toHaveBeenCalledTimes(4);

    hear('2026-05-04T18:00:06Z');
    await goBy(1000);
    await waitFor(() => expect(asked).toHaveBeenCalledTimes(5));
    held.resolve(undefined);
    expect(await header().findByText('40,000 left')).toBeVisible();
  });

  test('the countdown goes by the server’s clock, second by second', async () => {
    await openBeforeReset();
    const countdown = () =>
      within(screen.getByRole('region', { name: 'Credit balance' })).getAllByText(/^in /)[0]?.textContent;
    await goBy(30_000);
    const seconds = Number(/^in (\d+) sec$/.exec(countdown() ?? '')?.[1]);
    expect(seconds).toBeLessThanOrEqual(30);
    expect(seconds).toBeGreaterThanOrEqual(26);
    await goBy(10_000);
    expect(countdown()).toBe(`in ${seconds - 10} sec`);
  });
});

test('While the clock is frozen nothing counts down and nothing renews, however long the page is open', async () => {
  const { server } = await renderScenario({ scenario: 'scenario=before-reset&at=2026-05-04T17:59:00Z' });
  const balance = await screen.findByRole('region', { name: 'Credit balance' });
  await within(balance).findAllByText('in 1 min');
  const asked = countBalances(server);
  await goBy(3_600_000);
  expect(within(balance).getAllByText('in 1 min')).toHaveLength(2);
  expect(asked).not.toHaveBeenCalled();
});

test('A boundary that brings no reset, since a payment is missing, is asked about once and no more', async () => {
  const { server } = await renderScenario({ scenario: 'scenario=past-due' });
  const asked = countBalances(server);
  await screen.findAllByText('A payment is missing');
  await goBy(3_600_000);
  expect(asked.mock.calls.length).toBeLessThanOrEqual(2);
});
