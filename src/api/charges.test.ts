import { MutationObserver, QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { generationMutations, upgradeMutations } from './charges.ts';

const generation = {
  body: {
    request: { tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 3 },
    credits: 240,
    rateCardVersion: '2026-01',
  },
};

/** Of one press; the client remembers what became of it. */
let idempotencyKey: string;

const ACCOUNT = { id: 'customer-1', name: 'Ada Okafor', email: 'ada@example.com', clonedVoices: [] };

/** The key and the body of every charge that went out. */
let sent: { key: string | null; body: unknown }[] = [];

/** What is answered to the question who is signed in. */
let account: () => Response;

/** Answers the charges that go out with these in turn, the last one from then on. */
function answerInTurn(...replies: (() => Response)[]) {
  vi.stubGlobal('fetch', async (path: string, { headers, body }: RequestInit) => {
    if (path === '/v1/account') return account();
    const reply = replies[Math.min(sent.length, replies.length - 1)];
    sent.push({ key: new Headers(headers).get('Idempotency-Key'), body: JSON.parse(String(body)) });
    return reply?.();
  });
}

function lost(): Response {
  throw new TypeError('fetch failed');
}
const malformed = () => new Response('{"entry": ', { status: 201 });
const refusedWith = (status: number, code: string) => () =>
  new Response(JSON.stringify({ type: 'about:blank', title: 'Refused', status, code }), { status });

/** Sends it to the end of all its retries. Returns the error it ended with. */
async function endOf(sending: Promise<unknown>): Promise<unknown> {
  const outcome = sending.catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(60_000);
  return outcome;
}

const generate = () =>
  endOf(
    new MutationObserver(new QueryClient(), generationMutations.start()).mutate({
      ...generation,
      idempotencyKey,
    }),
  );

beforeEach(() => {
  sent = [];
  idempotencyKey = crypto.randomUUID();
  account = () => new Response(JSON.stringify(ACCOUNT));
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('A charge whose outcome is not known', () => {
  test.each([
    ['no reply', lost],
    ['a reply that makes no sense', malformed],
    ['a server that failed', refusedWith(500, 'internal_error')],
    ['a server that is busy', refusedWith(429, 'too_many_requests')],
  ])('after %s goes out four times more, the same body under the same key', async (_, reply) => {
    answerInTurn(reply);
    await generate();
    expect(sent).toHaveLength(5);
    expect(new Set(sent.map(({ key }) => key))).toEqual(new Set([idempotencyKey]));
    expect(new Set(sent.map(({ body }) => JSON.stringify(body)))).toHaveLength(1);
  });

  test('stops as soon as it is known', async () => {
    answerInTurn(lost, lost, refusedWith(402, 'insufficient_credits'));
    await expect(generate()).resolves.toMatchObject({ code: 'insufficient_credits' });
    expect(sent).toHaveLength(3);
  });
});

describe('After an attempt that got no answer', () => {
  const refusals = [
    [400, 'invalid_sandbox'],
    [401, 'session_ended'],
    [403, 'origin_not_allowed'],
    [404, 'not_found'],
    [405, 'method_not_allowed'],
    [413, 'request_too_large'],
  ] as const;

  test.each(refusals)(
    'a refusal before anybody looks at the key, %d %s, tells nothing',
    async (...refusal) => {
      answerInTurn(lost, refusedWith(...refusal));
      expect(await generate()).toMatchObject({ leavesChargeOpen: true });
    },
  );

  test.each(refusals)('nor does it, %d %s, of the question who is signed in', async (...refusal) => {
    account = refusedWith(...refusal);
    answerInTurn(lost);
    expect(await generate()).toMatchObject({ leavesChargeOpen: true });
    expect(sent).toHaveLength(1);
  });

  test.each([
    [402, 'subscription_ended'],
    [403, 'tool_not_in_plan'],
    [404, 'quote_not_found'],
    [409, 'price_changed'],
    [422, 'invalid_request'],
  ])('what billing decides, %d %s, says that nothing was charged', async (...refusal) => {
    answerInTurn(lost, refusedWith(...refusal));
    expect(await generate()).toMatchObject({ leavesChargeOpen: false });
  });
});

describe('A server that is asked too often', () => {
  const tooOften = refusedWith(429, 'too_many_requests');

  test('five times in a row has charged nothing', async () => {
    answerInTurn(tooOften);
    expect(await generate()).toMatchObject({ code: 'too_many_requests', leavesChargeOpen: false });
    expect(sent).toHaveLength(5);
  });

  test('says nothing of an attempt before that got no answer', async () => {
    answerInTurn(lost, tooOften);
    expect(await generate()).toMatchObject({ code: 'too_many_requests', leavesChargeOpen: true });
  });
});

test.each([
  [402, 'payment_declined'],
  [409, 'price_changed'],
  [403, 'tool_not_in_plan'],
])('A charge refused with %d %s goes out once', async (status, code) => {
  answerInTurn(refusedWith(status, code));
  await expect(generate()).resolves.toMatchObject({ code });
  expect(sent).toHaveLength(1);
});

test('An upgrade sends nothing but its quote, and likewise repeats it under one key', async () => {
  answerInTurn(lost, refusedWith(402, 'payment_declined'));
  const confirmation = new MutationObserver(new QueryClient(), upgradeMutations.confirm());
  await endOf(confirmation.mutate({ body: { quoteId: 'quo-6' }, idempotencyKey }));
  expect(sent).toEqual([
    { key: idempotencyKey, body: { quoteId: 'quo-6' } },
    { key: idempotencyKey, body: { quoteId: 'quo-6' } },
  ]);
});
