import { type RefObject, useId } from 'react';

interface TextFieldProps {
  name: string;
  label: string;
  rows: number;
  value: string;
  hint: string;
  error?: string | null;
  onChange: (value: string) => void;
  /** Takes a file that is dropped on it. */
  onDropFile?: (file: File) => void;
  input?: RefObject<HTMLTextAreaElement | null>;
}

export function TextField({
  name,
  label,
  rows,
  value,
  hint,
  error = null,
  onChange,
  onDropFile,
  input,
}: TextFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium text-sm">
        {label}
      </label>
      <textarea
        ref={input}
        id={id}
        name={name}
        rows={rows}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onDrop={(event) => {
          const file = event.dataTransfer.files[0];
          if (!file || !onDropFile) return;
          event.preventDefault();
          onDropFile(file);
        }}
        aria-invalid={error !== null || undefined}
        aria-describedby={`${id}-hint`}
        className={`block w-full resize-y rounded-md border bg-surface-raised px-3 py-2 ${error === null ? 'border-hairline-strong' : 'border-danger'}`}
      />
      <p id={`${id}-hint`} className={`mt-1 text-sm ${error === null ? 'text-ink-muted' : 'text-danger'}`}>
        {error ?? hint}
      </p>
    </div>
  );
}
