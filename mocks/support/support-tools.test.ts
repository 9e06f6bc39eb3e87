import * as v from 'valibot';
import { expect, test } from 'vitest';
import { catalogue } from '../data/catalogue.ts';
import { startNodeApi } from '../node.ts';
import { ScenarioSchema } from '../scenarios/scenario.ts';
import { buildScenario, openTab, speech } from '../testing/build-world.ts';
import { buildSupportTools } from './support-tools.ts';

const SETTING = { locale: 'en', timeZone: 'UTC' };

async function toolsOf(search: string) {
  const server = await startNodeApi(search);
  server.close();
  return buildSupportTools(server.sandbox);
}

test('The catalogue, the link, and links to elsewhere', async () => {
  const tools = await toolsOf('?scenario=used-1000&seed=7&faults=*:500:0.3');
  expect(tools.link).toMatchObject({ scenarioId: 'used-1000', seed: '7', faults: ['*:500:0.3'] });
  expect(await tools.scenarios()).toContainEqual(expect.objectContaining({ id: 'demo', opensAt: null }));
  expect(tools.linkTo({ scenarioId: 'dst', faults: ['*:offline'] })).toBe('scenario=dst&faults=*%3Aoffline');
  expect(() => tools.linkTo({ faults: ['nonsense'] })).toThrow('“nonsense” is no fault rule');
});

test('One jumps to what happened and to what comes: resets, charges, cards, the end of a quote', async () => {
  const { world } = await toolsOf('?scenario=upgraded-keep');
  const moments = (await world?.interestingMoments()) ?? [];
  expect(moments).toEqual(moments.toSorted((a, b) => a.at.localeCompare(b.at)));
  const { now } = (await world?.clock()) ?? { now: '' };
  const coming = moments.filter(({ at }) => at > now).map(({ what }) => what);
  expect(coming).toEqual(['reset', 'charge']);
  expect(moments.map(({ what }) => what)).toEqual(expect.arrayContaining(['start', 'event', 'rate-card']));
});

test('A moment of an untouched scenario is its link', async () => {
  const { world } = await toolsOf('?scenario=used-1000');
  expect(await world?.linkToMoment('2026-04-12T00:00:00Z', SETTING)).toBe(
    'scenario=used-1000&at=2026-04-12T00%3A00%3A00Z',
  );
});

test('The present state, saved as a scenario, opens where it stood with the same ledger', async () => {
  const scenario = buildScenario();
  const tab = openTab({ scenario });
  await tab.generate(speech(1000), 'key-1');
  const quote = await tab.quote('max-pro-40000');
  await tab.generate(speech(200), 'key-2');
  await tab.confirm(quote.id, 'key-3');
  const { world } = buildSupportTools({
    link: { scenarioId: 'built', snapshot: undefined, at: undefined, seed: '', faults: [], search: '' },
    world: { world: tab.world, scenario, catalogue, faults: { seed: '', rules: [] }, scenarioId: 'built' },
    snapshot: null,
  });
  const saved = await world?.exportScenario({ id: 'ticket-7', title: 'Ticket 7', story: 'It moved.' });
  expect(saved?.name).toBe('ticket-7.json');
  const again = openTab({ scenario: v.parse(ScenarioSchema, JSON.parse(saved?.text ?? '')) });
  for (const path of ['/v1/balance', '/v1/ledger', '/v1/subscription', '/v1/cycles']) {
    expect((await again.get(path)).text).toBe((await tab.get(path)).text);
  }
  expect(saved?.text).not.toContain('Ada');
});
