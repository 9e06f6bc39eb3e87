import type { LedgerEntry, OfferedPlan } from '../api/schemas.ts';
import { describeEntry } from '../credits/describe-entry.ts';
import { toolKind } from '../meter/tool-kinds.ts';
import { useFormats } from '../ui/formats-context.tsx';

interface LedgerTableProps {
  entries: readonly LedgerEntry[];
  plans: readonly OfferedPlan[];
}

/** Entries newest first: when, what, what it took and what was left. */
export function LedgerTable({ entries, plans }: LedgerTableProps) {
  const formats = useFormats();
  if (entries.length === 0) {
    return (
      <p className="border-hairline border-t py-3 text-ink-muted">
        No entries in this cycle yet. Everything you generate is listed here with its price.
      </p>
    );
  }
  return (
    <table aria-label="Ledger of this cycle" className="w-full">
      <thead>
        <tr className="text-ink-muted text-sm">
          <th scope="col" className="hidden py-2 pe-4 text-start font-normal sm:table-cell">
            When
          </th>
          <th scope="col" className="py-2 pe-4 text-start font-normal">
            What
          </th>
          <th scope="col" className="py-2 ps-2 text-end font-normal">
            Credits
          </th>
          <th scope="col" className="py-2 ps-4 text-end font-normal">
            Left after
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => {
          const { title, detail } = describeEntry(entry, plans, formats);
          const when = (
            <time dateTime={entry.at} title={formats.moment(entry.at).local}>
              {formats.shortMoment(entry.at)}
            </time>
          );
          return (
            <tr key={entry.id} className="border-hairline border-t align-baseline">
              <td className="hidden whitespace-nowrap py-2 pe-4 text-ink-muted sm:table-cell">{when}</td>
              <td className="py-2 pe-4">
                <span className="flex items-baseline gap-2">
                  {entry.kind === 'generation' && (
                    <span
                      aria-hidden="true"
                      className="size-2 shrink-0 rounded-full"
                      style={{ background: toolKind(entry.request.tool).color }}
                    />
                  )}
                  {title}
                </span>
                <span className="block text-ink-muted text-sm">
                  <span className="sm:hidden">{when} · </span>
                  {detail}
                </span>
              </td>
              <td className="whitespace-nowrap py-2 ps-2 text-end">
                {entry.kind === 'generation' ? formats.difference(-entry.credits) : '–'}
              </td>
              <td className="whitespace-nowrap py-2 ps-4 text-end">{formats.integer(entry.balanceAfter)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
