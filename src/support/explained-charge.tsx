import { useMutation, useQuery } from '@tanstack/react-query';
import { planQueries } from '../api/customer.ts';
import type { CardEstimate, Explanation, Facts, WorldTools } from '../api/schemas/support.ts';
import type { Quote, QuoteLine } from '../api/schemas.ts';
import { formatDerivation, formatRate } from '../credits/derivation.ts';
import { describeEntry } from '../credits/describe-entry.ts';
import { FailureNotice } from '../credits/failure-notice.tsx';
import { monthDay } from '../credits/renewal-reason.ts';
import { Button } from '../ui/button.tsx';
import { useFormats } from '../ui/formats-context.tsx';
import { Moment } from '../ui/moment.tsx';
import type { Formats } from '../units/formats.ts';
import { epochMs } from '../units/instants.ts';
import { download } from './download.ts';
import { FactComparison } from './fact.tsx';
import { requestsBefore } from './requests-before.ts';
import { RequestsTable } from './requests-table.tsx';
import { Section } from './section.tsx';
import { supportQueries } from './support-queries.ts';

interface ExplainedChargeProps {
  world: WorldTools;
  explanation: Explanation;
}

/** All about one charge: what was shown and taken, by which rule, how it was asked for, and what it changed. */
export function ExplainedCharge({ world, explanation }: ExplainedChargeProps) {
  const formats = useFormats();
  const { data: plans = [] } = useQuery(planQueries.all());
  const { data: requests = [] } = useQuery(supportQueries.requests(world));
  const earlier = requestsBefore(explanation, requests);
  const { entry, before, after, changes, key } = explanation;
  const { title, detail } = describeEntry(entry, plans, formats);
  return (
    <>
      <Section title={title} about={detail}>
        <p>
          <Moment at={entry.at} />
        </p>
        <p className="text-ink-muted text-sm">
          Ledger id <code>{entry.id}</code>
        </p>
        {explanation.kind === 'generation' ? (
          <Price explanation={explanation} />
        ) : (
          <PaidQuote quote={explanation.quote} before={before} />
        )}
        <SaveDispute world={world} entryId={entry.id} />
      </Section>
      <Section title="Requests" about={story(explanation, formats)}>
        {explanation.requests.length > 0 && (
          <RequestsTable
            requests={explanation.requests}
            oneKey
            caption={
              explanation.requests.length === 1
                ? `Under key ${key}.`
                : `Under key ${key}, oldest first: the first that was accepted charged, the others were told the same.`
            }
          />
        )}
        {earlier.length > 0 && (
          <div className="mt-6">
            <RequestsTable
              requests={earlier}
              caption="Under other keys, in the ten minutes before: none of them left this entry."
            />
          </div>
        )}
      </Section>
      {explanation.kind === 'generation' && (
        <Section title="The same under every card">
          <UnderCards cards={explanation.underCards} taken={explanation.taken} />
        </Section>
      )}
      <Section title="Before and after">
        <FactComparison
          before={before}
          after={after}
          changed={changes.map(({ fact }) => fact)}
          caption="Right before the charge and right after it."
        />
      </Section>
    </>
  );
}

/** How it was asked for, in a sentence. */
function story({ key, requests }: Explanation, formats: Formats): string {
  if (key === null) return 'The scenario tells of this charge; nobody pressed anything for it here.';
  if (requests.length === 0) return 'Its requests are older than those that are kept.';
  const lost = requests.filter(({ faults }) => faults.length > 0).length;
  if (requests.length === 1) return 'Asked once, charged once.';
  const asked = `Asked ${formats.integer(requests.length)} times under one key`;
  return lost > 0
    ? `${asked}, ${formats.integer(lost)} of them struck by a fault: charged once.`
    : `${asked}: charged once.`;
}

function Price({ explanation }: { explanation: Extract<Explanation, { kind: 'generation' }> }) {
  const formats = useFormats();
  const { entry, shown, taken, rule } = explanation;
  const arithmetic = formatDerivation(
    { ok: true, credits: taken, rateCardVersion: entry.rateCardVersion, ...entry.derivation },
    formats,
  );
  return (
    <dl className="mt-4 grid gap-x-6 text-sm sm:grid-cols-[9rem_minmax(0,1fr)] [&>dd]:pb-2 [&>dt]:text-ink-muted">
      <dt>Shown</dt>
      <dd>
        {shown
          ? `${formats.credits(shown.credits)}, under card ${shown.rateCardVersion}`
          : 'not recorded: the scenario tells of no request'}
      </dd>
      <dt>Taken</dt>
      <dd className="font-semibold">
        {formats.credits(taken)}
        {shown && shown.credits === taken && <span className="font-normal">, as shown</span>}
      </dd>
      <dt>Arithmetic</dt>
      <dd>{arithmetic}</dd>
      <dt>Rule</dt>
      <dd>
        {rule ? (
          <>
            {formatRate(rule, formats)}, <code>{rule.id}</code> of card {entry.rateCardVersion}
          </>
        ) : (
          `Card ${entry.rateCardVersion} is not there any more.`
        )}
      </dd>
    </dl>
  );
}

const LINES: Record<QuoteLine['kind'], string> = {
  'unused-time': 'Unused time on the old plan',
  'remaining-time': 'The same time on the new plan',
  'full-price': 'Full price of the new plan',
};

function PaidQuote({ quote, before }: { quote: Quote; before: Facts }) {
  const formats = useFormats();
  const { start, end } = before.billingPeriod;
  const periodSeconds = (epochMs(end) - epochMs(start)) / 1000;
  const priceOf: Record<QuoteLine['kind'], number | undefined> = {
    'unused-time': before.nextCharge?.amountMinor,
    'remaining-time': quote.nextCharge.amountMinor,
    'full-price': undefined,
  };
  return (
    <>
      <p className="mt-4 max-w-prose text-sm">
        {quote.policy === 'keep-anchor'
          ? 'The dates stay: the time that is left was paid.'
          : `The dates begin anew: the new plan was paid in full, and credit cycle and billing period count from that moment. Credits reset each month on ${monthDay(quote.at)}.`}
      </p>
      <table className="mt-3 w-full max-w-md text-sm">
        <caption className="pb-1 text-start text-ink-muted">Quote {quote.id}</caption>
        <tbody>
          {quote.lines.map(({ kind, amountMinor, from, to }) => (
            <tr key={kind} className="border-hairline border-t align-baseline">
              <th scope="row" className="py-1.5 pe-4 text-start font-normal">
                {LINES[kind]}{' '}
                {to !== null && priceOf[kind] !== undefined && (
                  <span className="block text-ink-muted">
                    {formats.money(priceOf[kind], quote.currency)} ×{' '}
                    {formats.integer((epochMs(to) - epochMs(from)) / 1000)} of{' '}
                    {formats.integer(periodSeconds)} seconds of the billing period
                  </span>
                )}
              </th>
              <td className="py-1.5 text-end">{formats.money(amountMinor, quote.currency)}</td>
            </tr>
          ))}
          <tr className="border-ink border-t font-semibold">
            <th scope="row" className="py-1.5 text-start font-semibold">
              Paid
            </th>
            <td className="py-1.5 text-end">{formats.money(quote.dueNowMinor, quote.currency)}</td>
          </tr>
        </tbody>
      </table>
    </>
  );
}

function UnderCards({ cards, taken }: { cards: readonly CardEstimate[]; taken: number }) {
  const formats = useFormats();
  return (
    <ul>
      {cards.map(({ version, effectiveFrom, inForceThen, inForceNow, estimate }) => (
        <li key={version} className="border-hairline border-b py-2 text-sm last:border-0">
          <p className="flex flex-wrap gap-x-3">
            <span className="font-medium">Card {version}</span>
            <span className="text-ink-muted">
              from <time dateTime={effectiveFrom}>{formats.moment(effectiveFrom).local}</time>
            </span>
            <span>
              {[inForceThen && 'in force then', inForceNow && 'in force now'].filter(Boolean).join(', ')}
            </span>
          </p>
          <p>
            {estimate.ok ? formatDerivation(estimate, formats) : `No price. ${estimate.message}`}
            {estimate.ok &&
              estimate.credits !== taken &&
              ` (${formats.difference(estimate.credits - taken)})`}
          </p>
        </li>
      ))}
    </ul>
  );
}

function SaveDispute({ world, entryId }: { world: WorldTools; entryId: string }) {
  const { locale, timeZone } = useFormats();
  const save = useMutation({
    async mutationFn() {
      const file = await world.exportDispute(entryId, { locale, timeZone });
      if (file === null) throw new Error('No charge left this entry.');
      return download(file);
    },
  });
  return (
    <div className="mt-4">
      <Button onClick={() => save.mutate()} aria-busy={save.isPending}>
        Save dispute file
      </Button>
      <p role="status" className="mt-2 text-ink-muted text-sm">
        {save.isPending && 'Following all that led to it, and asking every endpoint.'}
        {save.data && `${save.data} is saved. “npm run replay” follows it.`}
        {(save.isIdle || save.isError) &&
          'One JSON with the explanation and the replay behind it; names are left out.'}
      </p>
      {save.error && <FailureNotice error={save.error} what="The file could not be saved" />}
    </div>
  );
}
