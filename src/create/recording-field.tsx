import { useRef } from 'react';
import { useFormats } from '../ui/formats-context.tsx';
import { FileField } from './file-field.tsx';
import type { Recording } from './media-store.ts';
import { useFileReading } from './use-file-reading.ts';

interface RecordingFieldProps {
  name: string;
  label: string;
  error: string | null;
  recording: Recording | null;
  onRead: (recording: Recording) => void;
  onRemove: () => void;
}

/** A recording and its length, which is read here: the file never leaves the browser. */
export function RecordingField({ name, label, error, recording, onRead, onRemove }: RecordingFieldProps) {
  const formats = useFormats();
  const reading = useFileReading();
  const input = useRef<HTMLInputElement>(null);

  async function choose([file]: File[]) {
    if (!file) return;
    const read = await reading.read(file, async (chosen, progress) =>
      (await import('./media/recording.ts')).readRecording(chosen, progress),
    );
    if (read) onRead({ file, seconds: read.seconds });
  }

  function remove() {
    onRemove();
    input.current?.focus();
  }

  return (
    <FileField
      name={name}
      label={label}
      accept="audio/*,video/webm,video/mp4,.wav,.mp3,.m4a,.ogg,.opus,.flac,.webm"
      hint="WAV, MP3, M4A, OGG, FLAC or WebM. It stays in this browser."
      error={recording ? null : error}
      reading={reading}
      input={input}
      onFiles={(files) => void choose(files)}
    >
      {recording && (
        <div className="mb-2 flex items-baseline justify-between gap-4 border-hairline border-y py-2 text-sm">
          <span className="min-w-0 truncate">{recording.file.name}</span>
          <span className="shrink-0">
            {formats.seconds(recording.seconds)}
            <button
              type="button"
              className="ms-4 min-h-6 text-ink-muted underline underline-offset-4 hover:text-ink"
              onClick={remove}
            >
              Remove
            </button>
          </span>
        </div>
      )}
    </FileField>
  );
}
