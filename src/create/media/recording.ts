import { EMPTY, MediaError, mediaErrorFrom, UNREADABLE } from './media-error.ts';

const MOST_BYTES = 1_000_000_000;

interface ReadOptions {
  signal: AbortSignal;
  /** The share of the file read so far, 0 to 1; it never falls. */
  onProgress?: (share: number) => void;
}

/**
 * How long a recording plays, in seconds, rounded to the nearest tenth: 10.02 s are 10.0. The content decides what
 * the file is, not its name; of a video the sound counts. Throws a `MediaError`, or the signal's reason once aborted.
 */
export async function readRecording(
  file: File,
  { signal, onProgress }: ReadOptions,
): Promise<{ seconds: number }> {
  if (file.size === 0) throw new MediaError(EMPTY);
  if (file.size > MOST_BYTES)
    throw new MediaError('This file is larger than 1 GB, the most a recording can be.');
  const { measureSound } = await import('./sound-length.ts').catch((error) => {
    throw new MediaError(
      'The reader of recordings could not be loaded: check your connection and try again.',
      {
        cause: error,
      },
    );
  });
  signal.throwIfAborted();
  try {
    const length = await measureSound(file, signal, inWholePercents(file.size, onProgress));
    const seconds = Math.round(length * 10) / 10;
    if (seconds === 0) throw new MediaError('This recording is shorter than a tenth of a second.');
    return { seconds };
  } catch (error) {
    signal.throwIfAborted();
    throw mediaErrorFrom(error, UNREADABLE);
  }
}

/** A file is read in thousands of pieces, and not always from front to back. */
function inWholePercents(size: number, onProgress: ReadOptions['onProgress']) {
  let percent = 0;
  return (position: number) => {
    const reached = Math.floor((100 * position) / size);
    if (reached <= percent) return;
    percent = reached;
    onProgress?.(percent / 100);
  };
}
