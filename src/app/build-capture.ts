import type { recent } from '../api/recent.ts';
import { CAPTURE_VERSION, type Capture } from '../api/schemas/capture.ts';
import { allowedOfRequest, redact, redactReply } from '../api/schemas/redaction.ts';
import { instantAt } from '../units/instants.ts';

interface Screen {
  /** The path of the screen that is open. */
  screen: string;
  locale: string;
  timeZone: string;
  /** Milliseconds since 1970 on the server's clock. */
  nowMs: number;
}

/** What this browser holds, as support may see it: no names, and nothing that is not on the list of what may be told. */
export function buildCapture(
  held: Pick<typeof recent, 'requests' | 'replies'>,
  { screen, locale, timeZone, nowMs }: Screen,
): Capture {
  return {
    kind: 'capture',
    version: CAPTURE_VERSION,
    capturedAt: instantAt(nowMs),
    screen,
    locale,
    timeZone,
    replies: [...held.replies].flatMap(([path, { asOf, body }]) => {
      const told = redactReply(path, body);
      return told === null ? [] : [{ ...told, status: 200 as const, asOf }];
    }),
    requests: held.requests.map(({ atMs, path, ...request }) => {
      const at = atMs === null ? null : instantAt(atMs);
      const [pathname] = path.split('?');
      return redact({ at, path: pathname, ...request }, allowedOfRequest) as Capture['requests'][number];
    }),
  };
}
