import { type MouseEvent, useRef } from 'react';
import { flushSync } from 'react-dom';
import { FileField } from './file-field.tsx';
import type { InputImage } from './media-store.ts';
import { useFileReading } from './use-file-reading.ts';

interface InputImagesFieldProps {
  name: string;
  label: string;
  /** The most that the rate card prices together. */
  most: number;
  error: string | null;
  images: readonly InputImage[];
  onAdd: (image: InputImage) => void;
  onRemove: (id: string) => void;
  onMove: (id: string, by: -1 | 1) => void;
}

/** Input images as thumbnails in their order, to add, remove and reorder. They stay in the browser. */
export function InputImagesField(props: InputImagesFieldProps) {
  const { name, label, most, error, images, onAdd, onRemove, onMove } = props;
  const reading = useFileReading();
  const input = useRef<HTMLInputElement>(null);
  /** Files that were chosen and are not images yet, and the reading of them, one after the other. */
  const waiting = useRef(0);
  const queue = useRef(Promise.resolve());
  const replaces = most === 1;

  function choose(files: File[]) {
    if (replaces) {
      void add(files);
      return;
    }
    if (images.length + waiting.current + files.length > most) {
      reading.refuse(`At most ${most} images go together. Remove one first.`);
      return;
    }
    waiting.current += files.length;
    queue.current = queue.current
      .then(() => add(files))
      .finally(() => {
        waiting.current -= files.length;
      });
  }

  async function add(files: File[]) {
    for (const file of replaces ? files.slice(0, 1) : files) {
      const read = await reading.read(file, async (chosen, progress) =>
        (await import('./media/input-image.ts')).readInputImage(chosen, progress),
      );
      if (read === null) return;
      onAdd({ id: crypto.randomUUID(), file, ...read });
    }
  }

  function remove(id: string) {
    onRemove(id);
    input.current?.focus();
  }

  function move({ currentTarget }: MouseEvent<HTMLButtonElement>, id: string, by: -1 | 1) {
    flushSync(() => onMove(id, by));
    // An element that moves in the document loses the focus.
    currentTarget.focus();
  }

  return (
    <FileField
      name={name}
      label={label}
      accept="image/png,image/jpeg,image/webp,image/avif,image/gif"
      multiple={!replaces}
      hint={`PNG, JPEG, WebP, AVIF or GIF${replaces ? '' : `, up to ${most}`}. ${replaces ? 'It stays' : 'They stay'} in this browser.`}
      error={images.length > 0 ? null : error}
      reading={reading}
      input={input}
      onFiles={choose}
    >
      {images.length > 0 && (
        <ol className="mb-2 flex flex-wrap gap-3">
          {images.map((image, index) => (
            <li key={image.id} className="w-32 text-sm">
              <img
                src={image.thumbnailUrl}
                alt={`${index + 1}: ${image.file.name}`}
                className="h-24 w-32 rounded-md bg-surface-sunken object-contain"
              />
              <span className="block truncate">{image.file.name}</span>
              <span className="block text-ink-muted text-xs">
                {image.width} × {image.height}, {image.aspect}
              </span>
              <span className="flex justify-between">
                {images.length > 1 && (
                  <>
                    <ImageButton
                      label={`Move ${image.file.name} earlier`}
                      onClick={(event) => move(event, image.id, -1)}
                    >
                      ←
                    </ImageButton>
                    <ImageButton
                      label={`Move ${image.file.name} later`}
                      onClick={(event) => move(event, image.id, 1)}
                    >
                      →
                    </ImageButton>
                  </>
                )}
                <ImageButton label={`Remove ${image.file.name}`} onClick={() => remove(image.id)}>
                  Remove
                </ImageButton>
              </span>
            </li>
          ))}
        </ol>
      )}
    </FileField>
  );
}

interface ImageButtonProps {
  label: string;
  onClick: (event: MouseEvent<HTMLButtonElement>) => void;
  children: string;
}

function ImageButton({ label, onClick, children }: ImageButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className="min-h-6 min-w-6 text-ink-muted underline-offset-4 hover:text-ink hover:underline"
    >
      {children}
    </button>
  );
}
