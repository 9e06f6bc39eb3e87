import { useId } from 'react';

interface ImagesFieldProps {
  value: number;
  /** The most that can be had at once, where the rate card says so. */
  max: number | undefined;
  onChange: (images: number) => void;
}

/** How many images. An emptied field counts as none, which is nothing to price. */
export function ImagesField({ value, max, onChange }: ImagesFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium text-sm">
        Images
      </label>
      <input
        id={id}
        type="number"
        min={1}
        max={max}
        step={1}
        value={value === 0 ? '' : value}
        onChange={(event) => onChange(event.target.value === '' ? 0 : event.target.valueAsNumber)}
        className="w-24 rounded-md border border-hairline-strong bg-surface-raised px-3 py-1.5"
      />
    </div>
  );
}
