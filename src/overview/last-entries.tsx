import type { LedgerEntry, OfferedPlan } from '../api/schemas.ts';
import { describeEntry } from '../credits/describe-entry.ts';
import { useFormats } from '../ui/formats-context.tsx';

interface LastEntriesProps {
  entries: readonly LedgerEntry[];
  plans: readonly OfferedPlan[];
}

export function LastEntries({ entries, plans }: LastEntriesProps) {
  const formats = useFormats();
  if (entries.length === 0)
    return <p className="border-hairline border-t py-3 text-ink-muted">Nothing has happened yet.</p>;
  return (
    <ol>
      {entries.map((entry) => {
        const { title, detail } = describeEntry(entry, plans, formats);
        return (
          <li
            key={entry.id}
            className="flex items-baseline justify-between gap-4 border-hairline border-t py-2"
          >
            <span className="min-w-0">
              {title}
              <span className="block truncate text-ink-muted text-sm">{detail}</span>
            </span>
            <span className="shrink-0 text-end">
              {entry.kind === 'generation'
                ? formats.difference(-entry.credits)
                : formats.integer(entry.balanceAfter)}
              <time dateTime={entry.at} className="block text-ink-muted text-sm">
                {formats.shortMoment(entry.at)}
              </time>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
