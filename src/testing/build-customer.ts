import type { Balance, OfferedPlan, Plan, PlanChangeEntry, Subscription } from '../api/schemas.ts';

const VOICE_TOOLS = ['text-to-speech', 'voice-clone', 'speech-to-speech'];
const ALL_TOOLS = [...VOICE_TOOLS, 'text-to-image', 'image-to-image', 'text-to-video', 'image-to-video'];

/** A plan with all seven tools, 40,000 credits for $49.99 a month unless told otherwise. */
export function buildPlan(part: Partial<Plan> = {}): Plan {
  return {
    id: 'ai-suite-40000',
    family: 'AI Suite',
    name: 'AI Suite Starter 40K',
    monthlyCredits: 40_000,
    tools: ALL_TOOLS,
    prices: { month: 4999, year: 47_988 },
    currency: 'USD',
    ...part,
  };
}

/** A plan as the catalogue offers it, open to an upgrade unless told otherwise. */
export function buildOfferedPlan(part: Partial<OfferedPlan> = {}): OfferedPlan {
  return { ...buildPlan(), upgrade: { allowed: true }, ...part };
}

/** The smallest plan, with the voice tools alone. */
export function buildVoicePlan(): Plan {
  return buildPlan({
    id: 'ai-starter-7500',
    family: 'AI Starter',
    name: 'AI Starter 7.5K',
    monthlyCredits: 7500,
    tools: VOICE_TOOLS,
    prices: { month: 1399, year: 14_388 },
  });
}

const CYCLE = { start: '2026-04-01T09:00:00Z', end: '2026-05-01T09:00:00Z' };
const NEXT_CHARGE = { at: CYCLE.end, amountMinor: 4999, currency: 'USD' };

/** An active monthly subscription in its first cycle, from 1 April 2026. */
export function buildSubscription(part: Partial<Subscription> = {}): Subscription {
  return {
    version: 1,
    status: 'active',
    plan: buildPlan(),
    interval: 'month',
    anchor: CYCLE.start,
    billingPeriod: CYCLE,
    creditCycle: CYCLE,
    nextCharge: NEXT_CHARGE,
    upcoming: { resets: [CYCLE.end], charges: [NEXT_CHARGE] },
    ...part,
  };
}

/** A balance of 40,000 credits of which so many are used. */
export function buildBalance(used: number): Balance {
  return {
    allowance: 40_000,
    used,
    remaining: 40_000 - used,
    usedByTool: { 'text-to-speech': used },
    cycle: CYCLE,
    resetsAt: CYCLE.end,
    asOf: '2026-04-21T09:00:00Z',
  };
}

/** The ledger's entry of an upgrade from AI Suite 40K to 240K that kept the anchor, with 1,000 credits used, for $60.00. */
export function buildPlanChange(part: Partial<PlanChangeEntry> = {}): PlanChangeEntry {
  return {
    id: 'upg-000008',
    at: '2026-04-21T09:00:00Z',
    kind: 'plan-change',
    credits: 0,
    balanceAfter: 239_000,
    from: 'ai-suite-40000',
    to: 'ai-suite-240000',
    policy: 'keep-anchor',
    usedCarried: 1000,
    paidMinor: 6000,
    currency: 'USD',
    ...part,
  };
}
