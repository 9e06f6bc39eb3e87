import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ledgerQueries } from '../api/history.ts';
import type { GenerationEntry, LedgerEntry, OfferedPlan } from '../api/schemas.ts';
import { formatDerivation, formatRate } from '../credits/derivation.ts';
import { describeEntry } from '../credits/describe-entry.ts';
import { Loaded } from '../credits/loaded.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useFormats } from '../ui/formats-context.tsx';
import { Moment } from '../ui/moment.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { Formats } from '../units/formats.ts';
import { CopyId } from './ledger-copy-id.tsx';
import { DoAgain } from './ledger-do-again.tsx';
import { Recompute } from './ledger-recompute.tsx';

interface LedgerEntryDialogProps {
  id: string;
  /** The entry, where the ledger has it loaded. */
  entry: LedgerEntry | undefined;
  plans: readonly OfferedPlan[];
  onClose: () => void;
}

/** One entry, explained: what was priced, by which rule, what it took and what was left. */
export function LedgerEntryDialog({ id, entry, plans, onClose }: LedgerEntryDialogProps) {
  const formats = useFormats();
  const found = useQuery({ ...ledgerQueries.entry(id), enabled: entry === undefined });
  const shown = entry ?? found.data;
  return (
    <Dialog
      place="end"
      title={shown ? describeEntry(shown, plans, formats).title : 'Ledger entry'}
      onClose={onClose}
    >
      {entry ? (
        <Entry entry={entry} plans={plans} />
      ) : (
        <Loaded
          query={found}
          waiting={<Skeleton className="mt-4 h-80" />}
          failure="The entry could not be loaded"
        >
          {(late) =>
            late ? (
              <Entry entry={late} plans={plans} />
            ) : (
              <p className="mt-3">
                There is no entry <code className="break-all">{id}</code> in this ledger.
              </p>
            )
          }
        </Loaded>
      )}
    </Dialog>
  );
}

function Entry({ entry, plans }: { entry: LedgerEntry; plans: readonly OfferedPlan[] }) {
  const formats = useFormats();
  const { detail } = describeEntry(entry, plans, formats);
  return (
    <div key={entry.id}>
      {detail && <p className="text-ink-muted">{detail}</p>}
      <p className="mt-5">{explain(entry, plans, formats)}</p>
      <dl className="mt-5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 border-hairline border-t text-sm">
        {entry.kind === 'generation' && <Charge entry={entry} />}
        {entry.kind === 'plan-change' && (
          <Fact name="Paid">{formats.money(entry.paidMinor, entry.currency)}</Fact>
        )}
        <Fact name="Left after">{formats.credits(entry.balanceAfter)}</Fact>
        <Fact name="When">
          <Moment at={entry.at} />
        </Fact>
        <Fact name="Entry">
          <CopyId id={entry.id} />
        </Fact>
      </dl>
      {entry.kind === 'generation' && (
        <>
          <Recompute entry={entry} />
          <DoAgain entry={entry} />
        </>
      )}
    </div>
  );
}

function Charge({ entry }: { entry: GenerationEntry }) {
  const formats = useFormats();
  const { ruleId } = entry.derivation;
  return (
    <>
      <Fact name="Charged">{formats.credits(entry.credits)}</Fact>
      <Fact name="Arithmetic">{formatDerivation(priceOf(entry), formats)}</Fact>
      <Fact name="Rate card">{entry.rateCardVersion}</Fact>
      <Fact name="Rule">{ruleId}</Fact>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="col-span-2 grid grid-cols-subgrid border-hairline border-b py-2">
      <dt className="text-ink-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

function priceOf({ derivation, credits, rateCardVersion }: GenerationEntry) {
  return { ...derivation, ok: true, credits, rateCardVersion } as const;
}

/** What happened, in words. */
function explain(entry: LedgerEntry, plans: readonly OfferedPlan[], formats: Formats): string {
  switch (entry.kind) {
    case 'generation': {
      const rate = formatRate(entry.derivation, formats);
      const { quantity, unitSize } = entry.derivation;
      const rounded = Number.isInteger(quantity / unitSize) ? '' : ' A started unit is charged whole.';
      return `${formats.credits(entry.credits)} charged: the price was ${rate}.${rounded}`;
    }
    case 'reset':
      return `A new credit cycle began with ${formats.credits(entry.balanceAfter)}. ${formats.credits(entry.expired)} of the cycle before it were not used and expired: credits do not roll over.`;
    case 'plan-change': {
      const allowance = plans.find(({ id }) => id === entry.to)?.monthlyCredits;
      const granted = allowance === undefined ? 'The new allowance' : formats.credits(allowance);
      const dates =
        entry.policy === 'keep-anchor'
          ? 'The renewal dates stayed as they were.'
          : 'The credit cycle and the billing period began anew at that moment.';
      return `${granted} replaced the old allowance; the ${formats.credits(entry.usedCarried)} already used stayed used. ${dates}`;
    }
  }
}
