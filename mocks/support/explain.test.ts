import { expect, test } from 'vitest';
import { catalogue } from '../data/catalogue.ts';
import { loadScenario } from '../scenarios/catalogue.ts';
import { buildReplay, reopen } from '../testing/build-snapshot.ts';
import { buildScenario, openTab } from '../testing/build-world.ts';
import { buildDispute, compareDispute, toldBy } from './dispute.ts';
import { explainCharge } from './explain.ts';
import { look, steer } from './steer.ts';

const SCRIPT = { tool: 'text-to-speech', model: 'Eleven v2', characters: 12_000 };

test('A charge that said 1,200 and would be 2,400 today is explained by the card of its time', async () => {
  const tab = openTab({
    scenario: await loadScenario('price-change'),
    faults: 'POST /v1/generations:drop-reply:1',
  });
  const body = { request: SCRIPT, credits: 1200, rateCardVersion: '2025-11' };
  const headers = { 'X-Request-Id': 'request-1' };
  expect(await tab.ask('POST', '/v1/generations', { body, key: 'key-1', headers })).toMatchObject({
    lost: true,
  });
  const { body: reply } = await tab.generate(body, 'key-1');
  const { id } = (reply as { entry: { id: string } }).entry;
  await steer(tab.world, { at: '2026-02-01T00:00:00Z', running: false });

  const explanation = explainCharge(toldBy(await look(tab.world), catalogue), id);
  expect(explanation).toMatchObject({
    kind: 'generation',
    key: 'key-1',
    shown: { credits: 1200, rateCardVersion: '2025-11' },
    taken: 1200,
    rule: { id: 'tts-eleven-v2', unitSize: 10 },
    entry: { derivation: { quantity: 12_000, unitSize: 10, units: 1200, creditsPerUnit: 1 } },
    requests: [
      { requestId: 'request-1', status: 201, faults: ['drop-reply'] },
      { requestId: null, status: 201, faults: [] },
    ],
    underCards: [
      { version: '2025-11', inForceThen: true, inForceNow: false, estimate: { credits: 1200 } },
      { version: '2026-01', inForceThen: false, inForceNow: true, estimate: { credits: 2400 } },
    ],
  });
  const { before, after } = explanation ?? {};
  expect(before && after && before.remaining - after.remaining).toBe(1200);
});

test('An upgrade is explained by its quote, and what it moved', async () => {
  const tab = openTab({ scenario: buildScenario() });
  const quote = await tab.quote('max-pro-40000');
  await tab.confirm(quote.id, 'key-1');
  const told = toldBy(await look(tab.world), catalogue);
  expect(explainCharge(told, 'upg-000002')).toMatchObject({
    kind: 'plan-change',
    quote: { id: quote.id, policy: 'restart-anchor', dueNowMinor: quote.dueNowMinor },
    requests: [{ path: '/v1/upgrades', status: 201 }],
    changes: expect.arrayContaining([expect.objectContaining({ fact: 'resetsAt' })]),
  });
  expect(explainCharge(told, 'gen-000001')).toBeNull();
});

test('A dispute file holds one charge and all it follows from, and is worked out again to the same', async () => {
  const scenario = await loadScenario('used-1000');
  const opened = await reopen(await buildReplay(openTab({ scenario }).world, scenario));
  const [first] = (await look(openTab({ scenario }).world)).events;
  const id = `gen-${String(first?.sequence).padStart(6, '0')}`;
  const dispute = JSON.parse(JSON.stringify(await buildDispute(opened, id)));
  expect(dispute).toMatchObject({ kind: 'dispute', entryId: id, explanation: { kind: 'generation' } });
  const again = await reopen(dispute);
  expect(await compareDispute(again, dispute)).toBeNull();
  dispute.explanation.taken += 200;
  expect(await compareDispute(again, dispute)).toMatchObject({ pointer: '/taken' });
  expect(await buildDispute(opened, 'gen-999999')).toBeNull();
});
