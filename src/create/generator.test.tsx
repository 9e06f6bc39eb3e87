import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { renderScenario } from '../testing/render-scenario.tsx';

const VOICE_ONLY = 'scenario=voice-only&at=2026-05-20T13:30:00Z';
const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';

async function openTool(tool: string, scenario = USED_1000) {
  const { user, server } = await renderScenario({ scenario, path: `/create/${tool}` });
  return { user, server, button: await screen.findByRole('button', { name: /^Generate, / }) };
}

const radio = (name: string | RegExp) => screen.getByRole('radio', { name });
const header = () => within(screen.getByRole('banner'));

/** The choices of a group, with their prices, that fit the others as they stand. */
const pricesOf = (group: string) =>
  within(screen.getByRole('radiogroup', { name: group }))
    .getAllByRole('radio', { name: /^[^,]+, [\d,]+ credits?$/ })
    .map((choice) => choice.getAttribute('aria-label'));

describe('Text to speech', () => {
  test('prices every voice by the characters at hand, and by a rate before there are any', async () => {
    const { user } = await openTool('text-to-speech');
    expect(radio('Cartesia, 1 credit for 10 characters')).not.toBeChecked();
    await user.click(screen.getByRole('textbox', { name: 'Script' }));
    await user.paste('x'.repeat(1234));
    expect(pricesOf('Model')).toEqual([
      'Eleven Multilingual v2, 247 credits',
      'Eleven v2, 247 credits',
      'Minimax 02 HD, 124 credits',
      'Cartesia, 124 credits',
    ]);
  });

  test('has a choice for every voice that was cloned, by its name', async () => {
    const { user, button } = await openTool('text-to-speech', VOICE_ONLY);
    await user.type(screen.getByRole('textbox', { name: 'Script' }), 'Hello');
    await user.click(radio('Ira reading, 1 credit'));
    expect(button).toHaveAccessibleName('Generate, 1 credit');
    await user.hover(button);
    expect(screen.getByRole('tooltip')).toHaveTextContent('5 characters / 10 = 0.5, charged as 1 credit');
  });
});

describe('Text to image', () => {
  test('with 3 images of Flux 2.0 Pro costs 240, by the choices of the rate card', async () => {
    const { user, button } = await openTool('text-to-image');
    await user.click(radio('Flux 2.0 Pro, 80 credits'));
    const images = screen.getByRole('spinbutton', { name: 'Images' });
    await user.clear(images);
    expect(button).toHaveAccessibleName('Generate, nothing to price yet');
    await user.type(images, '3');
    expect(button).toHaveAccessibleName('Generate, 240 credits');
    expect(radio('Nano Banana Pro, 1,200 credits')).not.toBeChecked();
    await user.hover(button);
    expect(screen.getByRole('tooltip')).toHaveTextContent('3 images × 80 = 240 credits');
  });

  test('takes at most 4 images, and says so in place of a price', async () => {
    const { user, button } = await openTool('text-to-image');
    const images = screen.getByRole('spinbutton', { name: 'Images' });
    await user.clear(images);
    await user.type(images, '5');
    expect(button).toHaveAccessibleName('Generate, nothing to price yet');
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getByText(/limited to 4/)).toBeVisible();
  });

  test('keeps how many images while the model changes', async () => {
    const { user, button } = await openTool('text-to-image');
    const images = screen.getByRole('spinbutton', { name: 'Images' });
    await user.clear(images);
    await user.type(images, '2');
    await user.click(radio(/^GPT Image 1\.5 High, /));
    expect(images).toHaveValue(2);
    expect(button).toHaveAccessibleName('Generate, 1,200 credits');
  });
});

describe('Text to video', () => {
  test('with Veo 3.1, audio, 1080p and 8 s costs 4,000', async () => {
    const { user, button } = await openTool('text-to-video');
    await user.click(radio(/^Veo 3\.1, /));
    await user.click(radio(/^With audio, /));
    await user.click(radio(/^1080p, /));
    await user.click(radio(/^8 s, /));
    expect(radio('Veo 3.1, 4,000 credits')).toBeChecked();
    expect(button).toHaveAccessibleName('Generate, 4,000 credits');
    await user.hover(button);
    expect(await header().findByText('35,000 left')).toBeVisible();
  });

  test('shows what every choice costs before it is taken, and that is what it then costs', async () => {
    const { user, button } = await openTool('text-to-video');
    await user.click(radio(/^Veo 3\.1, /));
    await user.click(radio(/^With audio, /));
    await user.click(radio(/^8 s, /));
    expect(pricesOf('Duration')).toEqual(['4 s, 2,000 credits', '6 s, 3,000 credits', '8 s, 4,000 credits']);
    expect(pricesOf('Audio')).toEqual(['Without audio, 2,400 credits', 'With audio, 4,000 credits']);
    await user.click(radio(/^Without audio, /));
    expect(button).toHaveAccessibleName('Generate, 2,400 credits');
    await user.click(radio(/^4 s, /));
    expect(button).toHaveAccessibleName('Generate, 1,200 credits');
  });

  test('says what a choice moved: Kling 2.1 Master has neither audio nor 8 s', async () => {
    const { user, button } = await openTool('text-to-video');
    await user.click(radio(/^Veo 3\.1, /));
    await user.click(radio(/^With audio, /));
    await user.click(radio(/^8 s, /));
    await user.click(radio(/^Kling 2\.1 Master, /));
    const said = screen.getAllByRole('status').map((status) => status.textContent);
    expect(said.join()).toMatch(/With audio.*Without audio/);
    expect(said.join()).toMatch(/8 s.*10 s/);
    expect(radio(/^Without audio, /)).toBeChecked();
    expect(radio(/^10 s, /)).toBeChecked();
    expect(button).toHaveAccessibleName('Generate, 5,000 credits');

    await user.click(radio(/^5 s, /));
    expect(screen.getByText(/With audio becomes Without audio/)).not.toHaveTextContent('8 s');
    expect(button).toHaveAccessibleName('Generate, 2,500 credits');
  });

  test('goes back to what was chosen: audio and 8 s are there again with Veo 3.1', async () => {
    const { user, button } = await openTool('text-to-video');
    await user.click(radio(/^Veo 3\.1, /));
    await user.click(radio(/^With audio, /));
    await user.click(radio(/^8 s, /));
    await user.click(radio(/^Kling 2\.1 Master, /));
    await user.click(radio(/^Veo 3\.1, 4,000 credits, /));
    expect(radio(/^With audio, /)).toBeChecked();
    expect(radio(/^8 s, /)).toBeChecked();
    expect(button).toHaveAccessibleName('Generate, 4,000 credits');
    expect(screen.queryByText(/becomes/)).not.toBeInTheDocument();
  });

  test('is chosen with the arrow keys too', async () => {
    const { user, button } = await openTool('text-to-video');
    await user.click(radio(/^Veo 3\.1, /));
    await user.click(radio(/^8 s, /));
    await user.click(radio(/^Without audio, /));
    expect(button).toHaveAccessibleName('Generate, 2,400 credits');
    await user.keyboard('{ArrowRight}');
    expect(radio(/^With audio, /)).toBeChecked();
    expect(button).toHaveAccessibleName('Generate, 4,000 credits');
  });
});

describe('A prompt is needed to generate, not to price', () => {
  test('so without one the button keeps its price, and pressing it charges nothing, goes to the field and says why', async () => {
    const { user, button } = await openTool('text-to-image');
    expect(button).toHaveAccessibleName('Generate, 400 credits');
    expect(button).not.toHaveAttribute('aria-disabled');
    await user.click(button);
    const prompt = screen.getByRole('textbox', { name: 'Prompt' });
    expect(prompt).toHaveFocus();
    expect(prompt).toBeInvalid();
    expect(prompt).toHaveAccessibleDescription(/prompt.*Nothing was charged/i);
    expect(button).toHaveAccessibleName('Generate, 400 credits');
    expect(screen.queryByRole('region', { name: 'Receipt' })).not.toBeInTheDocument();

    await user.type(prompt, '   ');
    await user.click(button);
    expect(prompt).toHaveFocus();
    await user.type(prompt, 'a lighthouse');
    expect(prompt).toBeValid();
    await user.click(button);
    expect(await screen.findByText('400 credits charged, 38,600 left')).toBeVisible();
  });

  test('and it stays in this browser: only what is priced is sent', async () => {
    const { user, server, button } = await openTool('text-to-image');
    const bodies: string[] = [];
    server.events.on('request:start', async ({ request }) => {
      if (request.method === 'POST') bodies.push(await request.clone().text());
    });
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'a lighthouse');
    await user.click(button);
    await screen.findByRole('region', { name: 'Receipt' });
    expect(bodies.map((body) => JSON.parse(body))).toEqual([
      {
        request: { tool: 'text-to-image', model: 'Nano Banana Pro', images: 1 },
        credits: 400,
        rateCardVersion: '2026-01',
      },
    ]);
  });
});

describe('What was entered', () => {
  test('is there again after a visit to another tool, each tool’s own', async () => {
    const { user } = await openTool('text-to-image');
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'a lighthouse');
    await user.click(radio(/^Flux 2\.0 Pro, /));
    await user.click(screen.getByRole('link', { name: 'Text to video' }));
    await screen.findByRole('radiogroup', { name: 'Duration' });
    expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveValue('');
    await user.click(screen.getByRole('link', { name: 'Text to image' }));
    expect(await screen.findByRole('spinbutton', { name: 'Images' })).toHaveValue(1);
    expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveValue('a lighthouse');
    expect(radio(/^Flux 2\.0 Pro, /)).toBeChecked();
  });

  test('is gone once the form is cleared', async () => {
    const { user, button } = await openTool('text-to-image');
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'a lighthouse');
    await user.click(radio(/^Flux 2\.0 Pro, /));
    await user.click(screen.getByRole('button', { name: 'Clear this form' }));
    expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveValue('');
    expect(button).toHaveAccessibleName('Generate, 400 credits');
  });
});

test('A spend falls everywhere at once, and the receipt says what, how, when and under which entry', async () => {
  const { user, button } = await openTool('text-to-image');
  await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'a lighthouse');
  await user.click(radio(/^Flux 2\.0 Pro, /));
  const images = screen.getByRole('spinbutton', { name: 'Images' });
  await user.clear(images);
  await user.type(images, '3');
  await user.click(button);

  const receipt = await screen.findByRole('region', { name: 'Receipt' });
  expect(receipt).toHaveTextContent('240 credits charged, 38,760 left');
  expect(receipt).toHaveTextContent('Text to image, Flux 2.0 Pro, 3 images');
  expect(receipt).toHaveTextContent('3 images × 80 = 240 credits');
  expect(receipt.querySelector('time')).toHaveAttribute('datetime', '2026-04-21T09:00:00Z');
  const id = /gen[\w-]+/.exec(receipt.textContent ?? '')?.[0];
  expect(id).toBeDefined();
  expect(await header().findByText('38,760 left')).toBeVisible();
  for (const meter of screen.getAllByRole('meter')) {
    expect(meter).toHaveAttribute('aria-valuetext', expect.stringMatching(/^1,240 of 40,000 .* 38,760 left/));
  }

  await user.click(screen.getByRole('link', { name: 'Overview' }));
  const balance = await screen.findByRole('region', { name: 'Credit balance' });
  expect(balance).toHaveTextContent(/^38,760/);
  const last = await screen.findByRole('region', { name: 'Last entries' });
  expect(await within(last).findAllByText('-240')).toHaveLength(2);

  await user.click(screen.getByRole('link', { name: 'Usage' }));
  const [, newest] = within(await screen.findByRole('grid', { name: 'Ledger' })).getAllByRole('row');
  expect(newest).toHaveTextContent(/Text to image.*Flux 2\.0 Pro, 3 images.*-240.*38,760/);
});
