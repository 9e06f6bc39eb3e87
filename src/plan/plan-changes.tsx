import type { LedgerEntry, OfferedPlan } from '../api/schemas.ts';
import { describeEntry } from '../credits/describe-entry.ts';
import { useFormats } from '../ui/formats-context.tsx';

export function PlanChanges({
  entries,
  plans,
}: {
  entries: readonly LedgerEntry[];
  plans: readonly OfferedPlan[];
}) {
  const formats = useFormats();
  if (entries.length === 0) {
    return <p className="border-hairline border-t py-3 text-ink-muted text-sm">The plan has not changed.</p>;
  }
  return (
    <ol>
      {entries.map((entry) => (
        <li key={entry.id} className="border-hairline border-t py-2">
          {describeEntry(entry, plans, formats).detail}
          <time dateTime={entry.at} className="block text-ink-muted text-sm">
            {formats.moment(entry.at).local}
          </time>
        </li>
      ))}
    </ol>
  );
}
