import { lazy, Suspense, useState } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { HelpIcon } from '../ui/icons.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

const HelpAnswers = lazy(() => import('./help-answers.tsx'));

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
        <Dialog title="How credits work" onClose={() => setOpen(false)}>
          <Suspense fallback={<Skeleton className="mt-4 h-96" />}>
            <HelpAnswers />
          </Suspense>
        </Dialog>
      )}
    </>
  );
}
