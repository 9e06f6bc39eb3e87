import { screen, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { renderScenario } from '../testing/render-scenario.tsx';

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';

function openSupport(path = '/support', scenario = USED_1000) {
  return renderScenario({ scenario, path, asDemo: true });
}

const banner = () => within(screen.getByRole('banner'));

describe('The catalogue', () => {
  test('links every scenario, marks the open one, and is filtered by its words', async () => {
    const { user } = await openSupport();
    const open = await screen.findByRole('link', { name: '1,000 of 40,000 used' });
    expect(open).toHaveAttribute('href', '/?scenario=used-1000');
    expect(open).toHaveAttribute('aria-current', 'true');
    await user.type(screen.getByRole('searchbox', { name: 'Filter scenarios' }), 'leap');
    const links = within(screen.getByRole('region', { name: 'Catalogue' })).getAllByRole('link');
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['/?scenario=leap-day']);
  });

  test('is not there for a customer', async () => {
    await renderScenario({ scenario: USED_1000 });
    expect(screen.queryByRole('link', { name: 'Support' })).not.toBeInTheDocument();
  });
});

describe('The clock', () => {
  test('set back hides 3 later events, gives their credits back, and forward again takes them', async () => {
    const { user } = await openSupport();
    const field = await screen.findByRole('textbox', { name: 'Exact instant in UTC' });
    expect(field).toHaveValue('2026-04-21T09:00:00Z');
    await user.clear(field);
    await user.type(field, '2026-04-10T09:00:00Z');
    await user.click(screen.getByRole('button', { name: 'Set clock' }));
    expect(await screen.findByText(/3 later events are hidden\.$/, { selector: 'p' })).toBeInTheDocument();
    expect(await banner().findByText('39,636 left')).toBeVisible();

    await user.click(screen.getByRole('button', { name: 'Forward 1 month' }));
    expect(await banner().findByText('40,000 left')).toBeVisible();
    expect(screen.queryByText(/later events are hidden/)).not.toBeInTheDocument();
    await user.click(await screen.findByRole('button', { name: /^Previous: (Charge|Reset), Fri, May 1/ }));
    await user.click(await screen.findByRole('button', { name: 'Back 1 s' }));
    expect(await banner().findByText('39,000 left')).toBeVisible();
  });

  test('refuses an instant that is none, and stands where it stood', async () => {
    const { user } = await openSupport();
    const field = await screen.findByRole('textbox', { name: 'Exact instant in UTC' });
    await user.clear(field);
    await user.type(field, '2026-02-30T09:00:00Z');
    await user.click(screen.getByRole('button', { name: 'Set clock' }));
    expect(screen.getByText(/This is no instant\..*The clock has not moved\./)).toBeVisible();
    expect(banner().getByText('39,000 left')).toBeVisible();
  });

  test('goes no further back than the subscription’s first moment, and the button that would keeps the focus', async () => {
    const { user } = await openSupport();
    const back = await screen.findByRole('button', { name: 'Back 1 month' });
    await user.click(back);
    expect(await banner().findByText('40,000 left')).toBeVisible();
    await vi.waitFor(() => expect(back).toHaveAttribute('aria-disabled', 'true'));
    await user.keyboard('{Enter}');
    expect(back).toHaveFocus();
    expect(screen.getByRole('textbox', { name: 'Exact instant in UTC' })).toHaveValue('2026-04-01T09:00:00Z');
  });

  test('refuses charges in the past until someone agrees to what they discard', async () => {
    const { user } = await openSupport();
    await user.click(await screen.findByRole('button', { name: 'Back 1 day' }));
    await user.click(screen.getByRole('button', { name: 'Back 1 day' }));
    await user.click(await screen.findByRole('button', { name: 'Allow charges here' }));
    const warning = screen.getByRole('dialog', { name: 'Discard what happened later?' });
    await user.click(within(warning).getByRole('button', { name: 'Let a charge discard 1 event' }));
    expect(await screen.findByText('The next charge or quote here discards 1 event for good')).toBeVisible();
  });
});

describe('Faults', () => {
  test('of a preset and of a rule make another link', async () => {
    const { user } = await openSupport('/support/faults');
    await user.click(await screen.findByRole('button', { name: 'Reply lost after charging' }));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Endpoint' }), '*');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Fault' }), 'status');
    await user.selectOptions(screen.getByRole('combobox', { name: 'How often' }), 'share');
    await user.click(screen.getByRole('button', { name: 'Add rule' }));
    const href = screen.getByRole('link', { name: 'Open this link' }).getAttribute('href') ?? '';
    expect(Object.fromEntries(new URLSearchParams(href.slice(2)))).toEqual({
      scenario: 'used-1000',
      at: '2026-04-21T09:00:00Z',
      faults: 'POST /v1/generations:drop-reply:1,*:500:0.30',
    });
  });
});

describe('The timeline', () => {
  test('is scrubbed by its range: every moment with what was left after it', async () => {
    const { user } = await openSupport('/support/timeline');
    const list = await screen.findByRole('listbox', { name: 'Moments' });
    list.focus();
    await user.keyboard('{Home}');
    expect(screen.getByRole('slider', { name: 'Moment' })).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/^1 of 6: Subscription begins, /),
    );
    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('heading', { name: 'Text to speech' })).toBeVisible();
    expect(screen.getByText('39,876', { selector: 'dd' })).toBeVisible();
  });

  test('compares any two moments, the earlier one first', async () => {
    const { user } = await openSupport('/support/timeline');
    await user.click(await screen.findByRole('button', { name: 'Compare from here' }));
    screen.getByRole('listbox', { name: 'Moments' }).focus();
    await user.keyboard('{Home}');
    const table = await screen.findByRole('table', { name: '2 of 10 facts differ.' });
    const left = within(table).getByRole('row', { name: /^Credits left/ });
    expect(left).toHaveTextContent('Credits left40,00039,000');
  });

  test('goes to a moment, and hides what is later', async () => {
    const { user } = await openSupport('/support/timeline');
    (await screen.findByRole('listbox', { name: 'Moments' })).focus();
    await user.keyboard('{Home}{ArrowDown}');
    await user.click(screen.getByRole('button', { name: 'Go to this moment' }));
    expect(await screen.findByText(/of which 4 are later than the clock and hidden/)).toBeVisible();
    expect(await banner().findByText('39,876 left')).toBeVisible();
  });
});

describe('An explanation', () => {
  test('says what was taken, by which rule, and the same under every card', async () => {
    await openSupport('/support/explain/gen-000001');
    expect(await screen.findByText('124 credits')).toBeVisible();
    expect(screen.getAllByText('1,234 characters / 10 = 123.4, charged as 124 credits')[0]).toBeVisible();
    const cards = within(screen.getByRole('region', { name: 'The same under every card' }));
    expect(cards.getAllByRole('listitem')).toHaveLength(2);
    const row = screen.getByRole('row', { name: /^Credits left/ });
    expect(row).toHaveTextContent('40,00039,876');
  });

  test('of an upgrade has the arithmetic of each amount, and says from which day on the dates count', async () => {
    await openSupport('/support/explain/upg-000005', 'scenario=upgraded-restart&at=2026-06-22T12:00:00Z');
    const quote = within(await screen.findByRole('table', { name: 'Quote quo-000004' }));
    expect(
      quote.getByRole('row', {
        name: /^Unused time on the old plan \$23\.99 × 1,684,800 of 2,592,000 seconds .* -\$15\.59$/,
      }),
    ).toBeVisible();
    expect(quote.getByRole('row', { name: 'Full price of the new plan $49.99' })).toBeVisible();
    expect(screen.getByText(/Credits reset each month on the 15th \(UTC\)\.$/)).toBeVisible();
  });

  test('of an id that is no charge here says where to look', async () => {
    await openSupport('/support/explain/gen-999999');
    expect(await screen.findByText('No charge here left this ledger entry')).toBeVisible();
  });
});
