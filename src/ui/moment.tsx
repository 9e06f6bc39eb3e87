import type { Instant } from '../units/instants.ts';
import { useFormats } from './formats-context.tsx';

/**
 * An exact moment: date and time in the customer's zone, then, unless that is UTC, its IANA name and UTC, which wrap as
 * one.
 */
export function Moment({ at }: { at: Instant }) {
  const formats = useFormats();
  const { local, utc } = formats.moment(at);
  return (
    <>
      <time dateTime={at} className="max-[24rem]:whitespace-normal whitespace-nowrap">
        {local}
      </time>
      {formats.timeZone !== 'UTC' && (
        <>
          {' '}
          <span className="inline-block text-ink-muted text-sm">
            {formats.timeZone.replaceAll('_', ' ')}, {utc}
          </span>
        </>
      )}
    </>
  );
}
