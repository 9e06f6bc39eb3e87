import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Balance, Subscription } from '../api/schemas.ts';
import { Loaded } from '../credits/loaded.tsx';
import { RenewalMoments } from '../credits/renewal-moments.tsx';
import { CreditMeter } from '../meter/credit-meter.tsx';
import { KIND_COLORS, KIND_LABELS, sumByKind } from '../meter/tool-kinds.ts';
import { useFormats } from '../ui/formats-context.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

interface CreditBalanceProps {
  balance: Balance;
  subscription: UseQueryResult<Subscription>;
}

/** The one big figure, the meter at full size with its legend, and both moments to come. */
export function CreditBalance({ balance, subscription }: CreditBalanceProps) {
  const formats = useFormats();
  const { allowance, used, remaining, usedByTool } = balance;
  return (
    <section aria-label="Credit balance">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-semibold text-6xl leading-none tracking-tighter sm:text-8xl">
          {formats.integer(remaining)}
        </span>
        <span className="text-ink-muted">
          {remaining === 1 ? 'credit' : 'credits'} left of {formats.integer(allowance)}
        </span>
      </p>
      <div className="mt-6">
        <CreditMeter label="Credits in this cycle" size="large" {...balance} />
      </div>
      <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {sumByKind(usedByTool).map(({ kind, credits }) => (
          <li key={kind} className="flex items-center gap-2">
            <span
              aria-hidden="true"
              className="size-2.5 rounded-xs"
              style={{ background: KIND_COLORS[kind] }}
            />
            {KIND_LABELS[kind]} <span className="text-ink-muted">{formats.integer(credits)}</span>
          </li>
        ))}
        <li className="ms-auto text-ink-muted">{formats.integer(used)} used</li>
      </ul>
      {remaining === 0 && allowance > 0 && (
        <div className="mt-5">
          <Notice
            tone="stop"
            title="No credits are left in this cycle"
            actions={
              <Link href="/plan" className="underline underline-offset-4">
                See larger plans
              </Link>
            }
          >
            Nothing can be generated until they reset. There is no one-off purchase; a larger plan adds
            credits at once.
          </Notice>
        </div>
      )}
      <div className="mt-6 border-hairline border-t pt-5">
        <Loaded
          query={subscription}
          waiting={<Skeleton className="h-20" />}
          failure="Your renewal dates could not be loaded"
        >
          {(current) => <RenewalMoments subscription={current} />}
        </Loaded>
      </div>
    </section>
  );
}
