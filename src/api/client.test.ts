import * as v from 'valibot';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { epochMs } from '../units/instants.ts';
import { ApiError } from './api-error.ts';
import { onCustomerChange, send } from './client.ts';
import { recent } from './recent.ts';
import { serverClock } from './server-clock.ts';

const BalanceSchema = v.object({ remaining: v.number() });

/** Answers every request with this, or fails to when it is an error. Returns the calls. */
function answerWith(reply: unknown, init: ResponseInit = {}) {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => {
    if (reply instanceof Error) throw reply;
    return new Response(typeof reply === 'string' ? reply : JSON.stringify(reply), init);
  });
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

/** The error that sending fails with. */
async function failureOf(sending: Promise<unknown>): Promise<ApiError> {
  const error = await sending.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ApiError) return error;
  throw new Error(`${error} is no ApiError`);
}

function headersOf(fetch: ReturnType<typeof answerWith>): Headers {
  return new Headers(fetch.mock.lastCall?.[1]?.headers);
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('A request', () => {
  test('brings its reply in the shape of the schema, without what the schema does not know', async () => {
    answerWith({ remaining: 39_000, internal: 'x' });
    await expect(send(BalanceSchema, { path: '/v1/balance' })).resolves.toEqual({ remaining: 39_000 });
  });

  test('carries credentials and an id of its own', async () => {
    const fetch = answerWith({ remaining: 39_000 });
    await send(BalanceSchema, { path: '/v1/balance' });
    const first = headersOf(fetch).get('X-Request-Id');
    await send(BalanceSchema, { path: '/v1/balance' });
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(headersOf(fetch).get('X-Request-Id')).not.toBe(first);
    expect(fetch.mock.lastCall?.[1]).toMatchObject({ method: 'GET', credentials: 'include' });
    expect(headersOf(fetch).has('Idempotency-Key')).toBe(false);
  });

  test('that charges carries its key and its body as JSON', async () => {
    const fetch = answerWith({ remaining: 38_760 }, { status: 201 });
    const body = { credits: 240 };
    await send(BalanceSchema, { method: 'POST', path: '/v1/generations', body, idempotencyKey: 'key-1' });
    expect(fetch.mock.lastCall?.[0]).toBe('/v1/generations');
    expect(fetch.mock.lastCall?.[1]).toMatchObject({ method: 'POST', body: '{"credits":240}' });
    expect(headersOf(fetch).get('Idempotency-Key')).toBe('key-1');
    expect(headersOf(fetch).get('Content-Type')).toBe('application/json');
  });
});

describe('A request without a usable reply fails as', () => {
  const problem = {
    type: 'about:blank',
    title: 'Not enough credits',
    status: 402,
    code: 'insufficient_credits',
    required: 1200,
    remaining: 540,
    planId: null,
    requestId: 'as-the-server-says',
  };

  test('unreachable when no reply comes: the server may have acted', async () => {
    answerWith(new TypeError('fetch failed'));
    const error = await failureOf(send(BalanceSchema, { path: '/v1/balance' }));
    expect(error.failure.kind).toBe('unreachable');
    expect(error.isUncertain).toBe(true);
    expect(error.code).toBeNull();
  });

  test('a problem, with its code and all it carries: the server did not act', async () => {
    answerWith(problem, { status: 402 });
    const error = await failureOf(send(BalanceSchema, { path: '/v1/generations' }));
    expect(error.code).toBe('insufficient_credits');
    expect(error.problem).toMatchObject({ required: 1200, remaining: 540, planId: null });
    expect(error.message).toBe('Not enough credits');
    expect(error.isUncertain).toBe(false);
    expect(error.isBusy).toBe(false);
  });

  test.each([
    [500, 'it may have acted', true],
    [503, 'it may have acted', true],
    [429, 'it was asked too often and did not look', false],
  ])('a problem of a busy server on %d: %s', async (status, _, uncertain) => {
    answerWith({ ...problem, code: 'http', status }, { status });
    const error = await failureOf(send(BalanceSchema, { path: '/v1/balance' }));
    expect(error.isBusy).toBe(true);
    expect(error.isUncertain).toBe(uncertain);
  });

  test.each([
    ['of a problem', { ...problem, status: 503 }],
    ['of a gateway that speaks HTML', '<html>Busy</html>'],
  ])('busy with the pause that it asked for, in the reply %s', async (_, reply) => {
    answerWith(reply, { status: 503, headers: { 'Retry-After': '7' } });
    const error = await failureOf(send(BalanceSchema, { path: '/v1/balance' }));
    expect(error.retryAfterMs).toBe(7000);
  });

  test.each(['before its headers', 'before its body'])('timed out when the reply stops %s', async (when) => {
    const timeout = new AbortController();
    const asked = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(timeout.signal);
    const hangs = new ReadableStream({
      start: (body) => timeout.signal.addEventListener('abort', () => body.error(timeout.signal.reason)),
    });
    vi.stubGlobal('fetch', async () => {
      if (when === 'before its body') return new Response(hangs);
      return new Promise((_, reject) =>
        timeout.signal.addEventListener('abort', () => reject(timeout.signal.reason)),
      );
    });
    const failing = failureOf(send(BalanceSchema, { path: '/v1/balance' }));
    setTimeout(() => timeout.abort(new DOMException('20 s are over', 'TimeoutError')));
    const error = await failing;
    expect(asked).toHaveBeenCalledWith(20_000);
    expect(error.failure).toMatchObject({
      kind: 'timed-out',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(error.isUncertain).toBe(true);
  });

  test('a session that has ended on 401, whatever the body', async () => {
    answerWith('<html>Sign in</html>', { status: 401 });
    const error = await failureOf(send(BalanceSchema, { path: '/v1/balance' }));
    expect(error.failure.kind).toBe('session-ended');
    expect(error.isUncertain).toBe(false);
  });

  test.each([
    ['is not JSON', '{"remaining": ', 200],
    ['does not fit the schema', { remaining: 'many' }, 200],
    ['would be NaN', { remaining: null }, 200],
    ['is an error page in place of a problem', '<html>Bad gateway</html>', 502],
    ['is a problem without a code', { title: 'Oops' }, 400],
  ])('unintelligible when the reply %s', async (_, reply, status) => {
    answerWith(reply, { status });
    const error = await failureOf(send(BalanceSchema, { path: '/v1/balance' }));
    expect(error.failure).toMatchObject({ kind: 'unintelligible', status });
    expect(error.isUncertain).toBe(true);
  });

  test.each([
    ['unreachable', new TypeError('fetch failed'), 200],
    ['session-ended', {}, 401],
    ['unintelligible', {}, 200],
    ['problem', problem, 402],
  ])('%s with the id of the request that went out', async (kind, reply, status) => {
    const fetch = answerWith(reply, { status });
    const error = await failureOf(send(BalanceSchema, { path: '/v1/balance' }));
    expect(error.failure.kind).toBe(kind);
    expect(error.requestId).toBe(headersOf(fetch).get('X-Request-Id'));
  });

  test('the abort itself when the caller gave up', async () => {
    const caller = new AbortController();
    const gaveUp = new DOMException('no longer on screen', 'AbortError');
    answerWith(gaveUp);
    caller.abort();
    const sending = send(BalanceSchema, { path: '/v1/balance', signal: caller.signal });
    await expect(sending).rejects.toBe(gaveUp);
  });
});

describe('Every reply, refusals included, says', () => {
  test('what time it is on the server', async () => {
    answerWith({}, { status: 500, headers: { 'As-Of': '2026-04-21T09:00:00Z', Clock: 'frozen' } });
    await failureOf(send(BalanceSchema, { path: '/v1/balance' }));
    expect(serverClock.now()).toBe(epochMs('2026-04-21T09:00:00Z'));
    expect(serverClock.isFrozen()).toBe(true);
    expect(recent.requests.at(-1)?.atMs).toBe(epochMs('2026-04-21T09:00:00Z'));
  });

  describe('and where the time is written another way', () => {
    const tell = async (asOf: string) => {
      answerWith({ remaining: 1 }, { headers: { 'As-Of': asOf, Clock: 'frozen' } });
      await send(BalanceSchema, { path: '/v1/balance' });
    };

    test.each(['2026-04-21T09:00:00,5Z', '2026-04-21T11:00:00+02', '2026-04-21T11:00:00+0200'])(
      '%j is understood',
      async (asOf) => {
        await tell('2026-04-20T00:00:00Z');
        await tell(asOf);
        expect(serverClock.now()).toBe(epochMs('2026-04-21T09:00:00Z'));
      },
    );

    test.each(['2026-04-21T09:00:00Z, 2026-04-21T09:00:00Z', '2026-04-21', 'soon', ''])(
      '%j leaves the clock as it was',
      async (asOf) => {
        await tell('2026-04-20T00:00:00Z');
        await tell(asOf);
        expect(serverClock.now()).toBe(epochMs('2026-04-20T00:00:00Z'));
      },
    );
  });

  test('whose it is: the first names the customer, another id later is a change, once', async () => {
    const changed = vi.fn<() => void>();
    const stop = onCustomerChange(changed);
    const replyTo = async (customerId: string) => {
      answerWith({ remaining: 1 }, { headers: { 'Customer-Id': customerId } });
      await send(BalanceSchema, { path: '/v1/balance' });
    };
    await replyTo('customer-1');
    await replyTo('customer-1');
    expect(changed).not.toHaveBeenCalled();
    await replyTo('customer-2');
    await replyTo('customer-2');
    expect(changed).toHaveBeenCalledTimes(1);
    stop();
    await replyTo('customer-1');
    expect(changed).toHaveBeenCalledTimes(1);
  });
});

test('A charge is repeated for the customer who asked for it, and never in the name of another who signed in since', async () => {
  const charge = { method: 'POST', path: '/v1/generations', body: {}, idempotencyKey: 'key-of-ada' } as const;
  const signIn = (id: string) =>
    answerWith(
      { id, name: id, email: `${id}@example.com`, clonedVoices: [], remaining: 1 },
      { headers: { 'Customer-Id': id } },
    );
  signIn('ada');
  await send(BalanceSchema, { path: '/v1/balance' });
  answerWith(new TypeError('the reply was lost'));
  expect((await failureOf(send(BalanceSchema, charge))).isUncertain).toBe(true);

  const toBen = signIn('ben');
  const refusal = await failureOf(send(BalanceSchema, charge));
  expect(refusal.failure.kind).toBe('session-ended');
  expect(refusal.afterOpen().leavesChargeOpen).toBe(true);
  expect(toBen.mock.calls.map(([path]) => path)).toEqual(['/v1/account']);

  const toAda = signIn('ada');
  await expect(send(BalanceSchema, charge)).resolves.toEqual({ remaining: 1 });
  expect(toAda.mock.calls.map(([path]) => path)).toEqual(['/v1/account', '/v1/generations']);
});
