import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countCharacters } from './count-characters.ts';

describe('countCharacters', () => {
  test.each([
    ['', 0],
    ['Hello, world!', 13],
    ['  two  spaces ', 14],
    ['äöü', 3],
    ['日本語', 3],
    ['e\u0301', 2],
    ['😀', 1],
    ['👨‍👩‍👧', 5],
    ['one\ntwo', 7],
    ['one\rtwo', 7],
    ['one\r\ntwo', 7],
    ['\r\n\r\n', 2],
    ['\n\r', 2],
    ['\ud83d', 1],
    ['\ude00\ud83d', 2],
  ])('%j has %i', (text, characters) => {
    expect(countCharacters(text)).toBe(characters);
  });

  test('it counts code points once line endings are \\n', () => {
    const lineEndingsAndSurrogates = fc.constantFrom('\r', '\n', '\ud83d', '\ude00', 'a', '😀');
    const anyCodeUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));
    const anyText = fc.array(fc.oneof(lineEndingsAndSurrogates, anyCodeUnit)).map((parts) => parts.join(''));
    fc.assert(
      fc.property(anyText, (text) => {
        const normalized = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
        expect(countCharacters(text)).toBe(Array.from(normalized).length);
      }),
    );
  });
});
