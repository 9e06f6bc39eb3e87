import { toolKind } from '../meter/tool-kinds.ts';
import { useFormats } from '../ui/formats-context.tsx';

interface SplitByToolProps {
  usedByTool: Readonly<Record<string, number>>;
  used: number;
}

/** What each tool took in this cycle, the largest first. */
export function SplitByTool({ usedByTool, used }: SplitByToolProps) {
  const formats = useFormats();
  const rows = Object.entries(usedByTool)
    .filter(([, credits]) => credits > 0)
    .sort(([, a], [, b]) => b - a);
  if (rows.length === 0)
    return <p className="border-hairline border-t py-3 text-ink-muted">Nothing is used yet.</p>;
  return (
    <table className="w-full">
      <thead className="sr-only">
        <tr>
          <th scope="col">Tool</th>
          <th scope="col">Credits</th>
          <th scope="col">Share of what is used</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([tool, credits]) => {
          const { label, color } = toolKind(tool);
          return (
            <tr key={tool} className="border-hairline border-t">
              <th scope="row" className="py-2 text-start font-normal">
                {label}
                <span aria-hidden="true" className="mt-1 block h-1">
                  <span
                    className="block h-full min-w-0.5 rounded-full forced-color-adjust-none"
                    style={{ inlineSize: `${(100 * credits) / used}%`, background: color }}
                  />
                </span>
              </th>
              <td className="w-24 py-2 text-end align-top">{formats.integer(credits)}</td>
              <td className="w-14 py-2 text-end align-top text-ink-muted">
                {formats.percent(credits / used)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
