import { buildScenario, openTab, speech } from '../mocks/testing/build-world.ts';
import { COMMON_PROBLEMS, type ProblemCode, problems } from '../src/api/contract.ts';
import type { Problem } from '../src/api/schemas.ts';

/** What the embedded API really took and answered, by operation id and by problem code. */
export interface Examples {
  bodies: Record<string, unknown>;
  replies: Record<string, unknown>;
  problems: Record<ProblemCode, unknown>;
}

const AT = '2026-04-21T09:00:00Z';
const HEADERS = { 'X-Request-Id': '6f1f8c9e-8f2b-4c53-9d0e-0b6f2f1f3a77' };

export async function collectExamples(): Promise<Examples> {
  const bodies: Examples['bodies'] = {};
  const replies: Examples['replies'] = {};
  const tab = openTab({ at: AT });
  const post = async (id: string, path: string, body: unknown) => {
    bodies[id] = body;
    const reply = await tab.ask('POST', path, { body, key: `key-of-${id}`, headers: HEADERS });
    if (reply.status !== 201) throw new Error(`${id} was refused: ${reply.text}`);
    replies[id] = reply.body;
    return reply.body;
  };
  const image = { tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 3 };
  await post('postGeneration', '/v1/generations', {
    request: image,
    credits: 240,
    rateCardVersion: '2026-01',
  });
  const quote = await post('postUpgradeQuote', '/v1/upgrade-quotes', { planId: 'ai-suite-240000' });
  await post('postUpgrade', '/v1/upgrades', { quoteId: (quote as { id: string }).id });
  const reads = {
    getAccount: '/v1/account',
    getSubscription: '/v1/subscription',
    getBalance: '/v1/balance',
    getCycles: '/v1/cycles',
    getRateCard: '/v1/rate-card',
    getRateCardByVersion: '/v1/rate-cards/2025-11',
    getPlans: '/v1/plans',
    getUsage: '/v1/usage?from=2026-04-01T09:00:00Z&to=2026-05-01T09:00:00Z&timeZone=Asia/Kathmandu',
    getLedger: '/v1/ledger?limit=2',
  };
  for (const [id, path] of Object.entries(reads)) replies[id] = (await tab.get(path)).body;
  for (const id of ['getRateCard', 'getRateCardByVersion']) replies[id] = shortCard(replies[id]);
  return { bodies, replies, problems: await collectProblems() };
}

/** A card of a few rules says as much as one of a hundred and forty. */
function shortCard(card: unknown): unknown {
  const { rules, ...rest } = card as { rules: { id: string }[] };
  return { ...rest, rules: rules.slice(0, 3) };
}

/** Each problem, provoked. */
async function collectProblems(): Promise<Examples['problems']> {
  const found: Partial<Record<ProblemCode, unknown>> = {};
  const keep = ({ body }: { body: unknown }) => {
    const problem = body as Problem;
    if (problem.code in problems) found[problem.code as ProblemCode] = problem;
  };
  const generate = (tab: ReturnType<typeof openTab>, body: unknown, key?: string) =>
    tab.ask('POST', '/v1/generations', { body, headers: HEADERS, ...(key && { key }) });
  const quote = (tab: ReturnType<typeof openTab>, planId: string) =>
    tab.ask('POST', '/v1/upgrade-quotes', { body: { planId }, headers: HEADERS });
  const pay = (tab: ReturnType<typeof openTab>, quoteId: string, key: string) =>
    tab.ask('POST', '/v1/upgrades', { body: { quoteId }, headers: HEADERS, key });

  const tab = openTab({ at: AT });
  keep(await generate(tab, speech(100)));
  await generate(tab, speech(100), 'used');
  keep(await generate(tab, speech(101), 'used'));
  keep(await generate(tab, { ...speech(100), prompt: 'A lighthouse' }, 'a'));
  keep(await generate(tab, { ...speech(100), credits: 99 }, 'b'));
  keep(await generate(tab, speech(50_000), 'c'));
  keep(await quote(tab, 'ai-starter-16500'));
  keep(await pay(tab, 'quo-999999', 'd'));
  keep(await tab.ask('GET', '/v1/rate-cards/1999-01', { headers: HEADERS }));
  const early = await tab.quote('ai-suite-240000');
  const other = await tab.quote('max-pro-40000');
  await tab.confirm(other.id, 'e');
  keep(await pay(tab, early.id, 'f'));

  const declined = openTab({ at: AT, faults: 'POST /v1/upgrades:declined' });
  keep(await pay(declined, (await declined.quote('ai-suite-240000')).id, 'g'));
  const subscription = {
    planId: 'ai-starter-7500',
    interval: 'month',
    anchor: '2026-04-01T09:00:00Z',
  } as const;
  const voiceOnly = openTab({ at: AT, scenario: buildScenario({ subscription }) });
  keep(
    await generate(
      voiceOnly,
      {
        request: { tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 1 },
        credits: 80,
        rateCardVersion: '2026-01',
      },
      'h',
    ),
  );
  const pastDue = openTab({
    at: AT,
    scenario: buildScenario({ subscription: { ...subscription, pastDueSince: '2026-04-10T09:00:00Z' } }),
  });
  keep(await generate(pastDue, speech(1), 'i'));
  const ended = openTab({
    at: AT,
    scenario: buildScenario({
      subscription: { ...subscription, anchor: '2026-03-01T09:00:00Z', endsAt: '2026-04-01T09:00:00Z' },
    }),
  });
  keep(await generate(ended, speech(1), 'j'));

  // These the embedded API does not give of its own accord.
  for (const code of COMMON_PROBLEMS) {
    const [status, meaning] = problems[code];
    found[code] = { type: 'about:blank', title: meaning, status, code, requestId: HEADERS['X-Request-Id'] };
  }
  const missing = Object.keys(problems).filter((code) => !(code in found));
  if (missing.length > 0) throw new Error(`No example of ${missing.join(', ')}.`);
  return found as Examples['problems'];
}
