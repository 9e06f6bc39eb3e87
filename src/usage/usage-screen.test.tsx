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
  test('stand newest first under the running one, from reset to reset: used and expired add up to the allowance', async () => {
    await openUsage('scenario=anchor-31&at=2026-03-30T12:00:00Z');
    const table = await screen.findByRole('table', { name: /Earlier cycles/ });
    const dates = [...table.querySelectorAll('time')].map((time) => time.dateTime);
    expect(dates).toEqual([
      '2026-02-28T09:30:00Z',
      '2026-03-31T09:30:00Z',
      '2026-01-31T09:30:00Z',
      '2026-02-28T09:30:00Z',
    ]);
    const [running, ...earlier] = await linesOf(/Earlier cycles/);
    expect(running?.at(-1)).toBe('not yet');
    for (const line of earlier) {
      const [allowance = 0, used = 0, expired = 0] = line
        .slice(1)
        .map((text) => Number(text.replace(',', '')));
      expect(used).toBeGreaterThan(0);
      expect(used + expired).toBe(allowance);
    }
  });

  test('are none in the first', async () => {
    await openUsage(NEW_ACCOUNT);
    expect(await screen.findByText('This is the first cycle')).toBeVisible();
    expect(screen.queryByRole('table', { name: /Earlier cycles/ })).not.toBeInTheDocument();
  });
});

describe('The charts of this cycle', () => {
  test('have every day as a row, with 0 where nothing was used', async () => {
    await openUsage(USED_1000);
    const lines = await linesOf(/by day/);
    expect(lines).toHaveLength(21);
    expect(lines.filter((cells) => cells.at(-1) !== '0')).toEqual([
      ['Thu, Apr 2', '124', '0', '0', '124'],
      ['Mon, Apr 6', '0', '240', '0', '240'],
      ['Sat, Apr 11', '0', '0', '300', '300'],
      ['Wed, Apr 15', '0', '150', '0', '150'],
      ['Sun, Apr 19', '186', '0', '0', '186'],
    ]);
    expect(screen.getByText('Saturday, Apr 11 was the busiest day: 300 credits')).toBeVisible();
  });

  test('have what was left at the end of each day, beside an even pace', async () => {
    await openUsage(USED_1000);
    await screen.findByText('You have used 25,667 credits less than an even pace');
    const lines = await linesOf(/Credits left/);
    expect(lines.at(0)).toEqual(['At the start', '40,000', '40,000']);
    expect(lines.at(2)).toEqual(['Thu, Apr 2', '39,876', '37,833']);
    expect(lines.at(-1)).toEqual(['Tue, Apr 21', '39,000', '13,333']);
  });

  test('have each tool and model with its share and how many generations it was', async () => {
    await openUsage(USED_1000);
    expect(await linesOf(/by tool/)).toEqual([
      ['Text to image', '390', '39%', '2'],
      ['Text to speech', '310', '31%', '2'],
      ['Text to video', '300', '30%', '1'],
    ]);
    expect((await linesOf(/by model/)).at(0)).toEqual(['Kling 1.6', '300', '30%', '1']);
  });

  test('jump up where an upgrade added credits to the running cycle', async () => {
    await openUsage('scenario=upgraded-keep');
    const table = await screen.findByRole('table', { name: /Credits left/ });
    await within(table).findByText('At the start');
    const lines = await linesOf(/Credits left/);
    const left = lines.map((cells) => Number(cells[1]?.replaceAll(',', '')));
    expect(left[0]).toBe(40_000);
    expect(Math.max(...left)).toBeGreaterThan(200_000);
  });

  test('say so when they are empty', async () => {
    await openUsage(NEW_ACCOUNT);
    expect(await screen.findAllByText('Nothing is used in this cycle yet')).toHaveLength(4);
  });

  test('say once that they could not be loaded, with the request, while the cycles and the ledger stand', async () => {
    const { user } = await openUsage(`${USED_1000}&faults=GET /v1/usage:500:6`);
    await screen.findByText('Your use of this cycle could not be loaded. Nothing was charged for asking');
    await screen.findByText(/^The forecast could not be loaded/);
    const alerts = screen.getAllByRole('alert');
    expect(alerts.map((alert) => alert.textContent)).toEqual([
      expect.stringMatching(/^The forecast could not be loaded.*Request [0-9a-f-]{36}/),
      expect.stringMatching(/^Your use of this cycle could not be loaded.*Request [0-9a-f-]{36}/),
    ]);
    expect(screen.getByRole('heading', { name: 'Ledger' })).toBeVisible();
    expect(screen.getByText('This is the first cycle')).toBeVisible();
    const [, retry] = screen.getAllByRole('button', { name: 'Try again' });
    if (retry) await user.click(retry);
    expect(await linesOf(/by day/)).toHaveLength(21);
  });
});

test('When the ledger cannot be had, the rest stands and the ledger says so', async () => {
  await openUsage(`${USED_1000}&faults=GET /v1/ledger:malformed`);
  expect(await screen.findByRole('alert')).toHaveTextContent('The ledger could not be loaded');
  expect(main()).toHaveTextContent(/1,000\s*of 40,000 credits used/);
});
