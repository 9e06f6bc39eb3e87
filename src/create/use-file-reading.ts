import { useEffect, useRef, useState } from 'react';
import { MediaError } from './media/media-error.ts';

type Reading =
  | { kind: 'idle' }
  | { kind: 'reading'; name: string; share: number }
  | { kind: 'failed'; message: string };

interface Progress {
  signal: AbortSignal;
  onProgress: (share: number) => void;
}

/**
 * Reads one chosen file at a time, with progress. A file that cannot be read leaves one sentence and the form as it
 * was; choosing another, or canceling, ends the reading of the one before.
 */
export function useFileReading() {
  const [reading, setReading] = useState<Reading>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);

  useEffect(() => () => running.current?.abort(), []);

  async function read<Result>(file: File, reader: (file: File, progress: Progress) => Promise<Result>) {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setReading({ kind: 'reading', name: file.name, share: 0 });
    try {
      const result = await reader(file, {
        signal: controller.signal,
        onProgress: (share) => {
          if (!controller.signal.aborted) setReading({ kind: 'reading', name: file.name, share });
        },
      });
      if (controller.signal.aborted) return null;
      setReading({ kind: 'idle' });
      return result;
    } catch (error) {
      if (controller.signal.aborted) return null;
      const message = error instanceof MediaError ? error.message : `${file.name} could not be read.`;
      setReading({ kind: 'failed', message });
      return null;
    }
  }

  return {
    reading,
    read,
    refuse: (message: string) => setReading({ kind: 'failed', message }),
    cancel() {
      running.current?.abort();
      setReading({ kind: 'idle' });
    },
  };
}
