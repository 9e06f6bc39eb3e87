import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BalanceSchema,
  CyclesSchema,
  type LedgerEntry,
  LedgerPageSchema,
  type Quote,
} from '../src/api/schemas.ts';
import { createMemoryStore } from './store/memory-store.ts';
import { planOf } from './testing/build-state.ts';
import { buildMachineClock, openTab, speech, type Tab } from './testing/build-world.ts';

const DAY = 86_400;

type Step = { tab: 0 | 1 } & (
  | { act: 'spend'; credits: number }
  /** One of the charges or quotes so far, by its number. */
  | { act: 'retry' | 'confirm'; nth: number }
  | { act: 'quote'; planId: string }
  | { act: 'turn the clock'; seconds: number }
  | { act: 'start over' }
);

const tab = fc.constantFrom(0 as const, 1 as const);
const nth = fc.nat();
const credits = fc.integer({ min: 1, max: 15_000 });
const planId = fc.constantFrom('ai-suite-240000', 'max-pro-40000', 'max-pro-240000');
const seconds = fc.oneof(
  fc.integer({ min: 1, max: 500 }),
  fc.integer({ min: 1, max: 40 * DAY }),
  fc.integer({ min: -20 * DAY, max: -1 }),
);

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 15, arbitrary: fc.record({ tab, act: fc.constant('spend'), credits }) },
  { weight: 4, arbitrary: fc.record({ tab, act: fc.constant('retry'), nth }) },
  { weight: 8, arbitrary: fc.record({ tab, act: fc.constant('quote'), planId }) },
  { weight: 8, arbitrary: fc.record({ tab, act: fc.constant('confirm'), nth }) },
  { weight: 8, arbitrary: fc.record({ tab, act: fc.constant('turn the clock'), seconds }) },
  { weight: 1, arbitrary: fc.record({ tab, act: fc.constant('start over') }) },
);

const anyStory = fc.array(anyStep, { minLength: 1, maxLength: 30, size: 'max' });

/** Two tabs over one store, and what they were told since the scenario was opened. */
function buildStory() {
  const setting = { store: createMemoryStore(), clock: buildMachineClock() };
  return {
    setting,
    tabs: [openTab(setting), openTab(setting)] as const,
    /** Accepted generations. */
    charges: [] as { key: string; credits: number; text: string }[],
    quotes: [] as Quote[],
    /** What the confirmation of a quote was answered, by its id. */
    confirmations: new Map<string, string>(),
  };
}

type Story = ReturnType<typeof buildStory>;

async function take(story: Story, step: Step, key: string): Promise<void> {
  const { charges, quotes, confirmations, setting } = story;
  const here = story.tabs[step.tab];
  switch (step.act) {
    case 'spend': {
      const { status, text, body } = await here.generate(speech(step.credits), key);
      if (status === 201) charges.push({ key, credits: step.credits, text });
      else expect(body).toMatchObject({ status: 402, code: 'insufficient_credits' });
      return;
    }
    case 'retry': {
      const charge = charges[step.nth % charges.length];
      if (!charge) return;
      const again = await here.generate(speech(charge.credits), charge.key);
      expect(again).toMatchObject({ status: 201, text: charge.text });
      return;
    }
    case 'quote': {
      const { status, body } = await here.ask('POST', '/v1/upgrade-quotes', {
        body: { planId: step.planId },
      });
      if (status === 201) quotes.push(body as Quote);
      else expect(body).toMatchObject({ status: 422, code: 'upgrade_not_allowed' });
      return;
    }
    case 'confirm': {
      const quote = quotes[step.nth % quotes.length];
      if (!quote) return;
      const { status, text, body } = await here.confirm(quote.id, key);
      const earlier = confirmations.get(quote.id);
      if (earlier !== undefined) {
        expect({ status, text }).toEqual({ status: 201, text: earlier });
      } else if (status === 201) {
        confirmations.set(quote.id, text);
        const { nextCharge, resetsAt } = quote;
        expect(body).toMatchObject({ subscription: { nextCharge }, balance: { resetsAt } });
      } else {
        expect(body).toMatchObject({ code: expect.stringMatching(/^(quote_expired|upgrade_not_allowed)$/) });
      }
      return;
    }
    case 'turn the clock':
      setting.clock.turn(step.seconds);
      return;
    case 'start over':
      await here.world.startOver();
      charges.length = 0;
      quotes.length = 0;
      confirmations.clear();
  }
}

async function play(steps: readonly Step[]): Promise<Story> {
  const story = buildStory();
  for (const [number, step] of steps.entries()) await take(story, step, `key-${number}`);
  return story;
}

async function holds(law: (story: Story, steps: readonly Step[]) => Promise<void>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(anyStory, async (steps) => law(await play(steps), steps)),
    { numRuns: 40 },
  );
}

/** Counts the ledger, oldest first, by the rules alone; every entry must say what that makes. */
function recount(entries: readonly LedgerEntry[]): { allowance: number; used: number } {
  let allowance = 40_000;
  let used = 0;
  for (const entry of entries) {
    if (entry.kind === 'generation') used += entry.credits;
    if (entry.kind === 'reset') {
      expect(entry.expired).toBe(allowance - used);
      used = 0;
    }
    if (entry.kind === 'plan-change') {
      expect(entry.usedCarried).toBe(used);
      allowance = planOf(entry.to).monthlyCredits;
    }
    expect(entry.balanceAfter).toBe(allowance - used);
  }
  return { allowance, used };
}

async function ledgerOf(here: Tab): Promise<LedgerEntry[]> {
  const { entries, nextCursor } = await here.read(LedgerPageSchema, '/v1/ledger?limit=200');
  expect(nextCursor).toBeNull();
  return entries.toReversed();
}

function everyAnswerOf(here: Tab): Promise<string[]> {
  const paths = ['account', 'subscription', 'balance', 'cycles', 'plans', 'rate-card', 'ledger?limit=200'];
  return Promise.all(paths.map(async (path) => (await here.get(`/v1/${path}`)).text));
}

describe('Whatever two tabs do over one store, while the machine’s clock goes forward and back', () => {
  test('used and remaining make up the allowance, and the ledger adds up to them entry by entry', () =>
    holds(async ({ tabs: [here] }) => {
      const balance = await here.read(BalanceSchema, '/v1/balance');
      expect(balance).toMatchObject(recount(await ledgerOf(here)));
      expect(balance.used + balance.remaining).toBe(balance.allowance);
      expect(Object.values(balance.usedByTool).reduce((sum, part) => sum + part, 0)).toBe(balance.used);
    }));

  test('the ledger is in the order of time, and no id comes twice', () =>
    holds(async ({ tabs: [here] }) => {
      const entries = await ledgerOf(here);
      const instants = entries.map(({ at }) => at);
      expect(instants).toEqual(instants.toSorted());
      expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    }));

  test('the cycles follow each other without a gap from the beginning to now, and each has what was not used expire', () =>
    holds(async ({ tabs: [here] }) => {
      const { asOf, cycle } = await here.read(BalanceSchema, '/v1/balance');
      const cycles = await here.read(CyclesSchema, '/v1/cycles');
      const [current, ...past] = cycles;
      expect(current).toMatchObject({ ...cycle, expired: null });
      expect(cycle.start <= asOf && asOf < cycle.end).toBe(true);
      expect(past.map(({ end }) => end)).toEqual(cycles.slice(0, -1).map(({ start }) => start));
      expect(cycles.at(-1)?.start).toBe('2026-04-01T09:00:00Z');
      const resets = (await ledgerOf(here)).filter(({ kind }) => kind === 'reset').map(({ at }) => at);
      for (const { end, allowance, used, expired } of past) {
        expect(expired).toBe(resets.includes(end) ? allowance - used : 0);
      }
    }));

  test('each accepted generation and each confirmed quote is charged exactly once', () =>
    holds(async ({ tabs: [here], charges, quotes, confirmations }) => {
      const entries = await ledgerOf(here);
      expect(entries.flatMap((entry) => (entry.kind === 'generation' ? [entry.credits] : []))).toEqual(
        charges.map((charge) => charge.credits),
      );
      const dueNow = new Map(quotes.map(({ id, dueNowMinor }) => [id, dueNowMinor]));
      expect(entries.flatMap((entry) => (entry.kind === 'plan-change' ? [entry.paidMinor] : []))).toEqual(
        [...confirmations.keys()].map((id) => dueNow.get(id)),
      );
    }));

  test('both, and a tab opened afresh, answer every question with the same bytes', () =>
    holds(async ({ tabs: [here, there], setting }) => {
      const fresh = await everyAnswerOf(openTab(setting));
      expect(await everyAnswerOf(here)).toEqual(fresh);
      expect(await everyAnswerOf(there)).toEqual(fresh);
    }));

  test('the same again over another store gives the same bytes', () =>
    holds(async ({ tabs: [here] }, steps) => {
      const again = await play(steps);
      expect(await everyAnswerOf(again.tabs[1])).toEqual(await everyAnswerOf(here));
    }));
});
