import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { renderScenario } from '../testing/render-scenario.tsx';

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';

describe('Links within the app', () => {
  test('are one per screen, and the screen one is on is marked', async () => {
    const { user } = await renderScenario({ scenario: USED_1000 });
    const screens = within(screen.getByRole('navigation', { name: 'Screens' }));
    const names = screens.getAllByRole('link').map((link) => link.textContent);
    expect(names).toEqual(['Overview', 'Create', 'Usage', 'Plan']);
    expect(screens.getByRole('link', { name: 'Overview' })).toHaveAttribute('aria-current', 'page');

    await user.click(screens.getByRole('link', { name: 'Usage' }));
    expect(await screen.findByRole('heading', { name: 'Usage', level: 1 })).toBeVisible();
    expect(screens.getByRole('link', { name: 'Usage' })).toHaveAttribute('aria-current', 'page');
    expect(screens.getByRole('link', { name: 'Overview' })).not.toHaveAttribute('aria-current');
  });

  test('keep the scenario’s parameters, in their addresses and after a click', async () => {
    const { user } = await renderScenario({ scenario: USED_1000, asDemo: true });
    const kept = '?scenario=used-1000&at=2026-04-21T09%3A00%3A00Z';
    await screen.findByRole('link', { name: 'All entries' });
    const addresses = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
    expect(addresses).toEqual([
      '#main',
      `/${kept}`,
      `/support${kept}`,
      `/${kept}`,
      `/create${kept}`,
      `/usage${kept}`,
      `/plan${kept}`,
      `/support${kept}`,
      `/usage${kept}`,
    ]);

    await user.click(screen.getByRole('link', { name: 'Create' }));
    await user.click(await screen.findByRole('link', { name: 'Text to image' }));
    expect(location.pathname + location.search).toBe(`/create/text-to-image${kept}`);
  });

  test('take the focus to the screen they lead to, and leave it on a link between tools', async () => {
    const { user } = await renderScenario({ scenario: USED_1000 });
    await user.click(screen.getByRole('link', { name: 'Create' }));
    expect(screen.getByRole('main')).toHaveFocus();
    const tool = await screen.findByRole('link', { name: 'Text to image' });
    await user.click(tool);
    expect(tool).toHaveFocus();
  });

  test('carry no parameters in a customer’s build', async () => {
    await renderScenario({ scenario: USED_1000 });
    expect(screen.getByRole('link', { name: 'Plan' })).toHaveAttribute('href', '/plan');
  });

  test.each([
    ['/create', 'Create', '/create/text-to-speech'],
    ['/create/text-to-smell', 'Create', '/create/text-to-speech'],
    ['/nowhere', 'Overview', '/'],
  ])('from %s lead on to %s', async (path, heading, arrived) => {
    await renderScenario({ scenario: USED_1000, path });
    expect(await screen.findByRole('heading', { name: heading, level: 1 })).toBeInTheDocument();
    expect(location.pathname).toBe(arrived);
  });
});

test('The demo says which scenario is open, at what moment it stands still, and offers to start over', async () => {
  await renderScenario({ scenario: `${USED_1000}&faults=*:latency=1`, asDemo: true });
  const notice = screen.getByRole('complementary', { name: 'Sandbox' });
  expect(notice).toHaveTextContent('1,000 of 40,000 used');
  expect(notice).toHaveTextContent('Faults: *:latency=1.');
  expect(within(notice).getByText(/Apr 21, 2026/)).toHaveAttribute('datetime', '2026-04-21T09:00:00Z');
  expect(within(notice).getByRole('button', { name: 'Start over' })).toBeEnabled();
});

test('A customer’s build has no such notice', async () => {
  await renderScenario({ scenario: USED_1000 });
  expect(screen.queryByRole('complementary')).not.toBeInTheDocument();
});

test('Theme goes from the system’s to light to dark and back, is kept, and says which it is', async () => {
  const { user } = await renderScenario({ scenario: USED_1000 });
  const button = screen.getByRole('button', { name: 'Theme' });
  const theme = () => [document.documentElement.dataset.theme, localStorage.getItem('theme')];
  expect(theme()).toEqual([undefined, null]);
  await user.click(button);
  expect(theme()).toEqual(['light', 'light']);
  expect(button).toHaveAccessibleDescription(/light/);
  await user.click(button);
  expect(theme()).toEqual(['dark', 'dark']);
  await user.click(button);
  expect(theme()).toEqual([undefined, null]);
});

test('Help says plainly that credits are not sold singly, do not roll over and are not refunded', async () => {
  const { user } = await renderScenario({ scenario: USED_1000 });
  await user.click(screen.getByRole('button', { name: 'Help' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('There is no one-off purchase.');
  expect(dialog).toHaveTextContent('what is left expires');
  expect(dialog).toHaveTextContent('costs the same whether or not you keep or download the result');
  await user.click(within(dialog).getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});
