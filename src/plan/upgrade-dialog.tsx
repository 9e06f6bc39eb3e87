import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiError } from '../api/api-error.ts';
import { quoteQueries, upgradeMutations } from '../api/charges.ts';
import { balanceQueries, subscriptionQueries } from '../api/customer.ts';
import type { OfferedPlan, Quote, QuoteLine, UpgradeReply } from '../api/schemas.ts';
import { ChargeProgress } from '../credits/charge-progress.tsx';
import { ErrorBoundary } from '../credits/error-boundary.tsx';
import { FailureNotice, RequestId } from '../credits/failure-notice.tsx';
import { RenewalMoments } from '../credits/renewal-moments.tsx';
import { useServerNow } from '../credits/use-server-now.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useFormats } from '../ui/formats-context.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { epochMs } from '../units/instants.ts';
import { QuoteReceipt } from './quote-receipt.tsx';

interface UpgradeDialogProps {
  to: OfferedPlan;
  onClose: () => void;
}

/** The whole upgrade: a frozen quote as a receipt, the payment, and what came of it. */
export function UpgradeDialog({ to, onClose }: UpgradeDialogProps) {
  const [busy, setBusy] = useState(false);
  const [paid, setPaid] = useState<UpgradeReply | null>(null);
  const offer = useRef<HTMLDivElement>(null);
  return (
    <Dialog title="Upgrade" busy={busy} onClose={onClose}>
      <ErrorBoundary resetKey={paid} what="This part">
        {paid ? (
          <Upgraded reply={paid} onClose={onClose} />
        ) : (
          <div ref={offer} tabIndex={-1} className="outline-none">
            <Offer to={to} onBusy={setBusy} onPaid={setPaid} onAskAgain={() => offer.current?.focus()} />
          </div>
        )}
      </ErrorBoundary>
    </Dialog>
  );
}

interface OfferProps {
  to: OfferedPlan;
  onBusy: (busy: boolean) => void;
  onPaid: (reply: UpgradeReply) => void;
  /** Another quote is asked for: the button that did goes, and the focus with it. */
  onAskAgain: () => void;
}

const PAYMENT_UNKNOWN =
  'It is not known yet whether this was paid. Confirming again finds out and never charges twice';
const NOT_PAID = 'The upgrade was not made. Nothing was charged';

/**
 * The plan that a quote starts from, asked for once it is given: the quote does not carry it, and what this page knew
 * may be older, since another device may have upgraded. Kept with the quote, since paying changes both.
 */
function startOf(quote: Quote | undefined) {
  const subscription = subscriptionQueries.current().queryKey;
  const balance = balanceQueries.current().queryKey;
  return queryOptions({
    queryKey: ['upgrade-quote-from', quote?.id],
    queryFn: async ({ client }) => {
      await Promise.all(
        [subscription, balance].map((queryKey) =>
          client.refetchQueries({ queryKey }, { throwOnError: true }),
        ),
      );
      return {
        planName: client.getQueryData(subscription)?.plan.name,
        allowance: client.getQueryData(balance)?.allowance,
      };
    },
    enabled: quote !== undefined,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    meta: { frozen: true },
  });
}

/** A quote that could not be paid, the fresh one that came with the refusal, and the refusal. */
interface Replaced {
  old: Quote;
  fresh: Quote;
  error: Error;
}

/** The quote and the button that pays it. A quote that had expired makes room for the fresh one that came back. */
function Offer({ to, onBusy, onPaid, onAskAgain }: OfferProps) {
  const [attempt, setAttempt] = useState(0);
  const [replaced, setReplaced] = useState<Replaced | null>(null);
  const asked = useQuery(quoteQueries.forPlan(to.id, attempt));
  const payment = useMutation(upgradeMutations.confirm());
  const isOpen = payment.error !== null && leavesOpen(payment.error);
  const quote = replaced?.fresh ?? asked.data;
  const from = useQuery(startOf(quote));

  function pay(quoteToPay: Quote) {
    if (payment.isPending) return;
    onBusy(true);
    // What is still open is asked about under its own key.
    const idempotencyKey = (isOpen && payment.variables?.idempotencyKey) || crypto.randomUUID();
    payment.mutate(
      { body: { quoteId: quoteToPay.id }, idempotencyKey },
      {
        onSuccess: onPaid,
        onError: (error) => {
          const fresh = freshQuoteIn(error);
          if (fresh) setReplaced({ old: quoteToPay, fresh, error });
        },
        onSettled: () => onBusy(false),
      },
    );
  }

  function askAgain() {
    setReplaced(null);
    payment.reset();
    setAttempt(attempt + 1);
    onAskAgain();
  }

  if (asked.isError) {
    return (
      <div className="mt-5">
        <FailureNotice
          error={asked.error}
          what="There is no price for this upgrade. Nothing was charged for asking"
          onRetry={() => {
            void asked.refetch();
            onAskAgain();
          }}
        />
      </div>
    );
  }
  // A fresh quote that came with a refusal does not wait: the button that was pressed stays, and keeps the focus.
  if (!quote || (from.isPending && !replaced)) return <Skeleton className="mt-5 h-96" />;
  return (
    <>
      {replaced && <Requoted {...replaced} />}
      <QuoteReceipt quote={quote} from={from.data} />
      <div className="mt-6 space-y-4">
        {payment.error && !freshQuoteIn(payment.error) && (
          <FailureNotice error={payment.error} what={isOpen ? PAYMENT_UNKNOWN : NOT_PAID} />
        )}
        <ChargeProgress
          isPending={payment.isPending}
          lastFailure={payment.isPending ? payment.failureReason : null}
        />
        <div className="flex flex-wrap items-center justify-between gap-3">
          {/* While it may have been paid, this quote stays: asking about it under its key is what finds out. */}
          <Expiry quote={quote} onFreshQuote={payment.isPending || isOpen ? undefined : askAgain} />
          <PayButton quote={quote} busy={payment.isPending} onPay={() => pay(quote)} />
        </div>
      </div>
    </>
  );
}

function freshQuoteIn(error: Error): Quote | undefined {
  return error instanceof ApiError ? error.problem?.quote : undefined;
}

function leavesOpen(error: Error): boolean {
  return !(error instanceof ApiError) || error.leavesChargeOpen;
}

interface PayButtonProps {
  quote: Quote;
  busy: boolean;
  onPay: () => void;
}

function PayButton({ quote, busy, onPay }: PayButtonProps) {
  const formats = useFormats();
  return (
    <Button look="primary" className="min-h-11 grow text-base sm:grow-0" aria-busy={busy} onClick={onPay}>
      Confirm and pay {formats.money(quote.dueNowMinor, quote.currency)}
    </Button>
  );
}

interface ExpiryProps {
  quote: Quote;
  /** Asks for another price, where the quote may be given up. */
  onFreshQuote: (() => void) | undefined;
}

function Expiry({ quote, onFreshQuote }: ExpiryProps) {
  const formats = useFormats();
  const now = useServerNow(1000);
  const leftMs = now === null ? null : epochMs(quote.expiresAt) - now;
  if (leftMs !== null && leftMs <= 0) {
    return (
      <p className="text-sm">
        This price has expired.{' '}
        {onFreshQuote && (
          <button type="button" className="min-h-6 underline underline-offset-4" onClick={onFreshQuote}>
            Get a fresh one
          </button>
        )}
      </p>
    );
  }
  return (
    <p className="text-ink-muted text-sm">
      This price holds until <time dateTime={quote.expiresAt}>{formats.moment(quote.expiresAt).local}</time>
      {leftMs !== null && `, ${formats.span(leftMs)} more`}.
    </p>
  );
}

const LINES_IN_SHORT: Record<QuoteLine['kind'], string> = {
  'unused-time': 'Unused time',
  'remaining-time': 'Remaining time',
  'full-price': 'Full price',
};

/** The fresh quote beside the one that expired, line by line: nothing was charged by the old. */
function Requoted({ old, fresh, error }: Replaced) {
  const formats = useFormats();
  const kinds = new Set([...old.lines, ...fresh.lines].map(({ kind }) => kind));
  const amounts = (kind: QuoteLine['kind']) =>
    [old, fresh].map(({ lines, currency }) => {
      const line = lines.find((candidate) => candidate.kind === kind);
      return line ? formats.money(line.amountMinor, currency) : '–';
    });
  const rows: [label: string, values: string[]][] = [
    ...[...kinds].map((kind): [string, string[]] => [LINES_IN_SHORT[kind], amounts(kind)]),
    ['Due now', [old, fresh].map(({ dueNowMinor, currency }) => formats.money(dueNowMinor, currency))],
    ['Next charge', [old, fresh].map(({ nextCharge }) => formats.date(nextCharge.at))],
    ['Credits reset', [old, fresh].map(({ resetsAt }) => formats.date(resetsAt))],
  ];
  return (
    <div className="my-4">
      <Notice
        tone="stop"
        announced
        title={`${old.expiresAt <= fresh.at ? 'The quote had expired' : 'Your plan has changed since this quote'}. Nothing was charged`}
      >
        <table className="mt-2 w-full">
          <caption className="sr-only">The old quote beside the fresh one</caption>
          <thead>
            <tr>
              <td />
              <th scope="col" className="ps-3 text-end font-normal">
                Before
              </th>
              <th scope="col" className="ps-3 text-end font-medium text-ink">
                Now
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([label, [before, now]]) => (
              <tr key={label} className="border-hairline border-t align-baseline">
                <th scope="row" className="py-1 text-start font-normal">
                  {label}
                </th>
                <td className="py-1 ps-3 text-end">{before === now ? before : <s>{before}</s>}</td>
                <td className="py-1 ps-3 text-end text-ink">{now}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <RequestId error={error} />
      </Notice>
    </div>
  );
}

function Upgraded({
  reply: { entry, subscription, balance },
  onClose,
}: {
  reply: UpgradeReply;
  onClose: () => void;
}) {
  const formats = useFormats();
  return (
    <section aria-label="Receipt" className="mt-5">
      <div role="status" className="flex gap-2.5">
        <CheckIcon />
        <p className="font-medium">
          {formats.money(entry.paidMinor, entry.currency)} paid. You have {subscription.plan.name}.
        </p>
      </div>
      <p className="mt-4">
        <span className="font-semibold text-4xl tracking-tighter">{formats.integer(balance.remaining)}</span>{' '}
        <span className="text-ink-muted">
          left of {formats.integer(balance.allowance)}; {formats.integer(entry.usedCarried)} used stay used
        </span>
      </p>
      <div className="mt-5 border-hairline border-t pt-4">
        <RenewalMoments subscription={subscription} />
      </div>
      <p className="mt-4 text-ink-muted text-sm">Entry {entry.id}</p>
      <div className="mt-5 flex justify-end">
        <Button look="primary" autoFocus onClick={onClose}>
          Done
        </Button>
      </div>
    </section>
  );
}
