import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { renderScenario } from '../testing/render-scenario.tsx';
import { readInputImage } from './media/input-image.ts';
import { MediaError } from './media/media-error.ts';
import { readRecording } from './media/recording.ts';

// There is nothing here that could decode sound or pictures.
vi.mock('./media/recording.ts', () => ({ readRecording: vi.fn<typeof readRecording>() }));
vi.mock('./media/input-image.ts', () => ({
  readInputImage: vi.fn<typeof readInputImage>(),
}));

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';

async function openTool(tool: string) {
  const { user, server } = await renderScenario({ scenario: USED_1000, path: `/create/${tool}` });
  return { user, server, button: await screen.findByRole('button', { name: /^(Generate|Animate), / }) };
}

const recordingOf = (name: string) => new File(['sound'], name, { type: 'audio/wav' });
const imageNamed = (name: string) => new File(['pixels'], name, { type: 'image/png' });

describe('A recording', () => {
  test('is priced by its length to the tenth, which is shown: 10.2 s are 22 credits', async () => {
    vi.mocked(readRecording).mockResolvedValue({ seconds: 10.2 });
    const { user, button } = await openTool('speech-to-speech');
    expect(button).toHaveAccessibleName('Generate, nothing to price yet');
    await user.upload(screen.getByLabelText('Recording'), recordingOf('voice.wav'));
    expect(await screen.findByRole('button', { name: 'Generate, 22 credits' })).toBe(button);
    expect(screen.getByRole('main')).toHaveTextContent(/voice\.wav.*10\.2 s/);
    await user.hover(button);
    expect(screen.getByRole('tooltip')).toHaveTextContent('10.2 seconds, charged as 11 × 2 = 22 credits');
    await user.click(screen.getByRole('button', { name: /^Remove/ }));
    expect(button).toHaveAccessibleName('Generate, nothing to price yet');
  });

  test('of 10.02 s is shown as 10.0 s, sent as 10 and charged as 20 credits', async () => {
    vi.mocked(readRecording).mockResolvedValue({ seconds: 10 });
    const { user, button } = await openTool('speech-to-speech');
    await user.upload(screen.getByLabelText('Recording'), recordingOf('voice.wav'));
    await screen.findByRole('button', { name: 'Generate, 20 credits' });
    expect(screen.getByRole('main')).toHaveTextContent('10.0 s');
    await user.click(button);
    expect(await screen.findByText('20 credits charged, 38,980 left')).toBeVisible();
  });

  test('that cannot be read leaves one sentence, and the form as it was', async () => {
    vi.mocked(readRecording).mockRejectedValue(new MediaError('This file has no sound in it.'));
    const { user, button } = await openTool('speech-to-speech');
    await user.upload(screen.getByLabelText('Recording'), recordingOf('notes.wav'));
    expect(await screen.findByText('This file has no sound in it.')).toBeVisible();
    expect(button).toHaveAccessibleName('Generate, nothing to price yet');
  });
});

describe('A voice to clone', () => {
  test('costs 500 before anything is filled in; a press goes to what is missing, and charges nothing', async () => {
    vi.mocked(readRecording).mockResolvedValue({ seconds: 30 });
    const { user, button } = await openTool('voice-clone');
    expect(button).toHaveAccessibleName('Generate, 500 credits');
    await user.click(button);
    const name = screen.getByRole('textbox', { name: 'Voice name' });
    expect(name).toHaveFocus();
    expect(name).toHaveAccessibleDescription(/Nothing was charged/);
    await user.type(name, ' Noor ');
    await user.click(button);
    expect(screen.getByLabelText('Voice sample')).toHaveFocus();
    expect(await within(screen.getByRole('banner')).findByText('39,000 left')).toBeVisible();
  });

  test('becomes a choice in text to speech under its name, at 10 characters a credit', async () => {
    vi.mocked(readRecording).mockResolvedValue({ seconds: 30 });
    const { user, button } = await openTool('voice-clone');
    await user.type(screen.getByRole('textbox', { name: 'Voice name' }), ' Noor ');
    await user.upload(screen.getByLabelText('Voice sample'), recordingOf('noor.wav'));
    await screen.findByText('noor.wav');
    await user.click(button);
    expect(await screen.findByText('500 credits charged, 38,500 left')).toBeVisible();
    await user.click(screen.getByRole('link', { name: 'Text to speech' }));
    await user.type(await screen.findByRole('textbox', { name: 'Script' }), 'Hello you!');
    await user.click(await screen.findByRole('radio', { name: 'Noor, 1 credit' }));
    const generate = screen.getByRole('button', { name: 'Generate, 1 credit' });
    await user.click(generate);
    const receipt = await screen.findByRole('region', { name: 'Receipt' });
    expect(receipt).toHaveTextContent(/Cloned voice, 10 characters/);
  });
});

describe('Input images', () => {
  const LANDSCAPE = { width: 1600, height: 1200, aspect: '4:3', thumbnailUrl: 'about:blank' };

  test('are one to three: with none there is nothing to price, a fourth is refused', async () => {
    vi.mocked(readInputImage).mockResolvedValue(LANDSCAPE);
    const { user, button } = await openTool('image-to-image');
    await user.click(screen.getByRole('radio', { name: /^Flux Kontext, / }));
    expect(button).toHaveAccessibleName('Generate, nothing to price yet');
    const field = screen.getByLabelText('Input images');
    await user.upload(field, [imageNamed('one.png'), imageNamed('two.png'), imageNamed('three.png')]);
    expect(await screen.findAllByRole('img')).toHaveLength(3);
    expect(button).toHaveAccessibleName('Generate, 200 credits');
    await user.upload(field, imageNamed('four.png'));
    expect(await screen.findByText(/At most 3/)).toBeVisible();
    expect(screen.getAllByRole('img')).toHaveLength(3);
  });

  test('chosen in two goes are all read, in order, and counted while the first still waits', async () => {
    const first = Promise.withResolvers<typeof LANDSCAPE>();
    vi.mocked(readInputImage).mockResolvedValue(LANDSCAPE).mockReturnValueOnce(first.promise);
    const { user } = await openTool('image-to-image');
    await user.click(screen.getByRole('radio', { name: /^Flux Kontext, / }));
    const field = screen.getByLabelText('Input images');
    await user.upload(field, imageNamed('one.png'));
    await user.upload(field, [imageNamed('two.png'), imageNamed('three.png')]);
    await user.upload(field, imageNamed('four.png'));
    expect(await screen.findByText(/At most 3/)).toBeVisible();
    first.resolve(LANDSCAPE);
    await screen.findByRole('img', { name: '3: three.png' });
    const names = screen.getAllByRole('img').map((image) => image.getAttribute('alt'));
    expect(names).toEqual(['1: one.png', '2: two.png', '3: three.png']);
  });

  test('stand in their order, which can be changed, and can be taken away', async () => {
    vi.mocked(readInputImage).mockResolvedValue(LANDSCAPE);
    const { user, button } = await openTool('image-to-image');
    await user.upload(screen.getByLabelText('Input images'), [imageNamed('one.png'), imageNamed('two.png')]);
    await screen.findByRole('img', { name: /two\.png/ });
    const names = () => screen.getAllByRole('img').map((image) => image.getAttribute('alt'));
    expect(names()).toEqual(['1: one.png', '2: two.png']);
    await user.click(screen.getByRole('button', { name: 'Move two.png earlier' }));
    expect(names()).toEqual(['1: two.png', '2: one.png']);
    await user.click(screen.getByRole('button', { name: 'Remove two.png' }));
    await user.click(screen.getByRole('button', { name: 'Remove one.png' }));
    expect(button).toHaveAccessibleName('Generate, nothing to price yet');
  });

  test('of a video are one: it is animated, and its own ratio is a choice', async () => {
    vi.mocked(readInputImage).mockResolvedValue(LANDSCAPE);
    const { user, button } = await openTool('image-to-video');
    expect(button).toHaveAccessibleName('Animate, nothing to price yet');
    await user.click(screen.getByRole('radio', { name: /^Kling 2\.1, / }));
    await user.click(screen.getByRole('radio', { name: /^1080p, / }));
    await user.click(screen.getByRole('radio', { name: /^5 s, / }));
    await user.upload(screen.getByLabelText('Input image'), imageNamed('harbour.png'));
    expect(await screen.findByRole('button', { name: 'Animate, 1,500 credits' })).toBe(button);
    expect(screen.getByRole('radio', { name: /^from image, 1,500 credits, 4:3/ })).toBeChecked();
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'the boats leave');
    await user.click(button);
    expect(await screen.findByText('1,500 credits charged, 37,500 left')).toBeVisible();
  });

  test('never leave the browser, nor do their names', async () => {
    vi.mocked(readInputImage).mockResolvedValue(LANDSCAPE);
    const { user, server, button } = await openTool('image-to-image');
    const bodies: unknown[] = [];
    server.events.on('request:start', async ({ request }) => {
      if (request.method === 'POST') bodies.push(await request.clone().json());
    });
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'at night');
    await user.upload(screen.getByLabelText('Input images'), imageNamed('harbour.png'));
    await screen.findByRole('img');
    await user.click(button);
    await screen.findByRole('region', { name: 'Receipt' });
    expect(bodies).toEqual([
      {
        request: { tool: 'image-to-image', model: 'Seedream 4.0', inputImages: 1 },
        credits: 80,
        rateCardVersion: '2026-01',
      },
    ]);
  });
});

test('A text file dropped on the script is priced like typed text, its line endings as one character each', async () => {
  const { button } = await openTool('text-to-speech');
  const script = screen.getByRole('textbox', { name: 'Script' });
  const file = new File(['Hello\r\nyou'], 'script.txt', { type: 'text/plain' });
  fireEvent.drop(script, { dataTransfer: { files: [file] } });
  expect(await screen.findByRole('button', { name: 'Generate, 2 credits' })).toBe(button);
  expect(script).toHaveValue('Hello\nyou');
  expect(script).toHaveAccessibleDescription(/^9 characters/);
});
