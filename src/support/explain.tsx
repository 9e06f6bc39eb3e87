import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { planQueries } from '../api/customer.ts';
import type { WorldTools } from '../api/schemas/support.ts';
import { Loaded } from '../credits/loaded.tsx';
import { Button } from '../ui/button.tsx';
import { useFormats } from '../ui/formats-context.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { describeMoment } from './describe-moment.ts';
import { ExplainedCharge } from './explained-charge.tsx';
import { CONTROL, Field } from './field.tsx';
import { Section } from './section.tsx';
import { supportQueries } from './support-queries.ts';

const LISTED = 20;

interface ExplainProps {
  world: WorldTools;
  /** The ledger entry that the charge left. */
  entryId: string | undefined;
}

/** Why a charge took what it took: by its ledger id, or picked from the last ones. */
export function Explain({ world, entryId }: ExplainProps) {
  const [, navigate] = useLocation();
  const [asked, setAsked] = useState(entryId ?? '');
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (asked.trim() !== '') navigate(explainPath(asked.trim()));
        }}
        className="flex flex-wrap items-end gap-2"
      >
        <Field label="Ledger id of a charge" className="w-full sm:max-w-xs">
          {(control) => (
            <input
              {...control}
              value={asked}
              spellCheck={false}
              autoComplete="off"
              placeholder="gen-000001"
              onChange={({ target }) => setAsked(target.value)}
              className={CONTROL}
            />
          )}
        </Field>
        <Button type="submit">Explain</Button>
      </form>
      {entryId === undefined ? (
        <LastCharges world={world} />
      ) : (
        <ExplainedEntry key={entryId} world={world} entryId={entryId} />
      )}
    </>
  );
}

function explainPath(id: string): string {
  return `/support/explain/${encodeURIComponent(id)}`;
}

function ExplainedEntry({ world, entryId }: { world: WorldTools; entryId: string }) {
  const explanation = useQuery(supportQueries.explanation(world, entryId));
  return (
    <div ref={takeFocusIfLost} tabIndex={-1} className="mt-8 outline-none">
      <p className="mb-5 text-sm">
        <Link href="/support/explain" className="underline underline-offset-4 hover:no-underline">
          Last charges
        </Link>
      </p>
      <Loaded
        query={explanation}
        waiting={<Skeleton className="h-96" />}
        failure="The charge could not be explained"
      >
        {(found) =>
          found === null ? (
            <Notice tone="info" title="No charge here left this ledger entry">
              <code className="wrap-anywhere">{entryId}</code> is not in the history that is open. Look for
              the id in the timeline, or open the link or snapshot that the customer’s charge belongs to.
            </Notice>
          ) : (
            <div>
              <ExplainedCharge world={world} explanation={found} />
            </div>
          )
        }
      </Loaded>
    </div>
  );
}

/** The link that led here is gone, and the focus with it: the keys go on from what it opened. */
function takeFocusIfLost(element: HTMLElement | null) {
  if (document.activeElement === document.body) element?.focus({ preventScroll: true });
}

function LastCharges({ world }: { world: WorldTools }) {
  const formats = useFormats();
  const { data: plans = [] } = useQuery(planQueries.all());
  const timeline = useQuery(supportQueries.timeline(world));
  return (
    <div className="mt-8">
      <Section title="Last charges">
        <Loaded
          query={timeline}
          waiting={<Skeleton className="h-96" />}
          failure="The charges could not be loaded"
        >
          {({ moments, untold }) => {
            const charges = moments.filter(({ kind }) => kind === 'generation' || kind === 'plan-change');
            if (charges.length === 0) return <p className="text-ink-muted">Nothing has been charged yet.</p>;
            return (
              <>
                <ul>
                  {charges
                    .slice(-LISTED)
                    .reverse()
                    .map((moment) => {
                      const { title, detail } = describeMoment(moment, plans, formats);
                      return (
                        <li
                          key={moment.id}
                          className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 border-hairline border-b py-2 text-sm"
                        >
                          <Link
                            href={explainPath(moment.id)}
                            className="font-medium underline underline-offset-4 hover:no-underline"
                          >
                            {title}, {moment.id}
                          </Link>
                          <span className="text-end">
                            {moment.entry && formats.credits(moment.entry.credits)}
                          </span>
                          <span className="text-ink-muted">{detail}</span>
                          <time dateTime={moment.at} className="text-end text-ink-muted">
                            {formats.shortMoment(moment.at)}
                          </time>
                        </li>
                      );
                    })}
                </ul>
                {charges.length + untold > LISTED && (
                  <p className="mt-3 text-ink-muted text-sm">
                    The last {LISTED} of {formats.integer(charges.length + untold)}.{' '}
                    {untold > 0
                      ? 'Usage lists them all; each is explained by its id.'
                      : 'The timeline has them all.'}
                  </p>
                )}
              </>
            );
          }}
        </Loaded>
      </Section>
    </div>
  );
}
