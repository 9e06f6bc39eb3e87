import type { Capture } from '../api/schemas/capture.ts';
import { useFormats } from '../ui/formats-context.tsx';
import { Notice } from '../ui/notice.tsx';
import { RequestsTable } from './requests-table.tsx';
import { Section } from './section.tsx';

/** What a customer's browser held: the screens show it, and here is what it asked. */
export function CapturedRequests({ capture }: { capture: Capture | null }) {
  const formats = useFormats();
  if (capture === null) return null;
  const { screen, replies, requests } = capture;
  return (
    <Section
      title="Captured"
      about="What one customer’s browser held, without names. A capture has no clock and no history: it cannot be moved, charged or explained."
    >
      <Notice tone="info" title="These screens are captured and read only">
        The customer was at {screen}. {replies.length} answers are held; whatever else a screen asks is
        missing.
      </Notice>
      <div className="mt-5">
        {requests.length === 0 ? (
          <p className="text-ink-muted text-sm">No requests were recorded.</p>
        ) : (
          <RequestsTable requests={requests} caption={`The last ${requests.length} requests, oldest first`} />
        )}
      </div>
      <h3 className="mt-5 mb-1 font-medium text-sm">Answers held</h3>
      <ul className="text-sm">
        {replies.map(({ path, asOf }) => (
          <li key={path} className="flex flex-wrap gap-x-4 border-hairline border-b py-1">
            <code className="wrap-anywhere">{path}</code>
            <span className="text-ink-muted">
              as of <time dateTime={asOf}>{formats.moment(asOf).local}</time>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
