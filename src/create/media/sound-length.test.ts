import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measureSound } from './sound-length.ts';

function bytesOf(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(`../../../e2e/media/${name}`, import.meta.url)));
}

async function lengthOf(bytes: BlobPart): Promise<number> {
  return Math.round(10 * (await measureSound(new Blob([bytes]), () => {}))) / 10;
}

function half(name: string): Uint8Array<ArrayBuffer> {
  const bytes = bytesOf(name);
  return bytes.subarray(0, bytes.length / 2);
}

/** Bytes of nothing but what a WAV file of one sample a second, a byte each, starts with. */
function buildSlowWav(seconds: number): BlobPart {
  const bytes = new Uint8Array(44 + seconds);
  const view = new DataView(bytes.buffer);
  const write = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  write(0, 'RIFF');
  view.setUint32(4, 36 + seconds, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    view.setUint16(at, value, true);
  view.setUint32(24, 1, true);
  view.setUint32(28, 1, true);
  write(36, 'data');
  view.setUint32(40, seconds, true);
  return bytes;
}

describe('The length of a recording, to the tenth of a second', () => {
  test.each([
    ['tone-2.02s.wav', 2.0],
    ['piped-1.26s.wav', 1.3],
    ['unclosed-1.26s.wav', 1.3],
    ['constant-10.02s.mp3', 10.0],
    ['variable-6.34s.mp3', 6.3],
    ['variable-no-header-6.40s.mp3', 6.4],
    ['cover-6.34s.mp3', 6.3],
    ['lame-2.02s.mp3', 2.0],
    ['index-at-end-5.04s.m4a', 5.0],
    ['index-at-start-5.04s.m4a', 5.0],
    ['fragmented-5.04s.m4a', 5.0],
    ['raw-3.24s.aac', 3.2],
    ['opus-7.24s.ogg', 7.2],
    ['late-4.24s.ogg', 4.2],
    ['vorbis-4.14s.ogg', 4.1],
    ['tone-3.36s.flac', 3.4],
    ['piped-3.36s.flac', 3.4],
    ['tone-4.04s.webm', 4.0],
    ['live-4.04s.webm', 4.0],
    ['recorded-2.28s.webm', 2.3],
  ])('%s: %d', async (name, seconds) => {
    expect(await lengthOf(bytesOf(name))).toBe(seconds);
  });

  test('of a video it is that of its sound, here 2.3 s under 3 s of picture', async () => {
    expect(await lengthOf(bytesOf('sound-2.32s.mp4'))).toBe(2.3);
  });

  test('two MP3 files one behind the other play as long as both: 12.7 s', async () => {
    const one = bytesOf('variable-6.34s.mp3');
    expect(await lengthOf(new Uint8Array([...one, ...one]))).toBe(12.7);
  });

  test('it may be 10 hours, and no second more', async () => {
    expect(await lengthOf(buildSlowWav(36_000))).toBe(36_000);
    await expect(lengthOf(buildSlowWav(36_001))).rejects.toThrow(
      'This recording is longer than 10 hours, the most it can be.',
    );
  });
});

describe('A file that is no whole recording is refused in a sentence', () => {
  test.each([
    'wide-16x9.png',
    'plain-4x3.jpg',
    'link-1.91x1.webp',
    'drawing.svg',
    'utf-16-big.txt',
    'latin-1.txt',
  ])('%s is no recording, whatever its name', async (name) => {
    await expect(lengthOf(bytesOf(name))).rejects.toThrow(
      'This is not a recording that can be used: choose a WAV, MP3, M4A, OGG, FLAC or WebM file.',
    );
  });

  test('latin-1 letters that look like frames of MP3 are no recording', async () => {
    const letters = Buffer.from('\xff\xfb\x90\x64'.repeat(400), 'latin1');
    await expect(lengthOf(letters)).rejects.toThrow('This is not a recording');
  });

  test('a video may be silent', async () => {
    await expect(lengthOf(bytesOf('silent.mp4'))).rejects.toThrow('This file has no sound in it.');
  });

  test.each([
    'tone-2.02s.wav',
    'constant-10.02s.mp3',
    'variable-no-header-6.40s.mp3',
    'index-at-start-5.04s.m4a',
    'fragmented-5.04s.m4a',
    'raw-3.24s.aac',
    'tone-3.36s.flac',
    'live-4.04s.webm',
    'recorded-2.28s.webm',
  ])('half of %s lacks its end', async (name) => {
    await expect(lengthOf(half(name))).rejects.toThrow('This file is cut short: its end is missing.');
  });

  test.each(['index-at-end-5.04s.m4a', 'opus-7.24s.ogg', 'vorbis-4.14s.ogg', 'tone-4.04s.webm'])(
    'half of %s cannot be read',
    async (name) => {
      await expect(lengthOf(half(name))).rejects.toThrow();
    },
  );

  test('two Ogg files one behind the other are not taken for the first', async () => {
    const [one, other] = [bytesOf('opus-7.24s.ogg'), bytesOf('vorbis-4.14s.ogg')];
    await expect(lengthOf(new Uint8Array([...one, ...other]))).rejects.toThrow(
      'This file is cut short, damaged or of a kind that cannot be read here.',
    );
  });

  test('cut anywhere, a file that tells where it ends is refused or as long as before', async () => {
    const telling = [
      { name: 'tone-2.02s.wav', seconds: 2.0 },
      { name: 'constant-10.02s.mp3', seconds: 10.0 },
      { name: 'index-at-start-5.04s.m4a', seconds: 5.0 },
      { name: 'tone-3.36s.flac', seconds: 3.4 },
      { name: 'tone-4.04s.webm', seconds: 4.0 },
    ];
    const cuts = fc.record({
      file: fc.constantFrom(...telling),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(cuts, async ({ file, share }) => {
        const bytes = bytesOf(file.name);
        const cut = bytes.subarray(0, Math.floor(share * bytes.length));
        const seconds = await lengthOf(cut).catch(() => file.seconds);
        expect(seconds).toBe(file.seconds);
      }),
    );
  });
});

test('Reading tells how far it has come, up to the end of the file', async () => {
  const file = new Blob([bytesOf('variable-no-header-6.40s.mp3')]);
  const positions: number[] = [];
  await measureSound(file, (position) => positions.push(position));
  expect(Math.max(...positions)).toBe(file.size);
});
