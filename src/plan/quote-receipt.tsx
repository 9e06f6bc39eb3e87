import { useQuery } from '@tanstack/react-query';
import { balanceQueries } from '../api/customer.ts';
import type { Quote, QuoteLine } from '../api/schemas.ts';
import { CreditMeter } from '../meter/credit-meter.tsx';
import { useFormats } from '../ui/formats-context.tsx';
import { Moment } from '../ui/moment.tsx';

interface QuoteReceiptProps {
  quote: Quote;
  /** The plan that the quote starts from and its allowance, where they are known. */
  from: { planName: string | undefined; allowance: number | undefined } | undefined;
}

/** What an upgrade costs and brings, in money and in credits, before it is paid. */
export function QuoteReceipt({ quote, from }: QuoteReceiptProps) {
  const formats = useFormats();
  const { data: balance } = useQuery(balanceQueries.current());
  const money = (amountMinor: number) => formats.money(amountMinor, quote.currency);
  const used = balance?.used ?? quote.used;
  const available = Math.max(0, quote.allowance - used);
  const allowance = from?.allowance ?? balance?.allowance;
  const oldName = from?.planName ?? 'your plan';
  const planNames = {
    'unused-time': oldName,
    'remaining-time': quote.plan.name,
    'full-price': quote.plan.name,
  };
  return (
    <>
      <p className="mt-1 text-ink-muted">
        {from?.planName ?? 'Your plan'} to <span className="text-ink">{quote.plan.name}</span>
      </p>
      <p className="mt-4 text-sm">{ruleOf(quote)}</p>

      <table className="mt-4 w-full">
        <caption className="pb-1 text-start font-medium text-sm">Due now</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">What</th>
            <th scope="col">Amount</th>
          </tr>
        </thead>
        <tbody>
          {quote.lines.map((line) => (
            <tr key={line.kind} className="border-hairline border-t align-baseline">
              <th scope="row" className="py-2 pe-4 text-start font-normal">
                {LINE_LABELS[line.kind]} {planNames[line.kind]}
                <LineDates line={line} />
              </th>
              <td className="whitespace-nowrap py-2 text-end">{money(line.amountMinor)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-ink border-t">
            <th scope="row" className="py-2 text-start font-semibold">
              Due now
            </th>
            <td className="py-2 text-end font-semibold">{money(quote.dueNowMinor)}</td>
          </tr>
        </tfoot>
      </table>

      <h3 className="mt-4 mb-2 font-medium text-sm">Credits</h3>
      {balance && allowance !== undefined && (
        <div className="space-y-1">
          <CreditMeter
            label={`Before, ${oldName}`}
            size="medium"
            scale={quote.allowance}
            allowance={allowance}
            used={balance.used}
            usedByTool={balance.usedByTool}
          />
          <p className="text-ink-muted text-sm">After, {formats.integer(quote.allowance)}</p>
          <CreditMeter
            label={`After, ${quote.plan.name}`}
            size="medium"
            scale={quote.allowance}
            allowance={quote.allowance}
            used={balance.used}
            usedByTool={balance.usedByTool}
          />
        </div>
      )}
      <dl className="mt-3 grid grid-cols-2 gap-x-4 gap-y-2 text-sm sm:grid-cols-[repeat(4,auto)]">
        {allowance !== undefined && <Figure label="Allowance now" value={formats.integer(allowance)} />}
        <Figure label="Allowance after" value={formats.integer(quote.allowance)} />
        <Figure label="Used, stays used" value={formats.integer(used)} />
        <Figure label="Available once paid" value={formats.integer(available)} strong />
      </dl>

      <dl className="mt-5 grid gap-x-6 gap-y-2 border-hairline border-t pt-4 text-sm sm:grid-cols-[auto_1fr]">
        <dt className="text-ink-muted">Next charge, {money(quote.nextCharge.amountMinor)}</dt>
        <dd>
          <Moment at={quote.nextCharge.at} />
        </dd>
        <dt className="text-ink-muted">Credits reset</dt>
        <dd>
          <Moment at={quote.resetsAt} />
        </dd>
      </dl>
    </>
  );
}

const LINE_LABELS: Record<QuoteLine['kind'], string> = {
  'unused-time': 'Credit for unused time on',
  'remaining-time': 'The same time on',
  'full-price': 'Full price of',
};

function LineDates({ line: { from, to } }: { line: QuoteLine }) {
  const formats = useFormats();
  return (
    <span className="block text-ink-muted text-sm">
      {to === null ? 'from ' : ''}
      <time dateTime={from}>{formats.moment(from).local}</time>
      {to !== null && (
        <>
          {' – '}
          <time dateTime={to}>{formats.moment(to).local}</time>
        </>
      )}
    </span>
  );
}

function Figure({ label, value, strong = false }: { label: string; value: string; strong?: boolean }) {
  return (
    <div className="sm:whitespace-nowrap">
      <dt className="text-ink-muted">{label}</dt>
      <dd className={strong ? 'font-semibold text-lg tracking-tight' : ''}>{value}</dd>
    </div>
  );
}

function ruleOf({ policy, lines }: Quote): string {
  if (policy === 'keep-anchor') {
    return 'Your renewal date stays. You pay for the time that is left: the new plan’s share, less the old one’s.';
  }
  const credited = lines.some(({ kind }) => kind === 'unused-time');
  return credited
    ? 'Your billing restarts now: you pay the new plan in full, less the unused time on the old one, and both dates count from this moment.'
    : 'Your billing restarts now: you pay the new plan in full, and both dates count from this moment.';
}
