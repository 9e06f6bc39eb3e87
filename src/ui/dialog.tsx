import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { CloseIcon } from './icons.tsx';

interface DialogProps {
  title: string;
  /** Called when it closes by itself: Escape, the close button or a click outside. */
  onClose: () => void;
  /** While true only the content can close it. */
  busy?: boolean;
  /** In the middle, or along the end of the page, as high as it is. */
  place?: keyof typeof PLACES;
  children: ReactNode;
}

const PLACES = {
  middle: 'm-auto max-h-[calc(100dvh-1rem)] w-[min(38rem,calc(100vw-1rem))] rounded-lg border',
  end: 'my-0 ms-auto me-0 h-dvh max-h-dvh w-[min(30rem,100vw)] max-w-none border-s',
};

/** A modal dialog, open while it is rendered; the browser keeps the focus inside and gives it back. */
export function Dialog({ title, onClose, busy = false, place = 'middle', children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  // While the element is still in the document: only then does closing give the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click on the backdrop is a second way; Escape is the first.
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        if (!busy) onClose();
      }}
      onClose={() => {
        // Taken off the page, it was closed by its owner.
        if (dialog.current === null) return;
        // A browser lets only the first Escape be prevented.
        if (busy) dialog.current.showModal();
        else onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current && !busy) onClose();
      }}
      className={`overflow-y-auto border-hairline-strong bg-surface-raised p-0 ${PLACES[place]}`}
    >
      <div className="p-5 sm:p-7">
        <div className="flex items-start justify-between gap-4">
          <h2 id={titleId} className="font-semibold text-lg tracking-tight">
            {title}
          </h2>
          <button
            type="button"
            aria-label="Close"
            disabled={busy}
            onClick={onClose}
            className="-m-1 grid size-8 place-items-center rounded-md text-ink-muted hover:bg-surface-sunken hover:text-ink"
          >
            <CloseIcon />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
