import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { renderScenario } from '../testing/render-scenario.tsx';
import { spendElsewhere } from '../testing/spend-elsewhere.ts';

const openUsage = (scenario: string) => renderScenario({ scenario, path: '/usage' });
const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';
const FRESH_CYCLE = 'scenario=fresh-cycle&at=2026-05-10T08:30:40Z';
const NEW_ACCOUNT = 'scenario=new-account&at=2026-03-17T10:24:00Z';

const main = () => screen.getByRole('main');

/** A table’s lines, each as the text of its cells. */
async function linesOf(name: RegExp) {
  const table = await screen.findByRole('table', { name });
  const rows = within(table).getAllByRole('row').slice(1);
  return rows.map((row) => [...row.children].map((cell) => cell.textContent));
}

describe('The ledger of this cycle', () => {
  test('lists its entries newest first, each with what it took and what was left after it', async () => {
    await openUsage(USED_1000);
    const lines = await linesOf(/Ledger/);
    expect(lines.map((cells) => cells.slice(-2))).toEqual([
      ['-186', '39,000'],
      ['-150', '39,186'],
      ['-300', '39,336'],
      ['-240', '39,636'],
      ['-124', '39,876'],
    ]);
    expect(lines[0]?.join()).toMatch(/Text to speech.*Eleven Multilingual v2, 930 characters/);
    expect(lines[2]?.join()).toMatch(/Text to video.*Kling 1\.6, without audio, 16:9, 720p, 5 s/);
  });

  test('has every entry’s exact instant', async () => {
    await openUsage(USED_1000);
    const table = await screen.findByRole('table', { name: /Ledger/ });
    const [, newest] = within(table).getAllByRole('row');
    expect(newest?.querySelector('time')).toHaveAttribute('datetime', '2026-04-19T19:12:10Z');
  });

  test('begins with the reset, and what expired at it, once there has been one', async () => {
    await openUsage(FRESH_CYCLE);
    const [reset, ...more] = await linesOf(/Ledger/);
    expect(reset?.join()).toMatch(/Credits reset.*[\d,]+ credits expired/);
    expect(reset?.at(-1)).toBe('40,000');
    expect(more).toEqual([]);
  });

  test('is empty for a new account, and says what will stand there', async () => {
    await openUsage(NEW_ACCOUNT);
    expect(await screen.findByText(/^No entries in this cycle yet\./)).toBeVisible();
    expect(screen.queryByRole('table', { name: /Ledger/ })).not.toBeInTheDocument();
  });

  test('comes fifty at a time, and the earlier ones when asked for', async () => {
    const { user } = await renderScenario({ scenario: USED_1000, path: '/plan' });
    const tenCharacters = { tool: 'text-to-speech', model: 'Cartesia', characters: 10 };
    for (let generation = 1; generation <= 48; generation += 1) await spendElsewhere(tenCharacters, 1);
    await user.click(screen.getByRole('link', { name: 'Usage' }));
    const more = await screen.findByRole('button', { name: 'Show earlier entries' });
    expect(await linesOf(/Ledger/)).toHaveLength(50);
    await user.click(more);
    expect(await screen.findByText('39,876')).toBeVisible();
    expect(await linesOf(/Ledger/)).toHaveLength(53);
    expect(more).not.toBeInTheDocument();
  });
});

describe('Used over the cycle', () => {
  test('is a figure of the allowance, with its meter', async () => {
    await openUsage(USED_1000);
    await screen.findByRole('table', { name: /Ledger/ });
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
