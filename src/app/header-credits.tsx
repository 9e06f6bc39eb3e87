import { useQuery } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { balanceQueries, subscriptionQueries } from '../api/customer.ts';
import type { Balance, Subscription } from '../api/schemas.ts';
import { RenewalMoments } from '../credits/renewal-moments.tsx';
import { CreditMeter } from '../meter/credit-meter.tsx';
import { usePendingCost } from '../meter/pending.ts';
import { useCountedFigure } from '../meter/use-counted-figure.ts';
import { useFormats } from '../ui/formats-context.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

/** The meter in the header and the button whose card says what is left and what renews when. */
export function HeaderCredits() {
  const { data: balance } = useQuery(balanceQueries.current());
  const { data: subscription } = useQuery(subscriptionQueries.current());
  const [open, setOpen] = useState(false);
  const cardId = useId();
  const pinned = useRef(false);

  function close() {
    pinned.current = false;
    setOpen(false);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering is a second way; the button inside is the first.
    <div
      className="relative flex grow items-center gap-3 sm:grow-0"
      onPointerLeave={(event) => {
        if (event.pointerType === 'mouse' && !pinned.current) setOpen(false);
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      {balance ? <HeaderMeter balance={balance} /> : <Skeleton className="h-8 grow sm:w-44 sm:grow-0" />}
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? cardId : undefined}
        className="min-h-9 rounded-md border border-hairline-strong px-3 font-medium text-sm hover:bg-surface-sunken"
        onPointerEnter={(event) => {
          if (event.pointerType === 'mouse') setOpen(true);
        }}
        onFocus={(event) => {
          if (event.currentTarget.matches(':focus-visible')) setOpen(true);
        }}
        onClick={() => {
          pinned.current = !(open && pinned.current);
          setOpen(pinned.current);
        }}
      >
        Credits
      </button>
      {open && balance && subscription && (
        <div
          id={cardId}
          className="fixed inset-x-3 top-16 z-20 sm:absolute sm:inset-x-auto sm:end-0 sm:top-full sm:w-84 sm:pt-2"
        >
          <div className="rounded-lg border border-hairline-strong bg-surface-raised p-5">
            <CreditsCard balance={balance} subscription={subscription} />
          </div>
        </div>
      )}
    </div>
  );
}

function HeaderMeter({ balance }: { balance: Balance }) {
  const formats = useFormats();
  const pending = usePendingCost(({ credits }) => credits);
  const left = useCountedFigure(Math.max(0, balance.remaining - pending));
  const missing = pending - balance.remaining;
  return (
    <div className="grow sm:w-44 sm:grow-0">
      <p className="truncate text-end font-medium text-sm leading-5">
        {pending > 0 && missing > 0 ? (
          <span className="text-danger">{formats.integer(missing)} short</span>
        ) : (
          <>{formats.integer(left)} left</>
        )}
      </p>
      <CreditMeter label="Credits in this cycle" size="small" pending={pending} {...balance} />
    </div>
  );
}

function CreditsCard({ balance, subscription }: { balance: Balance; subscription: Subscription }) {
  const formats = useFormats();
  return (
    <>
      <p className="text-ink-muted text-sm">{subscription.plan.name}</p>
      <p className="mt-1">
        <strong className="font-semibold text-2xl tracking-tight">
          {formats.integer(balance.remaining)}
        </strong>{' '}
        left
      </p>
      <p className="mb-4 text-ink-muted text-sm">
        {formats.integer(balance.used)} of {formats.credits(balance.allowance)} used
      </p>
      <RenewalMoments subscription={subscription} stacked />
    </>
  );
}
