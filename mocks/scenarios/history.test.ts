import { describe, expect, test } from 'vitest';
import type { LedgerEntry } from '../../src/api/schemas.ts';
import { estimate } from '../../src/estimator/index.ts';
import { rateCardInForce } from '../billing/catalogue.ts';
import { boundary } from '../billing/cycle.ts';
import { catalogue } from '../data/catalogue.ts';
import { planOf } from '../testing/build-state.ts';
import { buildStudio, layAtOnce } from '../testing/build-studio.ts';
import { loadHistory } from './load-history.ts';
import type { Scenario } from './scenario.ts';

const CARD_OF_2025 = rateCardInForce(catalogue.rateCards, '2025-12-31T23:59:59Z');
const CARD_OF_2026 = rateCardInForce(catalogue.rateCards, '2026-01-01T00:00:00Z');

/** What is wrong with a history, going through it entry by entry. */
function faultsIn(scenario: Scenario): string[] {
  const { anchor, planId } = scenario.subscription;
  const { monthlyCredits, tools } = planOf(planId);
  const faults: string[] = [];
  let [left, generations, resets, at] = [monthlyCredits, 0, 0, anchor];
  let cycleEnd = boundary(anchor, 1, 'month');
  for (const entry of layAtOnce(scenario)) {
    if (entry.at < at || entry.at > scenario.opensAt) faults.push(`${entry.id} comes after ${at}`);
    at = entry.at;
    if (entry.kind === 'generation') {
      generations += 1;
      left -= entry.credits;
      const { rateCardVersion, request, derivation, credits } = entry;
      const priced = estimate(at < '2026-01-01T00:00:00Z' ? CARD_OF_2025 : CARD_OF_2026, request);
      const recomputed = { ok: true, credits, rateCardVersion, ...derivation };
      if (JSON.stringify(priced) !== JSON.stringify(recomputed)) faults.push(`${entry.id} is priced wrong`);
      if (!tools.includes(request.tool)) faults.push(`${entry.id} is not in the plan`);
      if (at >= cycleEnd) faults.push(`${entry.id} comes before the reset of ${cycleEnd}`);
      if (left < 0) faults.push(`${entry.id} spends more than is left`);
      if (entry.balanceAfter !== left) faults.push(`${entry.id} leaves ${left}`);
      if (entry.id !== `gen-${String(generations).padStart(6, '0')}`)
        faults.push(`${entry.id} is out of turn`);
    } else if (entry.kind === 'reset') {
      if (at !== cycleEnd || entry.expired !== left) faults.push(`${entry.id} lets ${left} expire`);
      resets += 1;
      left = monthlyCredits;
      cycleEnd = boundary(anchor, resets + 1, 'month');
    }
  }
  const length = generations + resets;
  if (length !== scenario.history?.entries) faults.push(`There are ${length} entries`);
  if (resets !== 24) faults.push(`There are ${resets} resets`);
  return faults.slice(0, 3);
}

function jsonOf(entries: Iterable<LedgerEntry> | undefined): string {
  return JSON.stringify([...(entries ?? [])]);
}

describe('The history of the studio', () => {
  test.each([1, 2, 24])('with seed %i, keeps what is promised of every ledger', (seed) => {
    expect(faultsIn(buildStudio(5000, seed))).toEqual([]);
  });

  test('on a plan that hardly pays for it, spends every cycle down to little and never more', () => {
    const scenario = buildStudio(90_000);
    scenario.subscription.planId = 'ai-starter-16500';
    expect(faultsIn(scenario)).toEqual([]);
    const expired = Array.from(layAtOnce(scenario).resets(), (reset) => reset.expired);
    expect(expired.filter((credits) => credits < 20).length).toBeGreaterThan(12);
  });

  test('is not laid on a plan that cannot pay for it', () => {
    const scenario = buildStudio(500_000);
    scenario.subscription.planId = 'ai-starter-16500';
    expect(() => layAtOnce(scenario)).toThrow(
      /^AI Starter 16\.5K does not pay for \d+ generations in a cycle\.$/,
    );
  });

  test('is the same whenever it is laid, in one go or in slices, and another with another seed', async () => {
    const [once, other] = [buildStudio(5000), buildStudio(5000, 25)];
    const laid = jsonOf(layAtOnce(once));
    expect(jsonOf(await loadHistory(once, catalogue))).toBe(laid);
    expect(jsonOf(layAtOnce(other))).not.toBe(laid);
  });

  test('leaves the page time for other things while it is laid', async () => {
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    });
    await loadHistory(buildStudio(200_000), catalogue);
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(0);
  });

  test('A scenario without a history has none to load', async () => {
    expect(await loadHistory({ ...buildStudio(1), history: undefined }, catalogue)).toBeUndefined();
  });
});
