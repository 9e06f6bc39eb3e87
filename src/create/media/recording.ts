import { EMPTY, MediaError, UNREADABLE } from './media-error.ts';
import type { SoundReply } from './sound-worker.ts';

const MOST_BYTES = 1_000_000_000;

/** A worker that says nothing for so long is caught in a loop. */
const MOST_SILENCE_MS = 5000;

interface ReadOptions {
  signal: AbortSignal;
  /** The share of the file read so far, 0 to 1; it never falls. */
  onProgress?: (share: number) => void;
}

/**
 * How long a recording plays, in seconds, rounded to the nearest tenth: 10.02 s are 10.0. The content decides what
 * the file is, not its name; of a video the sound counts. Throws a `MediaError`, or the signal's reason once aborted.
 */
export async function readRecording(file: File, options: ReadOptions): Promise<{ seconds: number }> {
  if (file.size === 0) throw new MediaError(EMPTY);
  if (file.size > MOST_BYTES)
    throw new MediaError('This file is larger than 1 GB, the most a recording can be.');
  options.signal.throwIfAborted();
  const worker = new Worker(new URL('./sound-worker.ts', import.meta.url), { type: 'module' });
  try {
    const seconds = Math.round(10 * (await measuredBy(worker, file, options))) / 10;
    if (seconds === 0) throw new MediaError('This recording is shorter than a tenth of a second.');
    return { seconds };
  } finally {
    worker.terminate();
  }
}

function measuredBy(worker: Worker, file: File, { signal, onProgress }: ReadOptions): Promise<number> {
  const onRead = inWholePercents(file.size, onProgress);
  let silence: ReturnType<typeof setTimeout> | undefined;
  let cancel = () => {};
  const measured = new Promise<number>((resolve, reject) => {
    cancel = () => reject(signal.reason);
    signal.addEventListener('abort', cancel);
    worker.onerror = () => {
      reject(new MediaError('Recordings cannot be read just now: check your connection and try again.'));
    };
    worker.onmessage = ({ data: reply }: MessageEvent<SoundReply>) => {
      clearTimeout(silence);
      silence = setTimeout(() => reject(new MediaError(UNREADABLE)), MOST_SILENCE_MS);
      if (reply.kind === 'read') onRead(reply.position);
      if (reply.kind === 'measured') resolve(reply.seconds);
      if (reply.kind === 'refused') reject(new MediaError(reply.message));
    };
    worker.postMessage(file);
  });
  return measured.finally(() => {
    clearTimeout(silence);
    signal.removeEventListener('abort', cancel);
  });
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
