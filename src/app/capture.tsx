import { useState } from 'react';
import { recent } from '../api/recent.ts';
import { serverClock } from '../api/server-clock.ts';
import { Button } from '../ui/button.tsx';
import { useFormats } from '../ui/formats-context.tsx';
import { saveFile } from '../ui/save-file.ts';
import { buildCapture } from './build-capture.ts';

/** The whole of what support would get, before it is saved. */
export function CaptureForSupport() {
  const { locale, timeZone } = useFormats();
  const [text] = useState(() => {
    const nowMs = serverClock.now() ?? Date.now();
    return `${JSON.stringify(buildCapture(recent, { screen: location.pathname, locale, timeZone, nowMs }), null, 2)}\n`;
  });

  return (
    <div className="mt-3">
      <p className="text-ink-muted text-sm">
        This is all of it: the figures this browser holds and the last requests with their ids. Names, e-mail
        and voice names are replaced. Prompts, scripts and files are not in it. Nothing is sent: you save the
        file and give it to support.
      </p>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        role="region"
        aria-label="What the file holds"
        className="mt-3 max-h-72 overflow-auto rounded-md border border-hairline bg-surface-sunken p-3 text-xs"
      >
        {text}
      </pre>
      <div className="mt-3">
        <Button onClick={() => saveFile('capture.json', 'application/json', text)}>Save the file</Button>
      </div>
    </div>
  );
}
