import {
  environmentManager,
  MutationObserver,
  type QueryClient,
  QueryObserver,
  type QueryObserverOptions,
} from '@tanstack/react-query';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { ApiError } from './api-error.ts';
import { quoteQueries } from './charges.ts';
import { send } from './client.ts';
import { createQueryClient } from './query-client.ts';

const requestId = 'b1946ac9-0000-4000-8000-000000000000';
const problem = { type: 'about:blank', title: 'Refused', code: 'refused' };
const UNREACHABLE = new ApiError({ kind: 'unreachable', requestId });
const BUSY = new ApiError({ kind: 'problem', requestId, status: 503, problem: { ...problem, status: 503 } });
const REFUSED = new ApiError({
  kind: 'problem',
  requestId,
  status: 403,
  problem: { ...problem, status: 403 },
});
const SIGNED_OUT = new ApiError({ kind: 'session-ended', requestId, status: 401 });
const NONSENSE = new ApiError({ kind: 'unintelligible', requestId, status: 200 });

/** Shows a query on a screen of this client. Returns how often it was asked for. */
function onScreen(client: QueryClient, options: QueryObserverOptions<unknown, Error>) {
  const asked = vi.fn<() => Promise<unknown>>(async () => ({ remaining: 39_000 }));
  const leave = new QueryObserver(client, { ...options, queryFn: asked }).subscribe(() => {});
  onTestFinished(leave);
  return asked;
}

/** Runs a mutation to its end, well or badly. */
async function charge(client: QueryClient, outcome: Error | null) {
  const mutationFn = async () => {
    if (outcome) throw outcome;
  };
  await new MutationObserver(client, { mutationFn }).mutate().catch(() => undefined);
}

function newClient(): QueryClient {
  const client = createQueryClient();
  onTestFinished(() => client.clear());
  return client;
}

describe('After a charge', () => {
  test.each([
    ['accepted', null],
    ['refused', REFUSED],
    ['lost', UNREACHABLE],
  ])('%s, whatever is on screen is asked for again', async (_, outcome) => {
    const client = newClient();
    const balance = onScreen(client, { queryKey: ['balance'] });
    await vi.waitFor(() => expect(balance).toHaveBeenCalledTimes(1));
    await charge(client, outcome);
    await vi.waitFor(() => expect(balance).toHaveBeenCalledTimes(2));
  });

  test('a quote on screen is not: it is frozen', async () => {
    const client = newClient();
    const { queryKey, meta = {}, staleTime } = quoteQueries.forPlan('ai-suite-240000', 0);
    const quote = onScreen(client, { queryKey, meta, staleTime: Number(staleTime) });
    const balance = onScreen(client, { queryKey: ['balance'] });
    await vi.waitFor(() => expect(quote).toHaveBeenCalledTimes(1));
    await charge(client, null);
    await vi.waitFor(() => expect(balance).toHaveBeenCalledTimes(2));
    expect(quote).toHaveBeenCalledTimes(1);
  });

  test('a first load that was answered before the charge is asked for anew, and shown neither as fresh nor as failed', async () => {
    const client = newClient();
    const early = Promise.withResolvers<unknown>();
    const signals: AbortSignal[] = [];
    const shown: unknown[] = [];
    const usage = new QueryObserver(client, {
      queryKey: ['usage'],
      queryFn: ({ signal }) => {
        signals.push(signal);
        return signals.length === 1 ? early.promise : Promise.resolve('after the charge');
      },
    });
    onTestFinished(usage.subscribe(({ status, data }) => shown.push(data ?? status)));

    await charge(client, null);
    early.resolve('before the charge');
    await vi.waitFor(() => expect(usage.getCurrentResult().data).toBe('after the charge'));
    await early.promise;
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect([...new Set(shown)]).toEqual(['pending', 'after the charge']);
  });

  test('a quote under way is let go on', async () => {
    const client = newClient();
    const { queryKey, meta = {} } = quoteQueries.forPlan('ai-suite-240000', 0);
    const reply = Promise.withResolvers<unknown>();
    const asked = vi.fn<() => Promise<unknown>>(() => reply.promise);
    const quote = new QueryObserver(client, { queryKey, meta, queryFn: asked });
    onTestFinished(quote.subscribe(() => {}));
    await charge(client, null);
    reply.resolve('quote');
    await vi.waitFor(() => expect(quote.getCurrentResult().data).toBe('quote'));
    expect(asked).toHaveBeenCalledTimes(1);
  });

  test('what was on screen before is asked for anew when it comes back', async () => {
    const client = newClient();
    client.setQueryData(['plans'], 'before the upgrade');
    await charge(client, null);
    const plans = onScreen(client, { queryKey: ['plans'] });
    await vi.waitFor(() => expect(plans).toHaveBeenCalledTimes(1));
  });

  test('the other tabs ask again too', async () => {
    const elsewhere = onScreen(newClient(), { queryKey: ['balance'] });
    await vi.waitFor(() => expect(elsewhere).toHaveBeenCalledTimes(1));
    await charge(newClient(), null);
    await vi.waitFor(() => expect(elsewhere).toHaveBeenCalledTimes(2));
  });
});

describe('A query that fails', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each([
    ['unreachable', UNREACHABLE, 3],
    ['busy', BUSY, 3],
    ['refused', REFUSED, 1],
    ['signed out', SIGNED_OUT, 1],
    ['unintelligible', NONSENSE, 1],
    ['our own mistake', new TypeError('x is not a function'), 1],
  ])('as %s is sent %3$d times in all', async (_, error, times) => {
    const asked = vi.fn<() => Promise<never>>(async () => {
      throw error;
    });
    const failing = newClient().fetchQuery({ queryKey: ['balance'], queryFn: asked });
    const outcome = failing.catch((thrown: unknown) => thrown);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await outcome).toBe(error);
    expect(asked).toHaveBeenCalledTimes(times);
  });
});

test('A server that asks for 30 days of peace has them a day at a time: no timer overflows and asks at once', async () => {
  vi.useFakeTimers();
  environmentManager.setIsServer(() => false);
  const headers = { 'Retry-After': '2592000' };
  const fetch = vi.fn<() => Promise<Response>>(async () => new Response('Busy', { status: 503, headers }));
  vi.stubGlobal('fetch', fetch);
  onTestFinished(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    environmentManager.setIsServer(() => true);
  });
  const queryFn = () => send(v.number(), { path: '/v1/balance' });
  const balance = new QueryObserver(newClient(), { queryKey: ['balance'], queryFn });
  onTestFinished(balance.subscribe(() => {}));
  await vi.advanceTimersByTimeAsync(1000);
  expect(fetch).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(86_400_000);
  expect(fetch).toHaveBeenCalledTimes(2);
});

test('A reply for another customer leaves nothing of the former one in the cache', async () => {
  const client = newClient();
  const hearOf = async (customerId: string) => {
    vi.stubGlobal('fetch', async () => new Response('1', { headers: { 'Customer-Id': customerId } }));
    await send(v.number(), { path: '/v1/balance' });
  };
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  await hearOf('customer-1');
  client.setQueryData(['balance'], { remaining: 39_000 });
  await hearOf('customer-1');
  expect(client.getQueryData(['balance'])).toEqual({ remaining: 39_000 });
  await hearOf('customer-2');
  expect(client.getQueryData(['balance'])).toBeUndefined();
});
