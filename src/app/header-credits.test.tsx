import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderScenario } from '../testing/render-scenario.tsx';
import { tabTo } from '../testing/tab-to.ts';

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';

async function openHeader() {
  const { user } = await renderScenario({ scenario: USED_1000 });
  const header = screen.getByRole('banner');
  await within(header).findByText('39,000 left');
  await screen.findAllByText(/^in 10 days/);
  return { user, header, credits: within(header).getByRole('button', { name: 'Credits' }) };
}

/** Whether the card under the button is open: it alone says in the header what renews. */
const isOpen = (header: HTMLElement) => within(header).queryByText(/^Credits reset/) !== null;

test('The header’s meter says in words what is used and what is left', async () => {
  const { header } = await openHeader();
  expect(within(header).getByRole('meter')).toHaveAttribute(
    'aria-valuetext',
    '1,000 of 40,000 credits used: voice 310, image 390, video 300. 39,000 left.',
  );
});

test('Pointing at Credits opens used of total, what is left and what renews when, and leaving closes it', async () => {
  const { user, header, credits } = await openHeader();
  expect(credits).toHaveAttribute('aria-expanded', 'false');
  expect(isOpen(header)).toBe(false);
  await user.hover(credits);
  expect(credits).toHaveAttribute('aria-expanded', 'true');
  expect(header).toHaveTextContent('1,000 of 40,000 credits used');
  expect(header).toHaveTextContent('Credits reset to 40,000');
  expect(header).toHaveTextContent('You are charged $49.99');
  const moments = [...header.querySelectorAll('time')].map((time) => time.dateTime);
  expect(moments).toEqual(['2026-05-01T09:00:00Z', '2026-05-01T09:00:00Z']);
  await user.unhover(credits);
  expect(isOpen(header)).toBe(false);
});

test('Reaching Credits with the keyboard opens the card, Escape and moving on close it', async () => {
  const { user, header, credits } = await openHeader();
  await tabTo(user, credits);
  expect(isOpen(header)).toBe(true);
  await user.keyboard('{Escape}');
  expect(isOpen(header)).toBe(false);
  expect(credits).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(isOpen(header)).toBe(true);
  await user.tab();
  expect(isOpen(header)).toBe(false);
});

test('A tap on Credits opens the card, where nothing hovers, and a second tap closes it', async () => {
  const { user, header, credits } = await openHeader();
  const tap = () => user.pointer([{ keys: '[TouchA]', target: credits }]);
  await tap();
  expect(isOpen(header)).toBe(true);
  await tap();
  expect(isOpen(header)).toBe(false);
});

test('A click keeps the card open when the pointer leaves, until one clicks elsewhere', async () => {
  const { user, header, credits } = await openHeader();
  await user.click(credits);
  await user.unhover(credits);
  expect(isOpen(header)).toBe(true);
  await user.click(screen.getByRole('main'));
  expect(isOpen(header)).toBe(false);
});
