import { screen, within } from '@testing-library/react';
import { http } from 'msw';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { refetchInAllTabs } from '../api/query-client.ts';
import { refuse } from '../testing/refuse.ts';
import { renderScenario } from '../testing/render-scenario.tsx';
import { spendElsewhere } from '../testing/spend-elsewhere.ts';

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';

afterEach(() => {
  vi.useRealTimers();
});

/** Opens the dialog for a plan, with its quote. */
async function openUpgrade(planName: string, scenario = USED_1000) {
  const { user, server } = await renderScenario({ scenario, path: '/plan' });
  await user.click(await screen.findByRole('button', { name: `Upgrade to ${planName}` }));
  const dialog = await screen.findByRole('dialog', { name: 'Upgrade' });
  const confirm = await within(dialog).findByRole('button', { name: /^Confirm and pay / });
  return { user, server, dialog, confirm };
}

/** The keys of the payments as they go out. */
function keysOf(server: Awaited<ReturnType<typeof openUpgrade>>['server']) {
  const keys: (string | null)[] = [];
  server.events.on('request:start', ({ request: { url, headers } }) => {
    if (url.endsWith('/v1/upgrades')) keys.push(headers.get('Idempotency-Key'));
  });
  return keys;
}

/** Lets the quote run out, which the page hears with the next reply. */
async function expire(dialog: HTMLElement) {
  vi.setSystemTime(Date.now() + 11 * 60_000);
  refetchInAllTabs();
  expect(await within(dialog).findByText('This price has expired.', {}, { timeout: 3000 })).toBeVisible();
}

/** Upgrades as another device would, without telling the page under test. */
async function upgradeElsewhere(planId: string) {
  const post = async (path: string, body: object, headers?: HeadersInit) => {
    const init = { method: 'POST', body: JSON.stringify(body), ...(headers && { headers }) };
    const response = await fetch(path, init);
    if (!response.ok) throw new Error(`The other device was refused: ${await response.text()}`);
    return response.json();
  };
  const { id } = await post('/v1/upgrade-quotes', { planId });
  await post('/v1/upgrades', { quoteId: id }, { 'Idempotency-Key': crypto.randomUUID() });
}

const header = () => within(screen.getByRole('banner'));

/** The table `Due now`, row by row: what a line is and its amount. */
function dueNow(dialog: HTMLElement) {
  const rows = within(within(dialog).getByRole('table', { name: 'Due now' })).getAllByRole('row');
  return rows.flatMap((row) => {
    const amount = within(row).queryByRole('cell')?.textContent;
    const dates = [...row.querySelectorAll('time')].map((time) => time.dateTime);
    return amount === undefined ? [] : [[amount, ...dates]];
  });
}

describe('Before it is paid, AI Suite 240K with 10 of 30 days left', () => {
  test('is a receipt in money: -$16.66 and $76.66 make $60.00, each line with its dates', async () => {
    const { dialog, confirm } = await openUpgrade('AI Suite 240K');
    expect(dueNow(dialog)).toEqual([
      ['-$16.66', '2026-04-21T09:00:00Z', '2026-05-01T09:00:00Z'],
      ['$76.66', '2026-04-21T09:00:00Z', '2026-05-01T09:00:00Z'],
      ['$60.00'],
    ]);
    expect(confirm).toHaveAccessibleName('Confirm and pay $60.00');
    expect(dialog).toHaveTextContent('Your renewal date stays.');
    expect(dialog).toHaveTextContent('Next charge, $229.99');
    expect(dialog.querySelectorAll('time[datetime="2026-05-01T09:00:00Z"]').length).toBeGreaterThanOrEqual(4);
  });

  test('is a receipt in credits: allowance before and after, used so far, what is there once paid', async () => {
    const { dialog } = await openUpgrade('AI Suite 240K');
    const figures = within(dialog)
      .getAllByRole('term')
      .map((term) => [term.textContent, term.nextElementSibling?.textContent]);
    expect(figures).toEqual(
      expect.arrayContaining([
        ['Allowance now', '40,000'],
        ['Allowance after', '240,000'],
        ['Used, stays used', '1,000'],
        ['Available once paid', '239,000'],
      ]),
    );
    const meters = within(dialog)
      .getAllByRole('meter')
      .map((meter) => meter.getAttribute('aria-valuetext'));
    expect(meters).toEqual([
      expect.stringMatching(/^1,000 of 40,000 credits used.*39,000 left\.$/),
      expect.stringMatching(/^1,000 of 240,000 credits used.*239,000 left\.$/),
    ]);
  });

  test('holds for ten minutes, to the second', async () => {
    const { dialog } = await openUpgrade('AI Suite 240K');
    expect(dialog.querySelector('time[datetime="2026-04-21T09:10:00Z"]')).toBeVisible();
    expect(dialog).toHaveTextContent('10 min more');
  });

  test('is charged nothing by closing it', async () => {
    const { user, dialog } = await openUpgrade('AI Suite 240K');
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(await header().findByText('39,000 left')).toBeVisible();
    expect(screen.getByText('The plan has not changed.')).toBeVisible();
  });
});

describe('Max Pro 240K, another family,', () => {
  test('restarts billing: the full price less the unused time, and both dates from this moment', async () => {
    const { dialog, confirm } = await openUpgrade('Max Pro 240K');
    expect(dueNow(dialog)).toEqual([
      ['-$16.66', '2026-04-21T09:00:00Z', '2026-05-01T09:00:00Z'],
      ['$259.99', '2026-04-21T09:00:00Z'],
      ['$243.33'],
    ]);
    expect(confirm).toHaveAccessibleName('Confirm and pay $243.33');
    expect(dialog).toHaveTextContent('Your billing restarts now');
    expect(dialog.querySelectorAll('time[datetime="2026-05-21T09:00:00Z"]')).toHaveLength(2);
  });

  test('once paid has its new dates, and what was used stays used', async () => {
    const { user, dialog, confirm } = await openUpgrade('Max Pro 240K');
    await user.click(confirm);
    const receipt = await within(dialog).findByRole('region', { name: 'Receipt' });
    expect(receipt).toHaveTextContent('$243.33 paid. You have Max Pro 240K.');
    const dates = [...receipt.querySelectorAll('time')].map((time) => time.dateTime);
    expect(dates).toEqual(['2026-05-21T09:00:00Z', '2026-05-21T09:00:00Z']);
    expect(await header().findByText('239,000 left')).toBeVisible();
  });
});

test('Once paid, 239,000 are left everywhere, and the change is listed', async () => {
  const { user, dialog, confirm } = await openUpgrade('AI Suite 240K');
  await user.click(confirm);
  const receipt = await within(dialog).findByRole('region', { name: 'Receipt' });
  expect(receipt).toHaveTextContent('$60.00 paid. You have AI Suite 240K.');
  expect(receipt).toHaveTextContent(/239,000 left of 240,000; 1,000 used stay used/);
  await user.click(within(dialog).getByRole('button', { name: 'Done' }));

  expect(await header().findByText('239,000 left')).toBeVisible();
  expect(screen.getByRole('region', { name: 'Current plan' })).toHaveTextContent('AI Suite 240K');
  const changes = screen.getByRole('region', { name: 'Changes so far' });
  expect(within(changes).getByRole('listitem')).toHaveTextContent(
    'AI Suite Starter 40K to AI Suite 240K, $60.00 paid, 1,000 used carried over',
  );
  const upgrades = screen
    .getAllByRole('button', { name: /^Upgrade to / })
    .map((button) => button.textContent);
  expect(upgrades).toEqual(['Upgrade to Max Pro 240K']);

  await user.click(screen.getByRole('link', { name: 'Overview' }));
  const balance = await screen.findByRole('region', { name: 'Credit balance' });
  expect(balance).toHaveTextContent(/^239,000\s*credits left of 240,000/);
});

describe('A payment', () => {
  test('that is declined changes nothing, and can be tried again', async () => {
    const { user, dialog, confirm } = await openUpgrade(
      'AI Suite 240K',
      `${USED_1000}&faults=POST /v1/upgrades:declined:1`,
    );
    await user.click(confirm);
    const alert = await within(dialog).findByRole('alert');
    expect(alert).toHaveTextContent('Nothing was charged');
    expect(alert).toHaveTextContent('declined');
    expect(alert).toHaveTextContent(/Request [0-9a-f-]{36}/);
    expect(await header().findByText('39,000 left')).toBeVisible();
    expect(screen.getByRole('region', { name: 'Current plan' })).toHaveTextContent('AI Suite Starter 40K');
    await user.click(confirm);
    expect(await within(dialog).findByText('$60.00 paid. You have AI Suite 240K.')).toBeVisible();
  });

  test('whose reply is lost is found out about: paid once', async () => {
    const { user, server, dialog, confirm } = await openUpgrade(
      'AI Suite 240K',
      `${USED_1000}&faults=POST /v1/upgrades:drop-reply:1`,
    );
    const keys = keysOf(server);
    await user.click(confirm);
    expect(await within(dialog).findByText('$60.00 paid. You have AI Suite 240K.')).toBeVisible();
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  test('that stays unknown is not called unpaid when the session has ended by the next press', async () => {
    const { user, server, dialog, confirm } = await openUpgrade(
      'AI Suite 240K',
      `${USED_1000}&faults=POST /v1/upgrades:drop-reply:5`,
    );
    await user.click(confirm);
    const alert = within(dialog).findByRole('alert');
    expect(await alert).toHaveTextContent('It is not known yet whether this was paid');
    server.use(http.post('*/v1/upgrades', () => refuse('session_ended'), { once: true }));
    await user.click(confirm);
    expect(await within(dialog).findByText(/Your session has ended/)).toBeVisible();
    expect(within(dialog).getByRole('alert')).toHaveTextContent('It is not known yet whether this was paid');
    await user.click(confirm);
    expect(await within(dialog).findByText('$60.00 paid. You have AI Suite 240K.')).toBeVisible();
  });

  test('that stays unknown when the price expires is asked about under its key, never given up for a fresh price', async () => {
    const { user, server, dialog, confirm } = await openUpgrade(
      'AI Suite 240K',
      'scenario=used-1000&faults=POST /v1/upgrades:drop-reply:5',
    );
    const keys = keysOf(server);
    await user.click(confirm);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'It is not known yet whether this was paid',
    );
    await expire(dialog);
    expect(within(dialog).queryByRole('button', { name: 'Get a fresh one' })).not.toBeInTheDocument();
    // The payment was made: the header has heard of it, the quote still says what it started from.
    expect(await header().findByText('239,000 left')).toBeVisible();
    expect(within(dialog).getByText('Allowance now').nextElementSibling).toHaveTextContent(/^40,000$/);
    await user.click(confirm);
    expect(await within(dialog).findByText('$60.00 paid. You have AI Suite 240K.')).toBeVisible();
    expect(keys).toHaveLength(6);
    expect(new Set(keys).size).toBe(1);
  });

  test('still under way when the price expires is waited for, and the dialog can be closed after it', async () => {
    const { user, server, dialog, confirm } = await openUpgrade('AI Suite 240K', 'scenario=used-1000');
    const answer = Promise.withResolvers<void>();
    onTestFinished(() => answer.resolve());
    server.use(http.post('*/v1/upgrades', () => answer.promise));
    await user.click(confirm);
    await expire(dialog);
    expect(within(dialog).queryByRole('button', { name: 'Get a fresh one' })).not.toBeInTheDocument();
    answer.resolve();
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('The quote had expired');
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    expect(dialog).not.toBeInTheDocument();
  });

  test('is made once by a double click', async () => {
    const { user, dialog, confirm } = await openUpgrade('AI Suite 240K');
    await user.dblClick(confirm);
    expect(await within(dialog).findByText('$60.00 paid. You have AI Suite 240K.')).toBeVisible();
    const { entries } = await (await fetch('/v1/ledger?kind=plan-change')).json();
    expect(entries).toHaveLength(1);
  });
});

describe('A generation meanwhile', () => {
  test('does not stale the quote: what is used is shown afresh, the price stays', async () => {
    const { user, dialog, confirm } = await openUpgrade('AI Suite 240K');
    await spendElsewhere({ tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 3 }, 240);
    refetchInAllTabs();
    expect(await within(dialog).findByText('238,760')).toBeVisible();
    expect(confirm).toHaveAccessibleName('Confirm and pay $60.00');
    await user.click(confirm);
    expect(await header().findByText('238,760 left')).toBeVisible();
  });
});

describe('A quote given after another device has upgraded, to AI Suite 240K,', () => {
  async function openLate(
    afterUpgrade?: (server: Awaited<ReturnType<typeof renderScenario>>['server']) => void,
  ) {
    const { user, server } = await renderScenario({ scenario: USED_1000, path: '/plan' });
    const upgrade = await screen.findByRole('button', { name: 'Upgrade to Max Pro 240K' });
    await upgradeElsewhere('ai-suite-240000');
    afterUpgrade?.(server);
    await user.click(upgrade);
    const dialog = await screen.findByRole('dialog', { name: 'Upgrade' });
    await within(dialog).findByRole('button', { name: 'Confirm and pay $183.33' });
    return dialog;
  }

  test('names the plan that it credits from the start, and the allowance that there is', async () => {
    const dialog = await openLate();
    expect(dialog).not.toHaveTextContent('AI Suite Starter 40K');
    expect(dialog).toHaveTextContent('AI Suite 240K to Max Pro 240K');
    expect(within(dialog).getByRole('rowheader', { name: /^Credit for/ })).toHaveTextContent(
      'Credit for unused time on AI Suite 240K',
    );
    expect(dueNow(dialog)[0]?.[0]).toBe('-$76.66');
    expect(within(dialog).getByText('Allowance now').nextElementSibling).toHaveTextContent('240,000');
    expect(within(dialog).getByRole('meter', { name: 'Before, AI Suite 240K' })).toBeVisible();
  });

  test('names none where the plan cannot be asked for', async () => {
    const dialog = await openLate((server) => {
      server.use(http.get('*/v1/subscription', () => refuse('session_ended')));
    });
    expect(dialog).not.toHaveTextContent('AI Suite Starter 40K');
    expect(dialog).toHaveTextContent('Your plan to Max Pro 240K');
    expect(dialog).toHaveTextContent('Credit for unused time on your plan');
  });
});

describe('A quote that has expired', () => {
  test('is not paid: a fresh one stands beside the old, to be agreed to', async () => {
    const { user, dialog, confirm } = await openUpgrade('AI Suite 240K', 'scenario=used-1000');
    expect(confirm).toHaveAccessibleName('Confirm and pay $60.00');
    // Half of what was left goes by.
    vi.setSystemTime(Date.now() + 5 * 86_400_000);
    await user.click(confirm);
    const alert = await within(dialog).findByRole('alert');
    expect(alert).toHaveTextContent(/expired\. Nothing was charged/);
    expect(
      within(alert)
        .getAllByRole('row')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'BeforeNow',
      'Unused time-$16.66-$8.33',
      'Remaining time$76.66$38.33',
      'Due now$60.00$30.00',
      expect.stringMatching(/^Next charge(.+2026)\1$/),
      expect.stringMatching(/^Credits reset(.+2026)\1$/),
    ]);
    expect(await header().findByText('39,000 left')).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Confirm and pay $30.00' }));
    expect(await within(dialog).findByText('$30.00 paid. You have AI Suite 240K.')).toBeVisible();
  });
});

test('When there is no quote to be had, nothing can be confirmed, and the dialog says why', async () => {
  const { user } = await renderScenario({
    scenario: `${USED_1000}&faults=POST /v1/upgrade-quotes:500:3`,
    path: '/plan',
  });
  await user.click(await screen.findByRole('button', { name: 'Upgrade to AI Suite 240K' }));
  const dialog = screen.getByRole('dialog', { name: 'Upgrade' });
  expect(await within(dialog).findByRole('alert')).toHaveTextContent(
    'There is no price for this upgrade. Nothing was charged for asking',
  );
  expect(within(dialog).queryByRole('button', { name: /Confirm/ })).not.toBeInTheDocument();
  await user.click(within(dialog).getByRole('button', { name: 'Try again' }));
  expect(await within(dialog).findByRole('button', { name: 'Confirm and pay $60.00' })).toBeVisible();
});
