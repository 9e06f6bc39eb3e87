/** Why a chosen file cannot be used: its message is one sentence for the customer. */
export class MediaError extends Error {
  override name = 'MediaError';
}

export const EMPTY = 'This file is empty.';

export const CUT_SHORT = 'This file is cut short: its end is missing.';

export const UNREADABLE = 'This file is cut short, damaged or of a kind that cannot be read here.';

/**
 * What went wrong while a file was read, as the customer is told it: `otherwise`, unless the file itself has gone or
 * was changed since it was chosen.
 */
export function mediaErrorFrom(error: unknown, otherwise: string): MediaError {
  if (error instanceof MediaError) return error;
  const hasGone =
    error instanceof DOMException && (error.name === 'NotReadableError' || error.name === 'NotFoundError');
  const message = hasGone ? 'This file has been moved or changed since: choose it again.' : otherwise;
  return new MediaError(message, { cause: error });
}
