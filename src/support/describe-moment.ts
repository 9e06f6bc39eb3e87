import type { Moment } from '../api/schemas/support.ts';
import type { OfferedPlan } from '../api/schemas.ts';
import { describeEntry, type EntryWords } from '../credits/describe-entry.ts';
import type { Formats } from '../units/formats.ts';

/** What happened, in words. */
export function describeMoment(
  { kind, entry, quote, after }: Moment,
  plans: readonly OfferedPlan[],
  formats: Formats,
): EntryWords {
  if (entry) return describeEntry(entry, plans, formats);
  if (kind === 'quote' && quote) {
    const due = formats.money(quote.dueNowMinor, quote.currency);
    return { title: `Quote for ${quote.plan.name}`, detail: `${due} due, ${quote.id}` };
  }
  return { title: 'Subscription begins', detail: after.plan.name };
}
