import { useQuery } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { balanceQueries, subscriptionQueries } from '../api/customer.ts';
import type { Balance, Subscription } from '../api/schemas.ts';
import { Loaded } from '../credits/loaded.tsx';
import { RenewalMoments } from '../credits/renewal-moments.tsx';
import { CreditMeter } from '../meter/credit-meter.tsx';
import { usePendingCost } from '../meter/pending.ts';
import { useCountedFigure } from '../meter/use-counted-figure.ts';
import { useFormats } from '../ui/formats-context.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useEscape } from '../ui/use-escape.ts';

/** The meter in the header and the button whose card says what is left and what renews when. */
export function HeaderCredits() {
  const asked = useQuery(balanceQueries.current());
  const { data: balance, isError } = asked;
  const { data: subscription } = useQuery(subscriptionQueries.current());
  const [open, setOpen] = useState(false);
  const cardId = useId();
  const formats = useFormats();
  const pinned = useRef(false);

  function close() {
    pinned.current = false;
    setOpen(false);
  }

  useEscape(open, close);

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
    >
      <p role="status" className="sr-only">
        {balance && `${formats.credits(balance.remaining)} left`}
      </p>
      <HeaderMeter balance={balance} failed={isError} />
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? cardId : undefined}
        className="min-h-9 rounded-md border border-hairline-strong px-3 font-medium text-sm hover:bg-surface-sunken"
        onPointerEnter={(event) => {
          if (event.pointerType === 'mouse') setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onClick={() => {
          pinned.current = !(open && pinned.current);
          setOpen(pinned.current);
        }}
      >
        Credits
      </button>
      {open && (
        <div
          id={cardId}
          className="fixed inset-x-3 top-16 z-20 sm:absolute sm:inset-x-auto sm:end-0 sm:top-full sm:w-84 sm:pt-2"
        >
          <div className="rounded-lg border border-hairline-strong bg-surface-raised p-5">
            <Loaded
              query={asked}
              waiting={<p>Your balance is not known yet.</p>}
              failure="Your balance could not be loaded"
            >
              {(known) => <CreditsCard balance={known} subscription={subscription} />}
            </Loaded>
          </div>
        </div>
      )}
    </div>
  );
}

function HeaderMeter({ balance, failed }: { balance: Balance | undefined; failed: boolean }) {
  if (balance) return <LiveMeter balance={balance} />;
  if (failed) return <span className="grow text-sm">Balance unknown</span>;
  return <Skeleton className="h-8 grow sm:w-44 sm:grow-0" />;
}

/** The figure counts along with whatever cost is pointed at anywhere on the screen. */
function LiveMeter({ balance }: { balance: Balance }) {
  const formats = useFormats();
  const pending = usePendingCost(({ credits }) => credits);
  const left = useCountedFigure(Math.max(0, balance.remaining - pending));
  const missing = pending - balance.remaining;
  return (
    <div className="grow sm:w-44 sm:grow-0">
      <p className={`truncate text-end font-medium text-sm leading-5 ${missing > 0 ? 'text-danger' : ''}`}>
        {missing > 0 ? `${formats.integer(missing)} short` : `${formats.integer(left)} left`}
      </p>
      <CreditMeter label="Credits in this cycle" size="small" pending={pending} {...balance} />
    </div>
  );
}

interface CreditsCardProps {
  balance: Balance;
  subscription: Subscription | undefined;
}

function CreditsCard({ balance, subscription }: CreditsCardProps) {
  const formats = useFormats();
  return (
    <>
      <p className="text-ink-muted text-sm">{subscription?.plan.name}</p>
      <p className="mt-1">
        <strong className="font-semibold text-2xl tracking-tight">
          {formats.integer(balance.remaining)}
        </strong>{' '}
        left
      </p>
      <p className="mb-4 text-ink-muted text-sm">
        {formats.integer(balance.used)} of {formats.credits(balance.allowance)} used
      </p>
      {subscription && <RenewalMoments subscription={subscription} stacked />}
    </>
  );
}
