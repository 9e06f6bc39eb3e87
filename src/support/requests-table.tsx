import type { RequestRecord } from '../api/schemas/support.ts';
import { useFormats } from '../ui/formats-context.tsx';
import type { Instant } from '../units/instants.ts';

type Shown = Pick<RequestRecord, 'method' | 'path' | 'requestId' | 'key' | 'status' | 'code'> & {
  at: Instant | null;
  faults?: readonly string[];
};

interface RequestsTableProps {
  requests: readonly Shown[];
  caption: string;
  /** All have the key that the caption names. */
  oneKey?: boolean;
}

/** Requests in the order of their time: what each asked, and what became of it. */
export function RequestsTable({ requests, caption, oneKey = false }: RequestsTableProps) {
  const columns = ['When', 'Request', 'Outcome', ...(oneKey ? [] : ['Key']), 'Request id'];
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-sm">
        <caption className="pb-2 text-start text-ink-muted">{caption}</caption>
        <thead>
          <tr className="border-hairline border-b text-ink-muted">
            {columns.map((title) => (
              <th key={title} scope="col" className="py-1.5 pe-4 text-start font-normal last:pe-0">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {requests.map((request, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two requests may be alike in all that is recorded.
            <tr key={index} className="border-hairline border-b align-top">
              <td className="whitespace-nowrap py-1.5 pe-4">
                {request.at === null ? 'not known' : <Time at={request.at} />}
              </td>
              <td className="py-1.5 pe-4">
                {request.method} {request.path}
              </td>
              <td className="py-1.5 pe-4">{outcome(request)}</td>
              {!oneKey && (
                <td className="py-1.5 pe-4">
                  <Id id={request.key} />
                </td>
              )}
              <td className="py-1.5">
                <Id id={request.requestId} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Time({ at }: { at: Instant }) {
  const formats = useFormats();
  return <time dateTime={at}>{formats.moment(at).local}</time>;
}

function Id({ id }: { id: string | null }) {
  return id === null ? 'none' : <code className="block min-w-32 break-all text-xs">{id}</code>;
}

function outcome({ status, code, faults = [] }: Shown): string {
  const answer = [status ?? 'no answer', code ?? ''].join(' ').trim();
  return faults.length === 0 ? answer : `${answer}; fault ${faults.join(', ')}`;
}
