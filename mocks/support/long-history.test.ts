import { describe, expect, test } from 'vitest';
import { catalogue } from '../data/catalogue.ts';
import { openScenario } from '../scenarios/scenario.ts';
import { compareReplies } from '../snapshot/compare-replies.ts';
import { buildReplay, reopen } from '../testing/build-snapshot.ts';
import { buildStudio, layAtOnce } from '../testing/build-studio.ts';
import { openTab, speech, type Tab } from '../testing/build-world.ts';
import { buildDispute, compareDispute, toldBy } from './dispute.ts';
import { explainCharge } from './explain.ts';
import { scenarioOf } from './scenario-file.ts';
import { look, steer } from './steer.ts';
import { factsAt, timelineOf, untoldCharges } from './timeline.ts';

/** The studio with 976 charges and 24 resets. */
const studio = buildStudio(1000);
const history = layAtOnce(studio);
const told = openScenario(studio, studio.opensAt, catalogue, history);
const MAY = '2027-05-10T00:00:00Z';

describe('A timeline of a history that is too long to be told', () => {
  test('has its beginning, its 24 resets and its last 20 charges, and counts the other 956', () => {
    const moments = timelineOf(told, studio.opensAt);
    const kinds = Object.groupBy(moments, ({ kind }) => kind);
    expect([kinds.start?.length, kinds.reset?.length, kinds.generation?.length]).toEqual([1, 24, 20]);
    expect(untoldCharges(told, studio.opensAt)).toBe(956);
    expect(moments.at(-1)?.entry).toEqual(history.last());
    expect(moments.map(({ at }) => at)).toEqual(moments.map(({ at }) => at).toSorted());
  });

  test('says of each moment what the customer had then', () => {
    for (const { at, after } of timelineOf(told, studio.opensAt)) {
      expect(after).toEqual({ ...factsAt(told, at), at });
    }
  });

  test('ends where it is told to, with the last 20 charges before that', () => {
    const moments = timelineOf(told, MAY);
    expect(moments.filter(({ kind }) => kind === 'reset')).toHaveLength(18);
    expect(moments.filter(({ kind }) => kind === 'generation')).toHaveLength(20);
    expect(moments.at(-1)?.at.slice(0, 7)).toBe('2027-05');
    expect(moments.every(({ at }) => at <= MAY)).toBe(true);
    expect(untoldCharges(told, MAY) + 20 + 18).toBe(history.until(MAY).length);
  });
});

async function explain(tab: Tab, id: string) {
  return explainCharge(toldBy(await look(tab.world), catalogue), id);
}

describe('A charge deep in a long history', () => {
  test('is explained from its entry: what it took, by which rule, and what was left before and after it', async () => {
    const tab = openTab({ scenario: studio });
    for (const row of [0, 500, history.length - 1]) {
      const entry = history.entry(row);
      if (entry.kind !== 'generation') throw new Error(`Row ${row} is a ${entry.kind}.`);
      const explanation = await explain(tab, entry.id);
      expect(explanation).toMatchObject({
        kind: 'generation',
        key: null,
        requests: [],
        shown: null,
        entry,
        taken: entry.credits,
        rule: { id: entry.derivation.ruleId },
        before: { at: entry.at, remaining: entry.balanceAfter + entry.credits },
        after: { at: entry.at, remaining: entry.balanceAfter },
      });
      expect(
        explanation?.kind === 'generation' && explanation.underCards.map((card) => card.version),
      ).toEqual(['2025-11', '2026-01']);
    }
  });

  test('is not found under an id that no charge has', async () => {
    const tab = openTab({ scenario: studio });
    for (const id of ['gen-000977', 'gen-0', 'gen-500', 'upg-000500', 'reset-2026-01-03T08:00:00Z']) {
      expect(await explain(tab, id), id).toBeNull();
    }
  });

  test('has a dispute file that is worked out again to the same', async () => {
    const { world } = openTab({ scenario: studio });
    const opened = await reopen(await buildReplay(world, studio));
    const dispute = JSON.parse(JSON.stringify(await buildDispute(opened, 'gen-000500')));
    const again = await reopen(dispute);
    expect(await compareDispute(again, dispute)).toBeNull();
    dispute.explanation.before.remaining += 1;
    expect(await compareDispute(again, dispute)).toMatchObject({ pointer: '/before/remaining' });
  });
});

test('A charge in the middle of a long history discards what is later, and the file of it answers the same', async () => {
  const tab = openTab({ scenario: studio, at: MAY });
  await tab.generate(speech(7), 'key-1');
  const replay = await buildReplay(tab.world, studio);
  expect(replay).toMatchObject({ historyUntil: MAY, events: [{ sequence: 977 }] });

  const { difference, compared } = await compareReplies(await reopen(replay));
  expect(difference).toBeNull();
  expect(compared).toBeGreaterThan(15);
  await steer(tab.world, { at: studio.opensAt, running: false });
  expect(await explain(tab, 'gen-000976')).toBeNull();
  expect(await explain(tab, 'gen-000977')).toMatchObject({ taken: 7, key: 'key-1' });

  await expect(reopen({ ...replay, historyUntil: undefined })).rejects.toThrow(
    '/events/0/at is before 2027-11-17T09:08:34Z, when the events before it happened.',
  );
});

test('It cannot be saved as a scenario, and says what to save instead', async () => {
  const record = await look(openTab({ scenario: studio }).world);
  const about = { id: 'ticket-7', title: 'Ticket 7', story: 'It moved.' };
  expect(() => scenarioOf(record, studio, about)).toThrow(
    /^This scenario’s history .* Save a replay instead\.$/,
  );
});
