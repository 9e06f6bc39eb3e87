import { type DragEvent, type ReactNode, type RefObject, useId, useState } from 'react';
import { useFormats } from '../ui/formats-context.tsx';
import type { useFileReading } from './use-file-reading.ts';

interface FileFieldProps {
  name: string;
  label: string;
  accept: string;
  multiple?: boolean;
  /** What may be chosen, in a sentence. */
  hint: string;
  /** Why the form needs it, when the button was pressed without it. */
  error: string | null;
  reading: ReturnType<typeof useFileReading>;
  onFiles: (files: File[]) => void;
  /** Takes the focus when what had it goes. */
  input: RefObject<HTMLInputElement | null>;
  /** What was chosen so far. */
  children?: ReactNode;
}

/** A place to choose files or drop them on, the state of their reading, and what was chosen. */
export function FileField(props: FileFieldProps) {
  const { name, label, accept, multiple = false, hint, error, reading, onFiles, input, children } = props;
  const formats = useFormats();
  const id = useId();
  const [isOver, setOver] = useState(false);
  const state = reading.reading;
  const complaint = state.kind === 'failed' ? state.message : error;

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  }

  function cancel() {
    reading.cancel();
    input.current?.focus();
  }

  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium text-sm">
        {label}
      </label>
      {children}
      <div
        className={`relative rounded-md border border-dashed px-3 py-4 text-center text-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 ${
          isOver ? 'border-ink bg-surface-sunken' : 'border-hairline-strong hover:bg-surface-sunken'
        }`}
      >
        <input
          ref={input}
          id={id}
          name={name}
          type="file"
          accept={accept}
          multiple={multiple}
          aria-describedby={`${id}-hint`}
          aria-invalid={complaint !== null || undefined}
          className="absolute inset-0 cursor-pointer opacity-0"
          onDragEnter={() => setOver(true)}
          onDragLeave={() => setOver(false)}
          onDragOver={(event) => event.preventDefault()}
          onDrop={drop}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            // The same file can be chosen again.
            event.target.value = '';
            onFiles(files);
          }}
        />
        <span className="underline underline-offset-4">{multiple ? 'Choose files' : 'Choose a file'}</span> or
        drop {multiple ? 'them' : 'it'} here
        <p id={`${id}-hint`} className="text-ink-muted">
          {hint}
        </p>
      </div>
      {state.kind === 'reading' && (
        <p className="mt-1.5 flex items-center gap-3 text-sm">
          <progress aria-label={`Reading ${state.name}`} value={state.share} max={1} className="h-1.5 grow" />
          <span className="text-ink-muted">{formats.percent(state.share)} read</span>
          <button type="button" className="min-h-6 underline underline-offset-4" onClick={cancel}>
            Cancel
          </button>
        </p>
      )}
      <p role="alert" className="text-danger text-sm">
        {state.kind !== 'reading' && complaint !== null && <span className="mt-1 block">{complaint}</span>}
      </p>
    </div>
  );
}
