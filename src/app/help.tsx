import { lazy, Suspense, useState } from 'react';
import { ErrorBoundary } from '../credits/error-boundary.tsx';
import { HelpIcon } from '../ui/icons.tsx';

const HelpDialog = lazy(() => import('./help-dialog.tsx'));

export function Help() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-label="Help"
        title="Help"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="grid size-9 place-items-center rounded-md hover:bg-surface-sunken"
      >
        <HelpIcon />
      </button>
      {open && (
        <ErrorBoundary resetKey={open} what="Help">
          <Suspense fallback={null}>
            <HelpDialog onClose={() => setOpen(false)} />
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  );
}
