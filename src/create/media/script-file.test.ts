import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readScript } from './script-file.ts';

function file(...parts: BlobPart[]): File {
  return new File(parts, 'script.txt');
}

function committed(name: string): File {
  return file(new Uint8Array(readFileSync(new URL(`../../../e2e/media/${name}`, import.meta.url))));
}

describe('A script', () => {
  test.each(['utf-8.txt', 'utf-8-with-mark.txt', 'utf-16-little.txt', 'utf-16-big.txt'])(
    'in %s is read as it was written, its line endings made \\n',
    async (name) => {
      expect(await readScript(committed(name))).toBe('Grüße aus Łódź: “42 €”, 🎬.\nEnd.\n');
    },
  );

  test('keeps tabs and empty lines', async () => {
    expect(await readScript(file('a\tb\n\n\rc'))).toBe('a\tb\n\n\nc');
  });
});

describe('No script is', () => {
  test.each([
    ['an empty file', file(), 'This file is empty.'],
    ['a byte order mark alone', file(new Uint8Array([0xef, 0xbb, 0xbf])), 'This file is empty.'],
    ['a picture', committed('wide-16x9.png'), 'This is not a script: choose a file of plain text.'],
    ['a recording', committed('vorbis-4.14s.ogg'), 'This is not a script: choose a file of plain text.'],
    ['a PDF', file('%PDF-1.7\n1 0 obj'), 'This is not a script: choose a file of plain text.'],
    ['rich text', file('{\\rtf1\\ansi Hello}'), 'This is not a script: choose a file of plain text.'],
    [
      'text of an older encoding',
      committed('latin-1.txt'),
      'The letters of this file cannot be made out: save it as UTF-8 and choose it again.',
    ],
    [
      'half a letter of UTF-16',
      file(new Uint8Array([0xff, 0xfe, 0x41])),
      'The letters of this file cannot be made out: save it as UTF-8 and choose it again.',
    ],
    [
      'a file of more than 2 MB',
      file('x'.repeat(2_000_001)),
      'This file is larger than 2 MB, the most a script can be.',
    ],
  ])('%s', async (_, refused, message) => {
    await expect(readScript(refused)).rejects.toThrow(message);
  });
});
