import { useRef, useState } from 'react';
import { countCharacters } from '../estimator/index.ts';
import { useFormats } from '../ui/formats-context.tsx';
import { TextField } from './text-field.tsx';
import { useFileReading } from './use-file-reading.ts';

interface ScriptFieldProps {
  value: string;
  onChange: (script: string) => void;
}

/** The script, typed, pasted or dropped as a text file, with its length as it is priced. */
export function ScriptField({ value, onChange }: ScriptFieldProps) {
  const formats = useFormats();
  const { reading, read, cancel } = useFileReading();
  const characters = countCharacters(value);
  const element = useRef<HTMLTextAreaElement>(null);
  /** What stood there before a file took its place. */
  const [replaced, setReplaced] = useState<{ script: string; by: string } | null>(null);

  async function drop(file: File) {
    const script = await read(file, async (chosen) =>
      (await import('./media/script-file.ts')).readScript(chosen),
    );
    if (script === null) return;
    setReplaced(value === '' ? null : { script: value, by: file.name });
    onChange(script);
  }

  function undo(script: string) {
    setReplaced(null);
    onChange(script);
    element.current?.focus();
  }

  return (
    <>
      <TextField
        input={element}
        name="script"
        label="Script"
        rows={8}
        value={value}
        hint={`${formats.integer(characters)} ${characters === 1 ? 'character' : 'characters'}, spaces and punctuation included. A text file can be dropped here.`}
        error={reading.kind === 'failed' ? reading.message : null}
        onChange={(script) => {
          cancel();
          setReplaced(null);
          onChange(script);
        }}
        onDropFile={(file) => void drop(file)}
      />
      <p role="status" className="text-sm">
        {replaced && (
          <>
            <span className="break-words">{replaced.by} has taken the place of what stood here.</span>{' '}
            <button
              type="button"
              className="min-h-6 underline underline-offset-4"
              onClick={() => undo(replaced.script)}
            >
              Undo
            </button>
          </>
        )}
      </p>
    </>
  );
}
