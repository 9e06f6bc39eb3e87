import { BINARY } from './binary.ts';
import { EMPTY, MediaError, mediaErrorFrom, UNREADABLE } from './media-error.ts';

const MOST_BYTES = 2_000_000;

const NOT_TEXT = 'This is not a script: choose a file of plain text.';

/** Documents written in characters that are not the text. */
const DOCUMENT = /^(?:%PDF-|\{\\rtf)/;

/**
 * The text of a script file, its line endings made `\n`: UTF-8 with or without a byte order mark, or UTF-16 with one.
 * Throws a `MediaError`.
 */
export async function readScript(file: File): Promise<string> {
  if (file.size === 0) throw new MediaError(EMPTY);
  if (file.size > MOST_BYTES)
    throw new MediaError('This file is larger than 2 MB, the most a script can be.');
  const bytes = await file.arrayBuffer().catch((error) => {
    throw mediaErrorFrom(error, UNREADABLE);
  });
  const text = decodeText(new Uint8Array(bytes));
  if (text === '') throw new MediaError(EMPTY);
  if (BINARY.test(text) || DOCUMENT.test(text)) throw new MediaError(NOT_TEXT);
  return text.replaceAll(/\r\n?/g, '\n');
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch (error) {
    const isBinary = BINARY.test(new TextDecoder('latin1').decode(bytes));
    throw new MediaError(
      isBinary
        ? NOT_TEXT
        : 'The letters of this file cannot be made out: save it as UTF-8 and choose it again.',
      { cause: error },
    );
  }
}

/** By the byte order mark, which the decoder then drops. */
function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}
