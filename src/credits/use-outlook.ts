import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { cycleQueries } from '../api/customer.ts';
import { usageQueries } from '../api/history.ts';
import type { Balance, Subscription } from '../api/schemas.ts';
import { useFormats } from '../ui/formats-context.tsx';
import { epochMs, type Instant, instantAt } from '../units/instants.ts';
import { type Forecast, forecast, HISTORY_DAYS } from './forecast.ts';
import { type Horizon, horizonOf } from './outlook.ts';
import { useServerNow } from './use-server-now.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface Outlook {
  horizon: Horizon;
  /** As of when it is, no more than an hour ago. */
  now: Instant;
  /** Undefined until its history has come. */
  forecast: Forecast | undefined;
  /** Why the history cannot be had. */
  failure: { error: Error; retry: () => void } | undefined;
}

/** How long the credits last, by what was used so far; null where nothing can be spent, or it is not known yet. */
export function useOutlook(balance: Balance, subscription: Subscription | undefined): Outlook | null {
  const { timeZone } = useFormats();
  const hour = useServerNow(HOUR_MS) ?? 0;
  const now = instantAt(Math.max(epochMs(balance.asOf), hour));
  const horizon = subscription ? horizonOf(balance, subscription) : null;
  const history = useQuery({
    ...usageQueries.byDay({ ...historyUpTo(now), timeZone }),
    enabled: horizon !== null,
  });
  const cycles = useQuery({ ...cycleQueries.all(), enabled: horizon !== null });

  const end = horizon?.cycle.end;
  const foreseen = useMemo(() => {
    if (end === undefined || !history.data || !cycles.data) return undefined;
    const { remaining } = balance;
    const cycle = { start: balance.cycle.start, end };
    return forecast({ usage: history.data, timeZone, remaining, cycle, cycles: cycles.data, now });
  }, [history.data, cycles.data, balance, end, timeZone, now]);

  if (horizon === null) return null;
  const failed = [history, cycles].find(({ data, isError }) => data === undefined && isError);
  return {
    horizon,
    now,
    forecast: foreseen,
    failure: failed?.error ? { error: failed.error, retry: () => void failed.refetch() } : undefined,
  };
}

/** Whole days of UTC, so that the same question holds all day; one more at each end, for the zones ahead and behind. */
function historyUpTo(now: Instant): { from: Instant; to: Instant } {
  const today = epochMs(now) - (epochMs(now) % DAY_MS);
  return { from: instantAt(today - (HISTORY_DAYS + 2) * DAY_MS), to: instantAt(today + 2 * DAY_MS) };
}
