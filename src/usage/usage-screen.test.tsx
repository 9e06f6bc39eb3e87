import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { renderScenario } from '../testing/render-scenario.tsx';

const openUsage = (scenario: string) => renderScenario({ scenario, path: '/usage' });
const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';
const NEW_ACCOUNT = 'scenario=new-account&at=2026-03-17T10:24:00Z';

const main = () => screen.getByRole('main');

/** A table’s lines, each as the text of its cells. */
async function linesOf(name: RegExp) {
  const table = await screen.findByRole('table', { name });
  const rows = within(table).getAllByRole('row').slice(1);
  return rows.map((row) => [...row.children].map((cell) => cell.textContent));
}

describe('Used over the cycle', () => {
  test('is a figure of the allowance, with its meter', async () => {
    await openUsage(USED_1000);
    await screen.findByRole('grid', { name: 'Ledger' });
    expect(main()).toHaveTextContent(/1,000\s*of 40,000 credits used/);
    expect(within(main()).getByRole('meter')).toHaveAttribute('aria-valuenow', '1000');
  });
});

describe('Earlier cycles', () => {
  test('are listed newest first, from reset to reset: used and expired add up to the allowance', async () => {
    await openUsage('scenario=anchor-31&at=2026-03-30T12:00:00Z');
    const table = await screen.findByRole('table', { name: 'Earlier cycles' });
    const dates = [...table.querySelectorAll('time')].map((time) => time.dateTime);
    expect(dates).toEqual(['2026-01-31T09:30:00Z', '2026-02-28T09:30:00Z']);
    for (const line of await linesOf(/Earlier cycles/)) {
      const [allowance = 0, used = 0, expired = 0] = line
        .slice(1)
        .map((text) => Number(text.replace(',', '')));
      expect(used).toBeGreaterThan(0);
      expect(used + expired).toBe(allowance);
    }
  });

  test('are none in the first', async () => {
    await openUsage(NEW_ACCOUNT);
    expect(await screen.findByText('This is the first cycle.')).toBeVisible();
  });
});

test('When the ledger cannot be had, the rest stands and the ledger says so', async () => {
  await openUsage(`${USED_1000}&faults=GET /v1/ledger:malformed`);
  expect(await screen.findByRole('alert')).toHaveTextContent('The ledger could not be loaded');
  expect(main()).toHaveTextContent(/1,000\s*of 40,000 credits used/);
});
