import { useState } from 'react';
import { Button } from '../ui/button.tsx';

/** A text in a box from which it can be copied, with a button that does and says so. */
export function CopyText({ label, text }: { label: string; text: string }) {
  const [outcome, setOutcome] = useState('');

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('Copied.');
    } catch {
      setOutcome('The browser does not allow copying here. Select the text and copy it.');
    }
  }

  return (
    <div className="flex flex-wrap items-center gap-2">
      <input
        readOnly
        aria-label={label}
        value={text}
        onFocus={(event) => event.target.select()}
        className="min-h-9 min-w-0 grow basis-64 rounded-md border border-hairline bg-surface-sunken px-2.5 font-mono text-xs"
      />
      <Button onClick={() => void copy()}>Copy link</Button>
      <span role="status" className="text-ink-muted text-sm">
        {outcome}
      </span>
    </div>
  );
}
