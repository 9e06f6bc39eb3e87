import { useState } from 'react';
import { Button } from '../ui/button.tsx';

/** An entry's id with a button that copies it, and says so. */
export function CopyId({ id }: { id: string }) {
  const [outcome, setOutcome] = useState('');

  async function copy() {
    try {
      await navigator.clipboard.writeText(id);
      setOutcome('Copied.');
    } catch {
      setOutcome('The browser does not allow copying here. Select the id and copy it.');
    }
  }

  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <code className="break-all">{id}</code>
      <Button className="-my-1.5 print:hidden" onClick={() => void copy()}>
        Copy id
      </Button>
      <span role="status" className="text-ink-muted">
        {outcome}
      </span>
    </span>
  );
}
