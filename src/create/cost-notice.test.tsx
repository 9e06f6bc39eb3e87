import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { renderScenario } from '../testing/render-scenario.tsx';
import { tabTo } from '../testing/tab-to.ts';

const NEARLY_OUT = 'scenario=nearly-out&at=2026-06-18T15:20:00Z';
const VOICE_ONLY = 'scenario=voice-only&at=2026-05-20T13:30:00Z';
const PAST_DUE = 'scenario=past-due&at=2026-06-12T09:00:00Z';

async function openTool(tool: string, scenario: string) {
  const { user } = await renderScenario({ scenario, path: `/create/${tool}` });
  return { user, button: await screen.findByRole('button', { name: /^Generate, / }) };
}

const header = () => within(screen.getByRole('banner'));
const main = () => screen.getByRole('main');

describe('With 540 credits left, 3 images at 400 are 660 short:', () => {
  async function openThreeImages() {
    const { user, button } = await openTool('text-to-image', NEARLY_OUT);
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'sea');
    const images = screen.getByRole('spinbutton', { name: 'Images' });
    await user.clear(images);
    await user.type(images, '3');
    return { user, button };
  }

  test('the button says so, can be reached, and does nothing', async () => {
    const { user, button } = await openThreeImages();
    expect(button).toHaveAccessibleName('Generate, 1,200 credits, 660 short');
    expect(button).toHaveAttribute('aria-disabled', 'true');
    await tabTo(user, button);
    await user.keyboard('{Enter}');
    await user.click(button);
    expect(screen.queryByRole('region', { name: 'Receipt' })).not.toBeInTheDocument();
    await user.unhover(button);
    expect(await header().findByText('540 left')).toBeVisible();
  });

  test('the form names the amount, the moment of the reset and the plan that covers it', async () => {
    await openThreeImages();
    expect(main()).toHaveTextContent('660 credits short');
    expect(main().querySelector('time[datetime="2026-06-25T10:15:00Z"]')).toBeVisible();
    expect(main()).toHaveTextContent('AI Suite 240K would cover it now');
    expect(within(main()).getByRole('link', { name: /plans/i })).toHaveAttribute('href', '/plan');
  });

  test('the meters let what does not fit hang over, and the header says by how much', async () => {
    const { user, button } = await openThreeImages();
    await user.hover(button);
    expect(screen.getByRole('tooltip')).toHaveTextContent('3 images × 400 = 1,200 credits');
    expect(screen.getByRole('tooltip')).toHaveTextContent('660 short');
    expect(header().getByText('660 short')).toBeVisible();
    for (const meter of screen.getAllByRole('meter')) {
      expect(meter).toHaveAttribute(
        'aria-valuetext',
        expect.stringContaining('This takes 1,200: 660 short.'),
      );
    }
  });

  test('one image fits, and nothing is said', async () => {
    const { user, button } = await openThreeImages();
    const images = screen.getByRole('spinbutton', { name: 'Images' });
    await user.clear(images);
    await user.type(images, '1');
    expect(button).toHaveAccessibleName('Generate, 400 credits');
    expect(main()).not.toHaveTextContent('short');
  });
});

describe('A tool that the plan does not unlock', () => {
  test('stays visible and priced, is locked, and says which plan unlocks it', async () => {
    const { user, button } = await openTool('text-to-image', VOICE_ONLY);
    expect(button).toHaveAccessibleName('Generate, not in your plan');
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(main()).toHaveTextContent('Text to image is not in AI Starter 7.5K. AI Starter 16.5K unlocks it.');
    expect(screen.getByRole('radio', { name: 'Flux 2.0 Pro, 80 credits' })).toBeEnabled();
    await user.hover(button);
    expect(screen.getByRole('tooltip')).toHaveTextContent('1 image × 400 = 400 credits');
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'sea');
    await user.click(button);
    expect(screen.queryByRole('region', { name: 'Receipt' })).not.toBeInTheDocument();
  });

  test('takes nothing from any meter while it is pointed at', async () => {
    const { user, button } = await openTool('text-to-image', VOICE_ONLY);
    await user.hover(button);
    for (const meter of screen.getAllByRole('meter')) {
      expect(meter).toHaveAttribute('aria-valuetext', expect.not.stringContaining('This takes'));
    }
  });

  test('does not keep the others from being used', async () => {
    const { user, button } = await openTool('text-to-speech', VOICE_ONLY);
    await user.type(screen.getByRole('textbox', { name: 'Script' }), 'Hello');
    await user.click(button);
    expect(await screen.findByText(/^1 credit charged, /)).toBeVisible();
  });
});

test('While a payment is missing the price stands, nothing can be spent, and the form says why', async () => {
  const { user, button } = await openTool('text-to-image', PAST_DUE);
  expect(button).toHaveAccessibleName('Generate, 400 credits');
  expect(button).toHaveAttribute('aria-disabled', 'true');
  expect(main()).toHaveTextContent('A payment is missing');
  await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'sea');
  await user.click(button);
  expect(screen.queryByRole('region', { name: 'Receipt' })).not.toBeInTheDocument();
});
