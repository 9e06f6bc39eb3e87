import { describe, expect, test } from 'vitest';
import { parseScenarioLink } from './link.ts';
import { loadScenario, scenarioIds } from './scenarios/catalogue.ts';

describe('parseScenarioLink', () => {
  test('reads all four parameters', () => {
    const link = parseScenarioLink(
      '?scenario=used-1000&at=2026-04-21T09:00:00Z&seed=7&faults=POST%20/v1/generations:drop-reply:1,*:500:0.3',
    );
    expect(link).toMatchObject({
      scenarioId: 'used-1000',
      at: '2026-04-21T09:00:00Z',
      seed: '7',
      faults: [{ text: 'POST /v1/generations:drop-reply:1' }, { text: '*:500:0.3' }],
    });
  });

  test('Without parameters it is the demo, its clock running, without faults', () => {
    expect(parseScenarioLink('')).toEqual({
      scenarioId: 'demo',
      at: undefined,
      seed: '',
      faults: [],
      search: '',
    });
  });

  test.each([
    ['in another order', '?faults=*:500,*:401:1&seed=7&at=2026-04-21T09:00:00Z&scenario=yearly'],
    [
      'with parameters of the page',
      '?scenario=yearly&at=2026-04-21T09:00:00Z&seed=7&faults=*:500,*:401:1&tab=2',
    ],
    ['with an offset', '?scenario=yearly&at=2026-04-21T14:45:00%2B05:45&seed=7&faults=*:500,*:401:1'],
    ['with an unescaped offset', '?scenario=yearly&at=2026-04-21T14:45:00+05:45&seed=7&faults=*:500,*:401:1'],
    ['with a fraction', '?scenario=yearly&at=2026-04-21T09:00:00.987Z&seed=7&faults=*:500,*:401:1'],
    [
      'with blanks between the rules',
      '?scenario=yearly&at=2026-04-21T09:00:00Z&seed=7&faults=*:500, *:401:1,',
    ],
  ])('Equal links have equal text: %s', (_, search) => {
    expect(parseScenarioLink(search).search).toBe(
      parseScenarioLink('?scenario=yearly&at=2026-04-21T09:00:00Z&seed=7&faults=*:500,*:401:1').search,
    );
  });

  test.each(['?scenario=yearly', '?at=2026-04-21T09:00:01Z', '?seed=8', '?faults=*:500:1', ''])(
    'Different links have different text: %s',
    (search) => {
      expect(parseScenarioLink(search).search).not.toBe(
        parseScenarioLink('?scenario=demo&at=2026-04-21T09:00:00Z&seed=7&faults=*:500').search,
      );
    },
  );

  test('The text is itself such a link', () => {
    const link = parseScenarioLink(
      '?seed=7&scenario=dst&faults=POST /v1/upgrades:declined&at=2026-03-08T07:30:00Z',
    );
    expect(parseScenarioLink(link.search)).toEqual(link);
  });

  test.each([
    ['tomorrow', '"tomorrow" is not an ISO 8601 instant'],
    ['2026-04-21T09:00:00', '"2026-04-21T09:00:00" is not an ISO 8601 instant'],
    ['2026-02-30T09:00:00Z', '"2026-02-30T09:00:00Z" is not an ISO 8601 instant'],
  ])('says what is wrong with at=%s', (at, message) => {
    expect(() => parseScenarioLink(`?at=${at}`)).toThrow(RangeError);
    expect(() => parseScenarioLink(`?at=${at}`)).toThrow(message);
  });

  test('says which fault rule is none', () => {
    expect(() => parseScenarioLink('?faults=*:500,*:slow')).toThrow('“*:slow” is no fault rule.');
  });
});

test.each(['used-100', '', '../data/plans', 'toString'])(
  'There is no scenario “%s”, and the link is told which there are',
  async (id) => {
    await expect(loadScenario(id)).rejects.toThrow(
      `There is no scenario “${id}”. There are: ${scenarioIds.join(', ')}.`,
    );
  },
);
