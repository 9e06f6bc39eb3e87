import type { UsageRow } from '../../src/api/schemas.ts';
import type { Instant } from '../../src/units/instants.ts';
import { secondsOf } from './instant.ts';
import { localDays } from './local-days.ts';
import type { BillingState } from './state.ts';

/**
 * Credits by local day, tool and model of the generations in `[from, to)`, oldest day first; within a day, what was
 * used first comes first. It costs a bisection for each day, tool and model, however many entries there are.
 */
export function usageOf({ entries }: BillingState, from: Instant, to: Instant, timeZone: string): UsageRow[] {
  const firstRow = entries.at.firstAtLeast(secondsOf(from));
  const endRow = entries.at.firstAtLeast(secondsOf(to));
  if (firstRow >= endRow) return [];
  const rows = new Map<string, UsageRow>();
  const days = localDays(entries.at.get(firstRow), entries.at.get(endRow - 1) + 1, timeZone);
  let dayRow = firstRow;
  for (const { day, end } of days) {
    const nextDayRow = entries.at.firstAtLeast(end, dayRow);
    for (const { tool, model, credits, count } of entries.spentIn(dayRow, nextDayRow)) {
      const key = JSON.stringify([day, tool, model]);
      const row = rows.get(key) ?? { day, tool, model, credits: 0, count: 0 };
      row.credits += credits;
      row.count += count;
      rows.set(key, row);
    }
    dayRow = nextDayRow;
  }
  return [...rows.values()].sort((a, b) => a.day.localeCompare(b.day));
}
