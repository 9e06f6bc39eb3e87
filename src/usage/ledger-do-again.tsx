import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { rateCardQueries } from '../api/rate-card.ts';
import type { GenerationEntry, GenerationRequest } from '../api/schemas.ts';
import { estimate } from '../estimator/index.ts';
import { useFormats } from '../ui/formats-context.tsx';

/** What the form is filled with. The rest was never sent: what was made, or from which files. */
const CARRIED = ['model', 'audio', 'aspect', 'resolution', 'duration', 'images'] as const;

/** The way to the form of the entry's tool, filled with its choices. */
export function DoAgain({ entry: { request } }: { entry: GenerationEntry }) {
  const formats = useFormats();
  const { data: rateCard } = useQuery(rateCardQueries.inForce());
  const price = rateCard && estimate(rateCard, request);
  return (
    <div className="mt-5 border-hairline border-t pt-5 print:hidden">
      <Link
        href={formatFormLink(request)}
        className="inline-flex min-h-9 items-center rounded-md border border-ink bg-ink px-3.5 py-1.5 font-medium text-sm text-surface hover:opacity-90"
      >
        Do this again at today’s price
      </Link>
      <p className="mt-2 text-ink-muted text-sm">
        {price?.ok && `${formats.credits(price.credits)} today. `}
        {whatIsMissing(request)} A click charges nothing yet.
      </p>
    </div>
  );
}

/** The link to the tool's form, with the choices that were priced. */
export function formatFormLink(request: GenerationRequest): string {
  const query = new URLSearchParams();
  for (const name of CARRIED) {
    const value = request[name];
    if (value !== undefined) query.set(name, String(value));
  }
  const path = `/create/${encodeURIComponent(request.tool)}`;
  return query.size === 0 ? path : `${path}?${query}`;
}

function whatIsMissing({ tool }: GenerationRequest): string {
  switch (tool) {
    case 'text-to-speech':
      return 'The script is not known here, only its length: enter it in the form.';
    case 'voice-clone':
      return 'Name and sample are not known here: choose them in the form.';
    case 'speech-to-speech':
      return 'The recording is not known here, only its length: choose it in the form.';
    case 'text-to-image':
    case 'text-to-video':
      return 'The prompt is not known here: enter it in the form.';
    default:
      return 'Prompt and images are not known here: enter them in the form.';
  }
}
