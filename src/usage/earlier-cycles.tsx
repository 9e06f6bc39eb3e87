import type { Cycle } from '../api/schemas.ts';
import { useFormats } from '../ui/formats-context.tsx';

/** How the cycles before this one ended: what was used and what expired unused. */
export function EarlierCycles({ cycles }: { cycles: readonly Cycle[] }) {
  const formats = useFormats();
  if (cycles.length === 0) {
    return <p className="border-hairline border-t py-3 text-ink-muted">This is the first cycle.</p>;
  }
  return (
    <table aria-label="Earlier cycles" className="w-full">
      <thead>
        <tr className="text-ink-muted text-sm">
          <th scope="col" className="py-2 pe-4 text-start font-normal">
            From, to
          </th>
          <th scope="col" className="py-2 ps-2 text-end font-normal">
            Allowance
          </th>
          <th scope="col" className="py-2 ps-2 text-end font-normal">
            Used
          </th>
          <th scope="col" className="py-2 ps-2 text-end font-normal">
            Expired
          </th>
        </tr>
      </thead>
      <tbody>
        {cycles.map(({ start, end, allowance, used, expired }) => (
          <tr key={start} className="border-hairline border-t">
            <th scope="row" className="py-2 pe-4 text-start font-normal">
              <time dateTime={start}>{formats.date(start)}</time> –{' '}
              <time dateTime={end}>{formats.date(end)}</time>
            </th>
            <td className="py-2 ps-2 text-end">{formats.integer(allowance)}</td>
            <td className="py-2 ps-2 text-end">{formats.integer(used)}</td>
            <td className="py-2 ps-2 text-end">{formats.integer(expired ?? 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
