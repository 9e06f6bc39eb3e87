import type { Subscription } from '../api/schemas.ts';
import { useFormats } from '../ui/formats-context.tsx';
import { Moment } from '../ui/moment.tsx';
import type { Formats } from '../units/formats.ts';
import { epochMs, type Instant } from '../units/instants.ts';
import { type Renewal, renewalsOf } from './renewal.ts';
import { useServerNow } from './use-server-now.ts';

/** Both moments to come, each with a countdown on the server's clock and its exact date and time. */
export function RenewalMoments({
  subscription,
  stacked = false,
}: {
  subscription: Subscription;
  stacked?: boolean;
}) {
  const formats = useFormats();
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-4">
      {renewalsOf(subscription).map((renewal) => (
        <div
          key={renewal.kind}
          // Side by side only where neither moment, which never breaks, would reach into the other.
          className={`grow basis-full ${stacked ? '' : 'sm:basis-[calc(50%-1.25rem)]'}`}
        >
          <dt className="text-ink-muted text-sm">{titleOf(renewal, formats)}</dt>
          <dd>
            {'at' in renewal ? (
              <>
                <Countdown to={renewal.at} />
                <span className="block">
                  <Moment at={renewal.at} />
                </span>
              </>
            ) : (
              'Credits reset once it is paid. Until then nothing can be spent.'
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function titleOf(renewal: Renewal, formats: Formats): string {
  switch (renewal.kind) {
    case 'reset':
      return `Credits reset to ${formats.integer(renewal.allowance)}`;
    case 'charge':
      return `You are charged ${formats.money(renewal.amountMinor, renewal.currency)}`;
    case 'end':
      return 'Your plan ends';
    case 'ended':
      return 'Your plan ended';
    case 'payment-missing':
      return 'A payment is missing';
  }
}

function Countdown({ to }: { to: Instant }) {
  const formats = useFormats();
  const now = useServerNow(1000);
  if (now === null || epochMs(to) <= now) return null;
  return (
    <span className="block font-medium text-lg tracking-tight">in {formats.span(epochMs(to) - now)}</span>
  );
}
