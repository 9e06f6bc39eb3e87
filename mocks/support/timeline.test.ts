import { expect, test } from 'vitest';
import { catalogue } from '../data/catalogue.ts';
import { loadScenario } from '../scenarios/catalogue.ts';
import { openScenario } from '../scenarios/scenario.ts';
import { differenceOf, factsAt, timelineOf } from './timeline.ts';

async function historyOf(id: string) {
  const scenario = await loadScenario(id);
  return openScenario(scenario, scenario.opensAt, catalogue);
}

test('Every event and every reset is a moment, with what was left after it', async () => {
  const moments = timelineOf(await historyOf('upgraded-restart'), '2026-07-16T00:00:00Z');
  expect(moments.map(({ at, kind, after }) => [at, kind, after.remaining, after.plan.name])).toEqual([
    ['2026-05-05T08:00:00Z', 'start', 16_500, 'AI Starter 16.5K'],
    ['2026-05-21T10:00:00Z', 'generation', 14_900, 'AI Starter 16.5K'],
    ['2026-06-05T08:00:00Z', 'reset', 16_500, 'AI Starter 16.5K'],
    ['2026-06-08T13:00:00Z', 'generation', 8700, 'AI Starter 16.5K'],
    ['2026-06-12T09:30:00Z', 'generation', 6900, 'AI Starter 16.5K'],
    ['2026-06-15T20:00:00Z', 'quote', 6900, 'AI Starter 16.5K'],
    ['2026-06-15T20:00:00Z', 'plan-change', 30_400, 'AI Suite Starter 40K'],
    ['2026-06-18T16:00:00Z', 'generation', 28_160, 'AI Suite Starter 40K'],
    ['2026-06-21T11:45:00Z', 'generation', 27_680, 'AI Suite Starter 40K'],
    ['2026-07-15T20:00:00Z', 'reset', 40_000, 'AI Suite Starter 40K'],
  ]);
});

test('The difference of two moments names what an upgrade moved: both dates, the plan, the allowance', async () => {
  const history = await historyOf('upgraded-restart');
  const before = factsAt(history, '2026-06-15T19:59:59Z');
  const after = factsAt(history, '2026-06-15T20:00:00Z');
  const changes = differenceOf(before, after);
  expect(changes.map(({ fact }) => fact)).toEqual([
    'plan',
    'subscriptionVersion',
    'allowance',
    'remaining',
    'creditCycle',
    'billingPeriod',
    'resetsAt',
    'nextCharge',
  ]);
  expect(changes.find(({ fact }) => fact === 'resetsAt')).toEqual({
    fact: 'resetsAt',
    before: '2026-07-05T08:00:00Z',
    after: '2026-07-15T20:00:00Z',
  });
  expect(differenceOf(after, after)).toEqual([]);
});

test('A plan that ends has its end as a moment, and no reset after it', async () => {
  const moments = timelineOf(await historyOf('canceling'), '2030-01-01T00:00:00Z');
  expect(moments.at(-1)?.after).toMatchObject({
    status: 'ended',
    remaining: 0,
    resetsAt: null,
    nextCharge: null,
  });
  expect(moments.length).toBeLessThan(12);
});
