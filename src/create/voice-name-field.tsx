import { useId } from 'react';

interface VoiceNameFieldProps {
  value: string;
  error: string | null;
  onChange: (value: string) => void;
}

/** The name under which a cloned voice appears as a choice. */
export function VoiceNameField({ value, error, onChange }: VoiceNameFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium text-sm">
        Voice name
      </label>
      <input
        id={id}
        name="voiceName"
        maxLength={80}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error !== null || undefined}
        aria-describedby={`${id}-hint`}
        className={`block w-full max-w-sm rounded-md border bg-surface-raised px-3 py-1.5 ${error === null ? 'border-hairline-strong' : 'border-danger'}`}
      />
      <p id={`${id}-hint`} className={`mt-1 text-sm ${error === null ? 'text-ink-muted' : 'text-danger'}`}>
        {error ?? 'It becomes a choice in text to speech under this name.'}
      </p>
    </div>
  );
}
