import type { FactName, Facts } from '../api/schemas/support.ts';
import { useFormats } from '../ui/formats-context.tsx';
import type { Instant } from '../units/instants.ts';

/** The facts that are shown of a moment, in this order, under these names. */
export const FACT_NAMES: Record<FactName, string> = {
  remaining: 'Credits left',
  used: 'Used',
  allowance: 'Allowance',
  plan: 'Plan',
  status: 'Status',
  resetsAt: 'Credits reset',
  nextCharge: 'Next charge',
  creditCycle: 'Credit cycle',
  billingPeriod: 'Billing period',
  subscriptionVersion: 'Subscription version',
};

export const FACTS = Object.keys(FACT_NAMES) as FactName[];

/** One fact in the customer's words and zone. */
export function Fact({ of: facts, name }: { of: Pick<Facts, FactName>; name: FactName }) {
  const formats = useFormats();
  switch (name) {
    case 'remaining':
    case 'used':
    case 'allowance':
      return formats.integer(facts[name]);
    case 'plan':
      return facts.plan.name;
    case 'status':
      return facts.status.replace('_', ' ');
    case 'subscriptionVersion':
      return formats.integer(facts.subscriptionVersion);
    case 'resetsAt':
      return facts.resetsAt === null ? 'none to come' : <When at={facts.resetsAt} />;
    case 'nextCharge':
      return facts.nextCharge === null ? (
        'none to come'
      ) : (
        <>
          {formats.money(facts.nextCharge.amountMinor, facts.nextCharge.currency)},{' '}
          <When at={facts.nextCharge.at} />
        </>
      );
    case 'creditCycle':
    case 'billingPeriod':
      return (
        <>
          <When at={facts[name].start} /> to <When at={facts[name].end} />
        </>
      );
  }
}

function When({ at }: { at: Instant }) {
  const { local, utc } = useFormats().moment(at);
  return (
    <time dateTime={at} title={utc}>
      {local}
    </time>
  );
}

/** What a customer had at two moments, side by side; what differs stands out. */
export function FactComparison({
  before,
  after,
  changed,
  caption,
}: {
  before: Facts;
  after: Facts;
  changed: readonly FactName[];
  caption: string;
}) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-72 table-fixed text-sm">
        <caption className="pb-2 text-start text-ink-muted">{caption}</caption>
        <thead>
          <tr className="border-hairline border-b text-start text-ink-muted">
            <td className="w-24 sm:w-40" />
            <th scope="col" className="py-1.5 pe-4 text-start font-normal">
              Before, <When at={before.at} />
            </th>
            <th scope="col" className="py-1.5 text-start font-normal">
              After, <When at={after.at} />
            </th>
          </tr>
        </thead>
        <tbody>
          {FACTS.map((name) => {
            const differs = changed.includes(name);
            return (
              <tr
                key={name}
                className={`border-hairline border-b align-top ${differs ? '' : 'text-ink-muted'}`}
              >
                <th scope="row" className="py-1.5 pe-4 text-start font-normal">
                  {FACT_NAMES[name]}
                </th>
                <td className="py-1.5 pe-4">
                  <Fact of={before} name={name} />
                </td>
                <td className={`py-1.5 ${differs ? 'font-semibold' : ''}`}>
                  {differs ? <Fact of={after} name={name} /> : 'the same'}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
