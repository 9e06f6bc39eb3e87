import { serverClock } from '../api/server-clock.ts';
import type { Formats } from '../units/formats.ts';
import { instantAt } from '../units/instants.ts';

/**
 * Of when data is that was received at `receivedAtMs` on the machine's clock: a clause to end a sentence with, such as
 * `. Last known: Tue, Apr 21, 2026, 9:00 AM UTC`, on the server's clock; empty before that has told the time.
 */
export function lastKnown(receivedAtMs: number, formats: Formats): string {
  const now = serverClock.now();
  if (now === null) return '';
  const elapsedMs = serverClock.isFrozen() ? 0 : Date.now() - receivedAtMs;
  return `. Last known: ${formats.moment(instantAt(now - elapsedMs)).local}`;
}
