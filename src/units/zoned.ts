import { epochMs, type Instant, instantAt } from './instants.ts';

/** Date and time on the calendar and clock of some zone, `YYYY-MM-DDTHH:mm:ss`. */
export type LocalTime = string;

/** What the zone's clock shows at an instant. */
export function localTimeAt(at: Instant, timeZone: string): LocalTime {
  // Swedish writes dates as `YYYY-MM-DD`.
  const format = new Intl.DateTimeFormat('sv', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return format.format(epochMs(at)).replace(' ', 'T');
}

/**
 * The instant at which the zone's clock shows this time: the first of two where the hour comes twice; null where the
 * text is no time, or where the clock skips it.
 */
export function instantOfLocalTime(local: LocalTime, timeZone: string): Instant | null {
  const asUtc = Date.parse(`${local}Z`);
  // A day that its month does not have would be taken for one of the next.
  if (Number.isNaN(asUtc) || instantAt(asUtc) !== `${local}Z`) return null;
  const candidates = [asUtc - DAY_MS, asUtc + DAY_MS].map((near) => {
    const offset = epochMs(`${localTimeAt(instantAt(near), timeZone)}Z`) - near;
    return instantAt(asUtc - offset);
  });
  return candidates.toSorted().find((at) => localTimeAt(at, timeZone) === local) ?? null;
}

const DAY_MS = 86_400_000;
