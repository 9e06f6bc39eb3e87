import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { renderScenario } from '../testing/render-scenario.tsx';
import { tabTo } from '../testing/tab-to.ts';

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';

/** Opens text to speech at 5 characters a credit, with a script of so many characters. */
async function openWithScript(characters: number, scenario = USED_1000) {
  const { user } = await renderScenario({ scenario, path: '/create/text-to-speech' });
  const script = await screen.findByRole('textbox', { name: 'Script' });
  if (characters > 0) {
    await user.click(script);
    await user.paste('x'.repeat(characters));
  }
  return { user, script, button: screen.getByRole('button', { name: /^Generate, / }) };
}

const header = () => within(screen.getByRole('banner'));

describe('The cost on the button', () => {
  test('is nothing to price yet at first, and follows the script with every key', async () => {
    const { user, script, button } = await openWithScript(0);
    expect(button).toHaveAccessibleName('Generate, nothing to price yet');
    expect(button).toHaveAttribute('aria-disabled', 'true');
    await user.type(script, 'Hello');
    expect(button).toHaveAccessibleName('Generate, 1 credit');
    expect(button).not.toHaveAttribute('aria-disabled');
    await user.type(script, '!');
    expect(button).toHaveAccessibleName('Generate, 2 credits');
    await user.type(script, '{Backspace}');
    expect(button).toHaveAccessibleName('Generate, 1 credit');
    await user.clear(script);
    expect(button).toHaveAccessibleName('Generate, nothing to price yet');
  });

  test('counts an emoji of one code point as one character, and a line break as one', async () => {
    const { user, script, button } = await openWithScript(0);
    await user.click(script);
    await user.paste('🎙🎙');
    await user.keyboard('ab{Enter}');
    expect(button).toHaveAccessibleName('Generate, 1 credit');
    await user.keyboard('c');
    expect(button).toHaveAccessibleName('Generate, 2 credits');
  });

  test('is 247 for 1,234 characters at 5 a credit, 124 at 10', async () => {
    const { user, button } = await openWithScript(1234);
    expect(button).toHaveAccessibleName('Generate, 247 credits');
    await user.click(screen.getByRole('radio', { name: 'Cartesia, 124 credits' }));
    expect(button).toHaveAccessibleName('Generate, 124 credits');
  });

  test('can be reached with the keyboard where there is nothing to price, and pressing it does nothing', async () => {
    const { user, button } = await openWithScript(0);
    await tabTo(user, button);
    expect(screen.getByRole('tooltip')).toHaveTextContent('nothing to price yet');
    await user.keyboard('{Enter}');
    expect(button).not.toHaveAttribute('aria-busy', 'true');
    expect(await header().findByText('39,000 left')).toBeVisible();
  });
});

describe('Pointing at the button', () => {
  test('shows the arithmetic and what it leaves, by hover', async () => {
    const { user, button } = await openWithScript(1234);
    expect(screen.queryByRole('tooltip')).not.toBeInTheDocument();
    await user.hover(button);
    const tooltip = screen.getByRole('tooltip');
    expect(tooltip).toHaveTextContent('1,234 characters / 5 = 246.8, charged as 247 credits');
    expect(tooltip).toHaveTextContent('38,753');
    expect(button).toHaveAccessibleDescription(/charged as 247 credits/);
    await user.unhover(button);
    expect(screen.queryByRole('tooltip')).not.toBeInTheDocument();
  });

  test('shows the same by focus', async () => {
    const { user, button } = await openWithScript(1234);
    await tabTo(user, button);
    expect(screen.getByRole('tooltip')).toHaveTextContent('charged as 247 credits');
    await user.tab();
    expect(screen.queryByRole('tooltip')).not.toBeInTheDocument();
  });

  test('counts the header down to what would be left, says so in every meter, and takes it back on leaving', async () => {
    const { user, button } = await openWithScript(6000);
    const meters = () => screen.getAllByRole('meter').map((meter) => meter.getAttribute('aria-valuetext'));
    await user.hover(button);
    expect(await header().findByText('37,800 left')).toBeVisible();
    expect(meters()).toHaveLength(2);
    for (const words of meters()) expect(words).toContain('This takes 1,200 and leaves 37,800.');
    await user.unhover(button);
    expect(await header().findByText('39,000 left')).toBeVisible();
    for (const words of meters()) expect(words).toMatch(/39,000 left\.$/);
  });

  test('ends with Escape', async () => {
    const { user, button } = await openWithScript(1234);
    await tabTo(user, button);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('tooltip')).not.toBeInTheDocument();
  });

  test('by touch does not happen: a tap on the button is a press', async () => {
    const { user, button } = await openWithScript(1234);
    await user.pointer([{ keys: '[TouchA>]', target: button }]);
    expect(screen.queryByRole('tooltip')).not.toBeInTheDocument();
    await user.pointer([{ keys: '[/TouchA]' }]);
    expect(await screen.findByText('247 credits charged, 38,753 left')).toBeVisible();
    expect(screen.queryByRole('tooltip')).not.toBeInTheDocument();
  });
});

test('A tap on How this is priced opens the derivation where nothing hovers, and spends nothing', async () => {
  const { user } = await openWithScript(1234);
  const why = screen.getByRole('button', { name: 'How this is priced' });
  await user.pointer([{ keys: '[TouchA]', target: why }]);
  expect(screen.getByRole('tooltip')).toHaveTextContent('charged as 247 credits');
  expect(why).toHaveAttribute('aria-expanded', 'true');
  await user.pointer([{ keys: '[TouchA]', target: why }]);
  expect(screen.queryByRole('tooltip')).not.toBeInTheDocument();
  expect(await header().findByText('39,000 left')).toBeVisible();
});

describe('After a press', () => {
  test('tooltip and hatching stay away under the resting pointer, until it leaves and comes back', async () => {
    const { user, button } = await openWithScript(1234);
    await user.hover(button);
    await user.click(button);
    expect(screen.queryByRole('tooltip')).not.toBeInTheDocument();
    expect(await header().findByText('38,753 left')).toBeVisible();
    await user.pointer({ target: button, coords: { x: 3 } });
    expect(screen.queryByRole('tooltip')).not.toBeInTheDocument();
    expect(screen.getAllByRole('meter')[0]).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/38,753 left\.$/),
    );
    await user.unhover(button);
    await user.hover(button);
    expect(screen.getByRole('tooltip')).toHaveTextContent('38,506');
  });

  test('they stay away under the resting focus too, until it comes back', async () => {
    const { user, button } = await openWithScript(1234);
    await tabTo(user, button);
    await user.keyboard('{Enter}');
    expect(await screen.findByText('247 credits charged, 38,753 left')).toBeVisible();
    expect(button).toHaveFocus();
    expect(screen.queryByRole('tooltip')).not.toBeInTheDocument();
    await user.tab();
    await user.tab({ shift: true });
    expect(screen.getByRole('tooltip')).toBeVisible();
  });
});

describe('One press is one charge', () => {
  const charged = async () => {
    const entries = await (await fetch('/v1/ledger?kind=generation&from=2026-04-21T00:00:00Z')).json();
    return entries.entries.map(({ credits }: { credits: number }) => credits);
  };

  test('for a double click', async () => {
    const { user, button } = await openWithScript(1234);
    await user.dblClick(button);
    expect(await screen.findByText('247 credits charged, 38,753 left')).toBeVisible();
    expect(await charged()).toEqual([247]);
  });

  test.each(['Enter', ' '])('for a key that is held down, “%s”', async (key) => {
    const { user, button } = await openWithScript(1234);
    await tabTo(user, button);
    await user.keyboard(`{${key}>100/}`);
    expect(await screen.findByText('247 credits charged, 38,753 left')).toBeVisible();
    expect(await charged()).toEqual([247]);
  });

  test('and two presses, one after the other’s receipt, are two', async () => {
    const { user, button } = await openWithScript(1234);
    await user.click(button);
    expect(await screen.findByText('247 credits charged, 38,753 left')).toBeVisible();
    await user.pointer([{ target: document.body }, { keys: '[MouseLeft]', target: button }]);
    expect(await screen.findByText('247 credits charged, 38,506 left')).toBeVisible();
    expect(await charged()).toEqual([247, 247]);
  });
});
