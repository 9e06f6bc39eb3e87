import type { Subscription } from '../api/schemas.ts';
import { useDayFormats } from '../ui/use-day-formats.ts';
import type { Instant } from '../units/instants.ts';

/** The next resets and charges, twelve of each while the plan goes on, in the customer's zone and in UTC. */
export function UpcomingDates({ subscription: { upcoming } }: { subscription: Subscription }) {
  const formats = useDayFormats();
  const charges = upcoming.charges.map(({ at, amountMinor, currency }) => ({
    at,
    amount: formats.money(amountMinor, currency),
  }));
  return (
    <div className="mt-2 grid gap-x-10 gap-y-6 lg:grid-cols-2">
      {upcoming.resets.length > 0 && (
        <DateTable title="Credits reset" dates={upcoming.resets.map((at) => ({ at }))} />
      )}
      {charges.length > 0 && <DateTable title="You are charged" dates={charges} />}
    </div>
  );
}

function DateTable({ title, dates }: { title: string; dates: readonly { at: Instant; amount?: string }[] }) {
  const formats = useDayFormats();
  const inUtc = formats.timeZone === 'UTC';
  return (
    <table className="w-full self-start text-sm">
      <caption className="py-1.5 text-start font-medium">{title}</caption>
      <thead>
        <tr className="text-ink-muted">
          <th scope="col" className="py-1.5 pe-2 text-start font-normal">
            {formats.timeZone.replaceAll('_', ' ')}
          </th>
          {!inUtc && (
            <th scope="col" className="py-1.5 pe-2 text-start font-normal">
              UTC
            </th>
          )}
          {dates[0]?.amount && (
            <th scope="col" className="py-1.5 text-end font-normal">
              Amount
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {dates.map(({ at, amount }) => (
          <tr key={at} className="border-hairline border-t">
            <td className="py-1.5 pe-2">
              <time dateTime={at}>{formats.localMoment(at)}</time>
            </td>
            {!inUtc && <td className="py-1.5 pe-2 text-ink-muted">{formats.utcMoment(at)}</td>}
            {amount && <td className="py-1.5 text-end">{amount}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
