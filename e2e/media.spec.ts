import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { test as base, expect } from './fixtures.ts';

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';

interface Payload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A committed file, under its own name unless told otherwise. */
function file(name: string, as = name): Payload {
  return { name: as, mimeType: '', buffer: readFileSync(new URL(`media/${name}`, import.meta.url)) };
}

function firstBytes(name: string, bytes: number): Payload {
  const whole = file(name);
  return { ...whole, buffer: whole.buffer.subarray(0, bytes) };
}

function firstHalf(name: string): Payload {
  return firstBytes(name, file(name).buffer.length / 2);
}

const empty = (name: string): Payload => ({ name, mimeType: '', buffer: Buffer.alloc(0) });

/** Every request is watched: apart from charges, which are asserted where they are made, nothing is ever sent. */
const test = base.extend<{ sent: string[] }>({
  sent: [
    async ({ context }, use) => {
      const sent: string[] = [];
      context.on('request', (request) => {
        const { pathname, protocol } = new URL(request.url());
        const body = request.postDataBuffer();
        if (protocol !== 'blob:' && (request.method() !== 'GET' || body !== null)) {
          sent.push(`${request.method()} ${pathname} ${body}`);
        }
      });
      await use(sent);
      expect(sent.filter((request) => !request.startsWith('POST /v1/generations '))).toEqual([]);
    },
    { auto: true },
  ],
});

/** Chooses a file of this many bytes, a repetition of the bytes given, which the test itself never holds. */
async function chooseRepeated(input: Locator, name: string, bytes: Buffer, times: number): Promise<void> {
  const inBase64 = bytes.toString('base64');
  await input.evaluate(
    (element: HTMLInputElement, made) => {
      const part = new Blob([Uint8Array.from(atob(made.inBase64), (letter) => letter.charCodeAt(0))]);
      const transfer = new DataTransfer();
      transfer.items.add(new File(new Array(made.times).fill(part), made.name));
      element.files = transfer.files;
      element.dispatchEvent(new Event('change', { bubbles: true }));
    },
    { inBase64, name, times },
  );
}

const chooseTwoGigabytes = (input: Locator, name: string) =>
  chooseRepeated(input, name, Buffer.alloc(1_000_000), 2000);

/** Drops a file on a text box. */
async function drop(target: Locator, { name, buffer }: Payload): Promise<void> {
  const dataTransfer = await target.page().evaluateHandle(
    (made) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(made.bytes)], made.name));
      return transfer;
    },
    { name, bytes: [...buffer] },
  );
  await target.dispatchEvent('dragover', { dataTransfer });
  await target.dispatchEvent('drop', { dataTransfer });
}

const button = (page: Page) => page.getByRole('button', { name: /^(Generate|Animate), / });
const complaint = (page: Page) => page.getByRole('main').getByRole('alert').filter({ hasText: /./ });

/** Good recordings: how long they play to the tenth of a second, and what that costs at 2 credits a started second. */
const RECORDINGS = [
  ['tone-2.02s.wav', '2.0 s', '4 credits'],
  ['piped-1.26s.wav', '1.3 s', '4 credits'],
  ['unclosed-1.26s.wav', '1.3 s', '4 credits'],
  ['constant-10.02s.mp3', '10.0 s', '20 credits'],
  ['variable-6.34s.mp3', '6.3 s', '14 credits'],
  ['variable-no-header-6.40s.mp3', '6.4 s', '14 credits'],
  ['cover-6.34s.mp3', '6.3 s', '14 credits'],
  ['lame-2.02s.mp3', '2.0 s', '4 credits'],
  ['index-at-end-5.04s.m4a', '5.0 s', '10 credits'],
  ['index-at-start-5.04s.m4a', '5.0 s', '10 credits'],
  ['fragmented-5.04s.m4a', '5.0 s', '10 credits'],
  ['raw-3.24s.aac', '3.2 s', '8 credits'],
  ['opus-7.24s.ogg', '7.2 s', '16 credits'],
  ['late-4.24s.ogg', '4.2 s', '10 credits'],
  ['vorbis-4.14s.ogg', '4.1 s', '10 credits'],
  ['tone-3.36s.flac', '3.4 s', '8 credits'],
  ['piped-3.36s.flac', '3.4 s', '8 credits'],
  ['tone-4.04s.webm', '4.0 s', '8 credits'],
  ['live-4.04s.webm', '4.0 s', '8 credits'],
  ['recorded-2.28s.webm', '2.3 s', '6 credits'],
  ['sound-2.32s.mp4', '2.3 s', '6 credits'],
] as const;

const NO_RECORDING =
  'This is not a recording that can be used: choose a WAV, MP3, M4A, OGG, FLAC or WebM file.';
const UNREADABLE = 'This file is cut short, damaged or of a kind that cannot be read here.';
const CUT_SHORT = 'This file is cut short: its end is missing.';

const BROKEN_RECORDINGS: [string, Payload, string][] = [
  ['a picture', file('wide-16x9.png'), NO_RECORDING],
  ['a picture named as a recording', file('plain-4x3.jpg', 'take.mp3'), NO_RECORDING],
  ['text named as a recording', file('utf-8.txt', 'take.m4a'), NO_RECORDING],
  ['latin-1 text', file('latin-1.txt'), NO_RECORDING],
  ['an empty file', empty('take.wav'), 'This file is empty.'],
  ['half a WAV', firstHalf('tone-2.02s.wav'), CUT_SHORT],
  ['half an MP3', firstHalf('constant-10.02s.mp3'), CUT_SHORT],
  ['half an M4A, its index at the end', firstHalf('index-at-end-5.04s.m4a'), UNREADABLE],
  ['half an OGG', firstHalf('opus-7.24s.ogg'), UNREADABLE],
  ['half a FLAC', firstHalf('tone-3.36s.flac'), CUT_SHORT],
  ['a WebM over which the reader loops', firstBytes('recorded-2.28s.webm', 5251), UNREADABLE],
  ['a silent video', file('silent.mp4'), 'This file has no sound in it.'],
];

test('Every recording is priced by its length to the tenth of a second', async ({ page, open }) => {
  test.slow();
  await open('/create/speech-to-speech', USED_1000);
  const input = page.getByLabel('Recording', { exact: true });
  for (const [name, length, price] of RECORDINGS) {
    await input.setInputFiles(file(name));
    await expect(page.getByText(name), name).toBeVisible();
    await expect(page.getByRole('main'), name).toContainText(length);
    await expect(button(page), name).toHaveAccessibleName(`Generate, ${price}`);
  }
  await button(page).hover();
  await expect(page.getByRole('tooltip')).toContainText('2.3 seconds, charged as 3 × 2 = 6 credits');
});

test('A voice sample of any kind is read, and a voice costs 500 whatever its length', async ({
  page,
  open,
}) => {
  test.slow();
  await open('/create/voice-clone', USED_1000);
  const input = page.getByLabel('Voice sample', { exact: true });
  for (const [name, length] of RECORDINGS) {
    await input.setInputFiles(file(name));
    await expect(page.getByText(name), name).toBeVisible();
    await expect(page.getByRole('main'), name).toContainText(length);
    await expect(button(page), name).toHaveAccessibleName('Generate, 500 credits');
  }
});

test('A recording is charged without a byte or the name of it leaving the browser', async ({
  page,
  open,
  sent,
}) => {
  await open('/create/speech-to-speech', USED_1000);
  await page.getByLabel('Recording', { exact: true }).setInputFiles(file('constant-10.02s.mp3'));
  await button(page).click();
  await expect(page.getByRole('region', { name: 'Receipt' })).toContainText('20 credits charged');
  const body = {
    request: { tool: 'speech-to-speech', seconds: 10 },
    credits: 20,
    rateCardVersion: '2026-01',
  };
  expect(sent).toEqual([`POST /v1/generations ${JSON.stringify(body)}`]);
});

test('A file that is no whole recording gets one sentence and leaves the form as it was', async ({
  page,
  open,
}) => {
  test.slow();
  await open('/create/speech-to-speech', USED_1000);
  const input = page.getByLabel('Recording', { exact: true });

  async function chooseGoodOne() {
    await input.setInputFiles(file('tone-2.02s.wav'));
    await expect(page.getByText('tone-2.02s.wav')).toBeVisible();
    await expect(complaint(page)).toBeHidden();
  }

  async function expectRefused(title: string, sentence: string) {
    await expect(complaint(page), title).toHaveText(sentence, { timeout: 10_000 });
    await expect(page.getByRole('progressbar'), title).toBeHidden();
    await expect(page.getByText('tone-2.02s.wav'), title).toBeVisible();
    await expect(button(page), title).toHaveAccessibleName('Generate, 4 credits');
  }

  for (const [title, broken, sentence] of BROKEN_RECORDINGS) {
    await chooseGoodOne();
    await input.setInputFiles(broken);
    await expectRefused(title, sentence);
  }
  await chooseGoodOne();
  await chooseTwoGigabytes(input, 'take.wav');
  await expectRefused('2 GB', 'This file is larger than 1 GB, the most a recording can be.');
});

test('A long recording tells how much of it is read, and its reading can be canceled', async ({
  page,
  open,
}) => {
  await open('/create/speech-to-speech', USED_1000);
  const input = page.getByLabel('Recording', { exact: true });
  // Some 8 hours without a note of the length: every frame must be visited.
  const frames = file('variable-no-header-6.40s.mp3').buffer;
  await chooseRepeated(input, 'lecture.mp3', frames, 4500);
  const progress = page.getByRole('progressbar', { name: 'Reading lecture.mp3' });
  await expect(progress).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(progress).toBeHidden();
  await expect(input).toBeFocused();
  await expect(complaint(page)).toBeHidden();
  await expect(button(page)).toHaveAccessibleName('Generate, nothing to price yet');
});

/** Images as displayed: their pixels and their shape. */
const IMAGES = [
  ['wide-16x9.png', '160 × 90', '16:9'],
  ['plain-4x3.jpg', '120 × 90', '4:3'],
  ['turned-2x3.jpg', '80 × 120', '2:3'],
  ['progressive-3x2.jpg', '120 × 80', '3:2'],
  ['link-1.91x1.webp', '191 × 100', '1.91:1'],
  ['moving-4x3.webp', '64 × 48', '4:3'],
  ['even-5x4.avif', '120 × 96', '5:4'],
  ['moving-1x1.gif', '64 × 64', '1:1'],
] as const;

const NO_IMAGE = 'This is not an image that can be used: choose a PNG, JPEG, WebP, AVIF or GIF file.';

const BROKEN_IMAGES: [string, Payload, string][] = [
  ['a HEIC photograph', file('phone.heic'), NO_IMAGE],
  ['a HEIC photograph named as a JPEG', file('phone.heic', 'phone.jpg'), NO_IMAGE],
  ['a drawing', file('drawing.svg'), NO_IMAGE],
  ['a recording named as an image', file('tone-2.02s.wav', 'photo.png'), NO_IMAGE],
  ['an empty file', empty('photo.png'), 'This file is empty.'],
  ['half a PNG', firstHalf('wide-16x9.png'), UNREADABLE],
  ['half a JPEG', firstHalf('plain-4x3.jpg'), UNREADABLE],
  ['half a WebP', firstHalf('link-1.91x1.webp'), UNREADABLE],
  ['half an AVIF', firstHalf('even-5x4.avif'), UNREADABLE],
  ['half a GIF', firstHalf('moving-1x1.gif'), CUT_SHORT],
  [
    'a small file of 81 million pixels',
    file('huge-81-megapixels.png'),
    'This image has more than 64 million pixels, the most it can have.',
  ],
];

test('An image to animate is shown as it is displayed, and its own ratio is a choice', async ({
  page,
  open,
}) => {
  await open('/create/image-to-video', USED_1000);
  await page.getByRole('radio', { name: /^Kling 2\.1, / }).check();
  const input = page.getByLabel('Input image', { exact: true });
  for (const [name, pixels, ratio] of IMAGES) {
    await input.setInputFiles(file(name));
    const thumbnail = page.getByRole('img', { name: `1: ${name}` });
    await expect(thumbnail, name).toBeVisible();
    await expect(page.getByRole('main'), name).toContainText(`${pixels}, ${ratio}`);
    await expect(page.getByRole('radio', { name: /^from image, / }), name).toHaveAccessibleName(
      new RegExp(`, ${ratio.replace('.', '\\.')}(,|$)`),
    );
    const shown = await thumbnail.evaluate((image: HTMLImageElement) => [
      image.naturalWidth,
      image.naturalHeight,
    ]);
    expect(shown.join(' × '), name).toBe(pixels);
  }
  await expect(page.getByRole('img')).toHaveCount(1);
});

test('A file that is no whole image gets one sentence and leaves the form as it was', async ({
  page,
  open,
}) => {
  await open('/create/image-to-video', USED_1000);
  const input = page.getByLabel('Input image', { exact: true });

  async function chooseGoodOne() {
    await input.setInputFiles(file('plain-4x3.jpg'));
    await expect(page.getByText('plain-4x3.jpg')).toBeVisible();
    await expect(complaint(page)).toBeHidden();
  }

  async function expectRefused(title: string, sentence: string) {
    await expect(complaint(page), title).toHaveText(sentence);
    await expect(page.getByRole('img'), title).toHaveCount(1);
    await expect(page.getByRole('img', { name: '1: plain-4x3.jpg' }), title).toBeVisible();
  }

  for (const [title, broken, sentence] of BROKEN_IMAGES) {
    await chooseGoodOne();
    await input.setInputFiles(broken);
    await expectRefused(title, sentence);
  }
  await chooseGoodOne();
  await chooseTwoGigabytes(input, 'photo.png');
  await expectRefused('2 GB', 'This file is larger than 50 MB, the most an image can be.');
});

test('Up to three input images stand in the order chosen, are moved and taken away, and stay here', async ({
  page,
  open,
  sent,
}) => {
  await open('/create/image-to-image', USED_1000);
  await page.getByRole('radio', { name: /^Flux Kontext, / }).check();
  await page.getByRole('textbox', { name: 'Prompt' }).fill('At night');
  const input = page.getByLabel('Input images', { exact: true });
  await input.setInputFiles([file('wide-16x9.png'), file('plain-4x3.jpg'), file('turned-2x3.jpg')]);
  await expect(page.getByRole('img')).toHaveCount(3);
  const order = () =>
    page.getByRole('img').evaluateAll((images) => images.map((image) => image.getAttribute('alt')));
  expect(await order()).toEqual(['1: wide-16x9.png', '2: plain-4x3.jpg', '3: turned-2x3.jpg']);

  await input.setInputFiles(file('moving-1x1.gif'));
  await expect(complaint(page)).toHaveText('At most 3 images go together. Remove one first.');
  await expect(page.getByRole('img')).toHaveCount(3);

  await page.getByRole('button', { name: 'Move turned-2x3.jpg earlier' }).click();
  await page.getByRole('button', { name: 'Move wide-16x9.png later' }).click();
  expect(await order()).toEqual(['1: turned-2x3.jpg', '2: wide-16x9.png', '3: plain-4x3.jpg']);
  await page.getByRole('button', { name: 'Remove wide-16x9.png' }).click();
  expect(await order()).toEqual(['1: turned-2x3.jpg', '2: plain-4x3.jpg']);

  await button(page).click();
  await expect(page.getByRole('region', { name: 'Receipt' })).toContainText('200 credits charged');
  const request = { tool: 'image-to-image', model: 'Flux Kontext', inputImages: 2 };
  expect(sent).toEqual([
    `POST /v1/generations ${JSON.stringify({ request, credits: 200, rateCardVersion: '2026-01' })}`,
  ]);
});

const SCRIPT = 'Grüße aus Łódź: “42 €”, 🎬.\nEnd.\n';

test('A script of 32 characters is the same typed, pasted, or dropped in any Unicode encoding', async ({
  page,
  open,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open('/create/text-to-speech', USED_1000);
  const script = page.getByRole('textbox', { name: 'Script' });
  await page.getByRole('radio', { name: /^Cartesia, / }).check();

  async function expectScript(how: string) {
    await expect(script, how).toHaveValue(SCRIPT);
    await expect(script, how).toHaveAccessibleDescription(/^32 characters, /);
    await expect(button(page), how).toHaveAccessibleName('Generate, 4 credits');
    await script.fill('');
    await expect(button(page), how).toHaveAccessibleName('Generate, nothing to price yet');
  }

  await script.focus();
  await page.keyboard.type(SCRIPT);
  await expectScript('typed');
  await page.evaluate((text) => navigator.clipboard.writeText(text.replaceAll('\n', '\r\n')), SCRIPT);
  await script.focus();
  await page.keyboard.press('ControlOrMeta+V');
  await expectScript('pasted');
  for (const name of ['utf-8.txt', 'utf-8-with-mark.txt', 'utf-16-little.txt', 'utf-16-big.txt']) {
    await drop(script, file(name));
    await expectScript(name);
  }
});

test('A dropped file that is no text leaves the script as it was', async ({ page, open }) => {
  await open('/create/text-to-speech', USED_1000);
  const script = page.getByRole('textbox', { name: 'Script' });
  await script.fill('Hello');
  for (const [broken, sentence] of [
    [
      file('latin-1.txt'),
      'The letters of this file cannot be made out: save it as UTF-8 and choose it again.',
    ],
    [file('tone-2.02s.wav', 'script.txt'), 'This is not a script: choose a file of plain text.'],
    [empty('script.txt'), 'This file is empty.'],
  ] as const) {
    await drop(script, broken);
    await expect(script).toHaveAccessibleDescription(sentence);
    await expect(script).toHaveValue('Hello');
    await expect(button(page)).toHaveAccessibleName('Generate, 1 credit');
  }
});

test('A dropped script replaces a typed one, which one press brings back', async ({ page, open }) => {
  await open('/create/text-to-speech', USED_1000);
  const script = page.getByRole('textbox', { name: 'Script' });
  await script.fill('An hour of typing');
  await drop(script, file('utf-8.txt'));
  await expect(script).toHaveValue(SCRIPT);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(script).toHaveValue('An hour of typing');
  await expect(script).toBeFocused();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeHidden();
});
