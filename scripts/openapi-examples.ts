import { type Catalogue, rateCardInForce } from '../mocks/billing/catalogue.ts';
import { catalogue } from '../mocks/data/catalogue.ts';
import {
  buildMachineClock,
  buildScenario,
  openTab,
  type Reply,
  speech,
  type Tab,
} from '../mocks/testing/build-world.ts';
import { type ProblemCode, problems } from '../src/api/contract.ts';
import type { GenerationBody, LedgerPage, Problem, Quote } from '../src/api/schemas.ts';
import type { RateCard } from '../src/estimator/index.ts';

/**
 * What the embedded API really took and answered, by operation id and by problem code. All replies are about one
 * customer at one instant and fit each other, so that a server made of nothing else holds together; each problem shows
 * a customer in a state that causes it.
 */
export interface Examples {
  bodies: Record<string, unknown>;
  replies: Record<string, unknown>;
  problems: Record<ProblemCode, unknown>;
  /** Of the headers that replies carry. */
  headers: Record<string, string>;
}

const AT = '2026-04-21T09:00:00Z';
const REQUEST_ID = '6f1f8c9e-8f2b-4c53-9d0e-0b6f2f1f3a77';
const UPGRADE = { planId: 'ai-suite-240000' };

/** AI Suite 40K since an upgrade in March, with 1,000 of this cycle’s credits used. */
const CUSTOMER = buildScenario({
  id: 'ada-okafor',
  account: {
    name: 'Ada Okafor',
    email: 'ada@example.com',
    locale: 'en-US',
    timeZone: 'America/New_York',
  },
  subscription: { planId: 'ai-starter-16500', interval: 'month', anchor: '2026-02-10T09:00:00Z' },
  events: [
    {
      at: '2026-02-14T15:30:00Z',
      generate: { tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 4 },
    },
    { at: '2026-03-01T09:00:00Z', upgradeTo: 'ai-suite-40000' },
    {
      at: '2026-03-12T18:05:00Z',
      generate: {
        tool: 'text-to-video',
        model: 'Veo 3.1',
        audio: true,
        aspect: '16:9',
        resolution: '1080p',
        duration: 8,
      },
    },
    { at: '2026-04-03T14:20:00Z', generate: { tool: 'voice-clone' }, voiceName: 'Narrator' },
    {
      at: '2026-04-09T02:45:00Z',
      generate: { tool: 'text-to-speech', model: 'Cloned voice', characters: 5000 },
    },
  ],
});

const IMAGES: GenerationBody = {
  request: { tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 3 },
  credits: 240,
  rateCardVersion: '2026-01',
};

export async function collectExamples(): Promise<Examples> {
  const tab = openTab({ at: AT, scenario: CUSTOMER });
  const bodies: Examples['bodies'] = {};
  const replies: Examples['replies'] = {};
  const post = async (id: string, path: string, body: unknown) => {
    bodies[id] = body;
    const reply = await tab.ask('POST', path, { body, key: `key-of-${id}` });
    if (reply.status !== 201) throw new Error(`${id} was refused: ${reply.text}`);
    replies[id] = reply.body;
    return reply.body;
  };

  await post('postGeneration', '/v1/generations', IMAGES);
  const reads = {
    getAccount: '/v1/account',
    getSubscription: '/v1/subscription',
    getBalance: '/v1/balance',
    getCycles: '/v1/cycles',
    getRateCard: '/v1/rate-card',
    getRateCardByVersion: '/v1/rate-cards/2026-01',
    getPlans: '/v1/plans',
    getUsage: '/v1/usage?from=2026-04-01T09:00:00Z&to=2026-05-01T09:00:00Z&timeZone=America/New_York',
    getLedger: '/v1/ledger',
  };
  for (const [id, path] of Object.entries(reads)) replies[id] = (await tab.get(path)).body;
  for (const id of ['getRateCard', 'getRateCardByVersion']) {
    replies[id] = shortCard(replies[id], replies.getLedger as LedgerPage);
  }
  const quote = (await post('postUpgradeQuote', '/v1/upgrade-quotes', UPGRADE)) as Quote;
  await post('postUpgrade', '/v1/upgrades', { quoteId: quote.id });
  return { bodies, replies, problems: await collectProblems(), headers: await collectHeaders(tab) };
}

async function collectHeaders(tab: Tab): Promise<Examples['headers']> {
  const { headers } = await tab.get('/v1/rate-card');
  const names = ['As-Of', 'Customer-Id', 'Clock', 'ETag'];
  return { 'Retry-After': '1', ...Object.fromEntries(names.map((name) => [name, headers.get(name) ?? ''])) };
}

/** Two rules for each tool, and those by which the ledger’s entries were priced, say as much as a hundred and forty. */
function shortCard(card: unknown, { entries }: LedgerPage): unknown {
  const { rules, ...rest } = card as RateCard;
  const used = entries.map((entry) => entry.kind === 'generation' && entry.derivation.ruleId);
  const kept = rules.filter(
    ({ id, tool }, index) =>
      used.includes(id) || rules.slice(0, index).filter((rule) => rule.tool === tool).length < 2,
  );
  return { ...rest, rules: kept };
}

/** Each problem, provoked; and those that stand before the API. */
async function collectProblems(): Promise<Examples['problems']> {
  const found: Partial<Record<ProblemCode, unknown>> = {};
  const keep = ({ body, text }: Reply) => {
    const { code } = body as Problem;
    if (!(code in problems)) throw new Error(`No problem that is documented: ${text}`);
    found[code as ProblemCode] = body;
  };
  const headers = { 'X-Request-Id': REQUEST_ID };
  const generate = (tab: Tab, body: unknown, key = 'key-of-a-refusal') =>
    tab.ask('POST', '/v1/generations', { body, headers, key });
  const pay = (tab: Tab, quoteId: string) =>
    tab.ask('POST', '/v1/upgrades', { body: { quoteId }, headers, key: 'key-of-a-refusal' });

  const clock = buildMachineClock();
  const tab = openTab({ scenario: CUSTOMER, clock });
  await generate(tab, IMAGES, 'key');
  keep(await generate(tab, { ...IMAGES, credits: 80 }, 'key'));
  keep(await tab.ask('POST', '/v1/generations', { body: IMAGES, headers }));
  keep(await generate(tab, { ...IMAGES, prompt: 'A lighthouse' }));
  keep(await generate(tab, speech(50_000)));
  keep(await tab.ask('POST', '/v1/upgrade-quotes', { body: { planId: 'ai-starter-16500' }, headers }));
  keep(await pay(tab, 'quo-999999'));
  keep(await tab.ask('GET', '/v1/rate-cards/1999-01', { headers }));
  keep(await generate(openTab({ at: AT, scenario: CUSTOMER, catalogue: dearerFrom(AT) }), IMAGES));

  const { id } = await tab.quote(UPGRADE.planId);
  clock.turn(12 * 60);
  keep(await pay(tab, id));
  const declined = openTab({ at: AT, scenario: CUSTOMER, faults: 'POST /v1/upgrades:declined' });
  keep(await pay(declined, (await declined.quote(UPGRADE.planId)).id));

  const { subscription } = CUSTOMER;
  for (const changes of [
    { planId: 'ai-starter-7500' },
    { pastDueSince: '2026-04-10T09:00:00Z' },
    { endsAt: '2026-04-10T09:00:00Z' },
  ]) {
    const scenario = { ...CUSTOMER, subscription: { ...subscription, ...changes }, events: [] };
    keep(await generate(openTab({ at: AT, scenario }), IMAGES));
  }

  for (const [code, [title, detail]] of Object.entries(BEFORE_THE_API)) {
    const [status] = problems[code as ProblemCode];
    found[code as ProblemCode] = { type: 'about:blank', title, status, code, detail, requestId: REQUEST_ID };
  }
  const missing = Object.keys(problems).filter((code) => !(code in found));
  if (missing.length > 0) throw new Error(`No example of ${missing.join(', ')}.`);
  return found as Examples['problems'];
}

/** The catalogue with a newer card, under which the three images cost 300. */
function dearerFrom(effectiveFrom: string): Catalogue {
  const card = rateCardInForce(catalogue.rateCards, effectiveFrom);
  const rules = card.rules.map((rule) =>
    rule.id === 't2i-flux-2-pro' ? { ...rule, creditsPerUnit: 100 } : rule,
  );
  return { ...catalogue, rateCards: [...catalogue.rateCards, { version: '2026-04', effectiveFrom, rules }] };
}

/** What the embedded API does not say of its own accord, with title and detail. */
const BEFORE_THE_API: { [code in ProblemCode]?: [title: string, detail: string] } = {
  session_ended: ['Your session has ended', 'Nothing was charged. Sign in again to go on.'],
  origin_not_allowed: [
    'Not from this page',
    'Pages of https://elsewhere.example may not ask. Nothing was charged.',
  ],
  method_not_allowed: ['No such method', 'There is no DELETE here. Nothing was charged.'],
  request_too_large: ['The request is too large', 'A body may have 65536 bytes. Nothing was charged.'],
  too_many_requests: ['Too many requests', 'Nothing was charged. Ask again in a second.'],
  internal_error: [
    'The billing API failed',
    'Send a charge again under its key: that tells whether it was made.',
  ],
  unavailable: [
    'The billing API is not there for now',
    'Send a charge again under its key: that tells whether it was made.',
  ],
};
