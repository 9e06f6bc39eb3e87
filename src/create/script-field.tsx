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

  async function drop(file: File) {
    const script = await read(file, async (chosen) =>
      (await import('./media/script-file.ts')).readScript(chosen),
    );
    if (script !== null) onChange(script);
  }

  return (
    <TextField
      name="script"
      label="Script"
      rows={8}
      value={value}
      hint={`${formats.integer(characters)} ${characters === 1 ? 'character' : 'characters'}, spaces and punctuation included. A text file can be dropped here.`}
      error={reading.kind === 'failed' ? reading.message : null}
      onChange={(script) => {
        cancel();
        onChange(script);
      }}
      onDropFile={(file) => void drop(file)}
    />
  );
}
