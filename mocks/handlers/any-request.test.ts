import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BalanceSchema, LedgerPageSchema } from '../../src/api/schemas.ts';
import { estimate } from '../../src/estimator/index.ts';
import '../../src/testing/same-runs.ts';
import { catalogue } from '../data/catalogue.ts';
import { openTab, type Tab } from '../testing/build-world.ts';
import { createContract } from '../testing/contract.ts';

const faultsOf = createContract();
const [, rateCard = expect.fail('There is no second rate card')] = catalogue.rateCards;
const { rules } = rateCard;

const NESTED = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;

interface Asked {
  method: string;
  path: string;
  body?: string;
  key?: string;
}

/** Whatever JSON can say, and what a program that is not ours might send: names of Object's own, numbers past counting. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(-1, -0, 0.5, 1e21, 2 ** 53 + 2, '', '１２', '🦉', null, [], {}),
  fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'toString', 'request'), fc.jsonValue()),
);

/** Mostly `likely`; sometimes anything, and sometimes nothing. */
const perhaps = (likely: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 12, arbitrary: likely }, { weight: 1, arbitrary: anything }, fc.constant(undefined));

/** What one rule of the card prices, at its price: it is accepted as long as credits last. */
const priced = fc.constantFrom(...rules).chain(({ tool, model, when = {} }) =>
  fc
    .record({
      characters: fc.integer({ min: 1, max: 600_000 }),
      seconds: fc.integer({ min: 1, max: 30_000 }).map((tenths) => tenths / 10),
      images: fc.integer({ min: 1, max: 5 }),
      inputImages: fc.integer({ min: 1, max: 4 }),
    })
    .map((quantities) => {
      const options = Object.entries(when).map(([name, value]) => [name, [value].flat()[0]]);
      const request = { tool, ...quantities, ...(model && { model }), ...Object.fromEntries(options) };
      const price = estimate(rateCard, request);
      return { request, credits: price.ok ? price.credits : 1, rateCardVersion: rateCard.version };
    }),
);

const planId = fc.constantFrom(...catalogue.plans.map(({ id }) => id), '__proto__', '');
const quoteId = fc.integer({ min: 1, max: 5 }).map((number) => `quo-${String(number).padStart(6, '0')}`);

/** An object with any of its fields spoilt or left out, or one more than there should be. */
const spoilt = (likely: Record<string, fc.Arbitrary<unknown>>) =>
  fc
    .tuple(
      fc.record(Object.fromEntries(Object.entries(likely).map(([name, value]) => [name, perhaps(value)]))),
      fc.option(fc.dictionary(fc.string({ unit: 'binary', maxLength: 12 }), anything, { maxKeys: 1 }), {
        freq: 8,
      }),
    )
    .map(([body, more]) => ({ ...body, ...more }));

const written = (body: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 20, arbitrary: body.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: anything.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('{"__proto__": {"credits": 1}}', NESTED, `{"request": {"tool": ${NESTED}}}`),
    },
  );

const key = fc.option(fc.constantFrom('key-1', 'key-2', 'key-3', 'key-4', '__proto__', ' '), {
  nil: undefined,
  freq: 12,
});

const post = (path: string, body: fc.Arbitrary<unknown>) =>
  fc.record(
    { method: fc.constant('POST'), path: fc.constant(path), body: written(body) },
    { requiredKeys: ['method', 'path'] },
  );

const charge = (path: string, body: fc.Arbitrary<unknown>) =>
  fc
    .tuple(post(path, body), key)
    .map(([asked, withKey]) => ({ ...asked, ...(withKey !== undefined && { key: withKey }) }));

const instant = fc.constantFrom(
  '2026-04-01T09:00:00Z',
  '2026-04-21T12:00+03',
  '2026-02-30T09:00:00Z',
  '9999-12-31T23:59:59Z',
  '-1',
  '',
);
const parameters = fc
  .array(
    fc.tuple(
      fc.constantFrom('from', 'to', 'timeZone', 'cursor', 'limit', 'kind', 'tool', 'model', 'q', '__proto__'),
      fc.oneof(
        instant,
        fc.constantFrom(
          '1',
          '0',
          '200',
          '201',
          '00',
          '1e2',
          '999999999999999',
          'reset',
          'Asia/Kathmandu',
          'Mars/Olympus',
          'UTC',
        ),
        fc.string({ unit: 'binary', maxLength: 20 }),
      ),
    ),
    { maxLength: 6 },
  )
  .map((pairs) =>
    pairs.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&'),
  );

/** Usage needs both ends: half of the queries have them. */
const query = fc
  .tuple(fc.constantFrom('', 'from=2026-04-01T09:00:00Z&to=2026-05-01T09:00:00Z&'), parameters)
  .map(([ends, rest]) => ends + rest);

const anyRequest: fc.Arbitrary<Asked> = fc.oneof(
  { weight: 4, arbitrary: charge('/v1/generations', priced) },
  charge(
    '/v1/generations',
    priced.map((body) => ({ ...body, credits: body.credits + 1 })),
  ),
  {
    weight: 3,
    arbitrary: charge(
      '/v1/generations',
      priced.chain(({ request, credits, rateCardVersion }) =>
        spoilt({
          request: spoilt(
            Object.fromEntries(Object.entries(request).map(([name, value]) => [name, fc.constant(value)])),
          ),
          credits: fc.constantFrom(credits, credits + 1),
          rateCardVersion: fc.constant(rateCardVersion),
          voiceName: fc.string({ maxLength: 90 }),
        }),
      ),
    ),
  },
  { weight: 4, arbitrary: post('/v1/upgrade-quotes', spoilt({ planId })) },
  { weight: 5, arbitrary: charge('/v1/upgrades', spoilt({ quoteId })) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom(
          'usage',
          'ledger',
          'balance',
          'cycles',
          'account',
          'plans',
          'subscription',
          'rate-card',
        ),
        query,
      )
      .map(([name, asked]) => ({ method: 'GET', path: `/v1/${name}?${asked}` })),
  },
  fc
    .oneof(
      fc.constantFrom('2026-01', '%', '%E0%A4%A', '..', '__proto__'),
      fc.string({ unit: 'binary', minLength: 1 }).map((text) => encodeURIComponent(text.toWellFormed())),
    )
    .map((version) => ({ method: 'GET', path: `/v1/rate-cards/${version}` })),
  fc
    .tuple(
      fc.constantFrom('PUT', 'PATCH', 'DELETE', 'POST', 'OPTIONS'),
      fc.constantFrom('balance', 'ledger', 'generations/1', 'upgrades/'),
    )
    .map(([method, name]) => ({ method, path: `/v1/${name}` })),
);

async function expectNoCreditLost(tab: Tab) {
  const { allowance, used, remaining } = await tab.read(BalanceSchema, '/v1/balance');
  const { entries } = await tab.read(LedgerPageSchema, '/v1/ledger?limit=200');
  expect(used + remaining).toBe(allowance);
  expect(entries.reduce((sum, { credits }) => sum + credits, 0)).toBe(used);
  expect(entries[0]?.balanceAfter ?? allowance).toBe(remaining);
}

test('Whatever is sent to whatever endpoint is answered as documented, never by a 500, and no credit is lost or made', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(anyRequest, { minLength: 1, maxLength: 15 }), async (requests) => {
      const tab = openTab({ at: '2026-04-21T09:00:00Z' });
      for (const { method, path, ...sent } of requests) {
        const reply = await tab.ask(method, path, sent);
        expect(reply.status).toBeLessThan(500);
        expect(faultsOf({ method, path, ...reply })).toEqual([]);
        seen.add(`${path.split(/[?/]/)[2]} ${reply.status} ${Object(reply.body).code ?? ''}`.trim());
      }
      await expectNoCreditLost(tab);
    }),
    { numRuns: 300 },
  );
  // The requests are worth their name only if all of these are among their answers.
  for (const answer of [
    'generations 201',
    'generations 400 idempotency_key_missing',
    'generations 422 idempotency_key_reused',
    'generations 422 invalid_request',
    'generations 402 insufficient_credits',
    'generations 409 price_changed',
    'upgrade-quotes 201',
    'upgrade-quotes 422 upgrade_not_allowed',
    'upgrades 201',
    'upgrades 404 quote_not_found',
    'ledger 200',
    'ledger 422 invalid_request',
    'usage 200',
    'usage 422 invalid_request',
    'rate-cards 200',
    'rate-cards 404 not_found',
  ]) {
    expect(seen).toContain(answer);
  }
});
