import type { Instant } from '../units/instants.ts';
import { useFormats } from './formats-context.tsx';

/** An exact moment: date and time in the customer's zone, the zone's name, and UTC beside it. */
export function Moment({ at }: { at: Instant }) {
  const formats = useFormats();
  const { local, utc } = formats.moment(at);
  return (
    <>
      <time dateTime={at} className="whitespace-nowrap">
        {local}
      </time>{' '}
      <span className="text-ink-muted text-sm">
        <span className="whitespace-nowrap">{formats.timeZone.replaceAll('_', ' ')}</span> ·{' '}
        <span className="whitespace-nowrap">{utc}</span>
      </span>
    </>
  );
}
