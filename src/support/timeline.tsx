import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { planQueries } from '../api/customer.ts';
import type { Moment as HistoryMoment, WorldTools } from '../api/schemas/support.ts';
import { FailureNotice } from '../credits/failure-notice.tsx';
import { Loaded } from '../credits/loaded.tsx';
import { Button } from '../ui/button.tsx';
import { useFormats } from '../ui/formats-context.tsx';
import { Moment } from '../ui/moment.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { Instant } from '../units/instants.ts';
import { CopyText } from './copy-text.tsx';
import { describeMoment } from './describe-moment.ts';
import { FACT_NAMES, FACTS, Fact, FactComparison } from './fact.tsx';
import { Section } from './section.tsx';
import { supportQueries } from './support-queries.ts';
import { TimelineList } from './timeline-list.tsx';

/** Everything that happened, and what the customer had after it. */
export function Timeline({ world }: { world: WorldTools }) {
  const timeline = useQuery(supportQueries.timeline(world));
  const clock = useQuery(supportQueries.clock(world));
  return (
    <Loaded
      query={timeline}
      waiting={<Skeleton className="h-[40rem]" />}
      failure="The timeline could not be loaded"
    >
      {({ moments, untold }) =>
        clock.data && (
          <Scrubber
            key={moments[0]?.id}
            world={world}
            moments={moments}
            untold={untold}
            now={clock.data.now}
          />
        )
      }
    </Loaded>
  );
}

interface ScrubberProps {
  world: WorldTools;
  /** Oldest first. */
  moments: readonly HistoryMoment[];
  /** How many earlier charges are not among them. */
  untold: number;
  /** Later moments are hidden from the customer's screens. */
  now: Instant;
}

function Scrubber({ world, moments, untold, now }: ScrubberProps) {
  const formats = useFormats();
  const { data: plans = [] } = useQuery(planQueries.all());
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [fromId, setFromId] = useState<string | null>(null);
  const last = Math.max(
    0,
    moments.findLastIndex(({ at }) => at <= now),
  );
  const chosen = indexOf(chosenId) ?? last;
  const moment = moments[chosen];
  const from = moments[indexOf(fromId) ?? -1];
  const later = moments.length - 1 - last;
  if (!moment) return null;
  const words = describeMoment(moment, plans, formats);
  const choose = (index: number) => setChosenId(moments[index]?.id ?? null);

  function indexOf(id: string | null): number | null {
    const index = id === null ? -1 : moments.findIndex((one) => one.id === id);
    return index === -1 ? null : index;
  }

  return (
    <>
      <Section
        title="Timeline"
        about={
          <>
            {formats.integer(moments.length)} moments, resets included
            {later > 0 && `, of which ${formats.integer(later)} are later than the clock and hidden`}. Drag,
            or step with the arrow keys.
            {untold > 0 &&
              ` ${formats.integer(untold)} earlier charges are too many to stand here: Usage lists them, and Explain takes any of them by its id.`}
          </>
        }
      >
        <input
          type="range"
          aria-label="Moment"
          min={0}
          max={moments.length - 1}
          value={chosen}
          aria-valuetext={`${chosen + 1} of ${moments.length}: ${words.title}, ${formats.moment(moment.at).local}`}
          onChange={({ target }) => choose(target.valueAsNumber)}
          className="block min-h-6 w-full accent-ink"
        />
        <div className="mt-4 grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
          <TimelineList moments={moments} plans={plans} now={now} chosen={chosen} onChoose={choose} />
          <div className="min-w-0">
            <h3 className="font-medium">{words.title}</h3>
            <p className="text-ink-muted text-sm">
              {words.detail}
              {moment.entry && `, ${moment.id}`}
            </p>
            <p className="mt-1">
              <Moment at={moment.at} />
              {moment.at > now && <span className="text-sm"> Hidden: later than the clock.</span>}
            </p>
            <dl className="mt-3 text-sm">
              {FACTS.map((name) => (
                <div
                  key={name}
                  className="grid grid-cols-[9rem_minmax(0,1fr)] gap-x-3 border-hairline border-b py-1.5"
                >
                  <dt className="text-ink-muted">{FACT_NAMES[name]}</dt>
                  <dd>
                    <Fact of={moment.after} name={name} />
                  </dd>
                </div>
              ))}
            </dl>
            <Actions
              key={moment.id}
              world={world}
              moment={moment}
              isFrom={fromId === moment.id}
              onCompareFrom={() => setFromId(moment.id)}
            />
          </div>
        </div>
      </Section>
      <Section title="Difference">
        {from === undefined ? (
          <p className="text-ink-muted text-sm">
            Choose “Compare from here” at one moment, then go to another: what changed between them stands
            here.
          </p>
        ) : (
          <Difference world={world} a={from} b={moment} onClear={() => setFromId(null)} />
        )}
      </Section>
    </>
  );
}

interface ActionsProps {
  world: WorldTools;
  moment: HistoryMoment;
  isFrom: boolean;
  onCompareFrom: () => void;
}

function Actions({ world, moment: { id, at, kind }, isFrom, onCompareFrom }: ActionsProps) {
  const { locale, timeZone } = useFormats();
  const move = useMutation({ mutationFn: () => world.moveClock({ at, running: false }) });
  const link = useMutation({ mutationFn: () => world.linkToMoment(at, { locale, timeZone }) });
  const error = move.error ?? link.error;
  return (
    <>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button onClick={() => move.mutate()}>Go to this moment</Button>
        <Button onClick={() => link.mutate()}>Link to this moment</Button>
        <Button aria-pressed={isFrom} onClick={onCompareFrom}>
          Compare from here
        </Button>
        {(kind === 'generation' || kind === 'plan-change') && (
          <Link
            href={`/support/explain/${encodeURIComponent(id)}`}
            className="inline-flex min-h-9 items-center rounded-md border border-hairline-strong px-3.5 font-medium text-sm hover:bg-surface-sunken"
          >
            Explain this charge
          </Link>
        )}
      </div>
      <p role="status" className="mt-2 text-ink-muted text-sm empty:hidden">
        {link.isPending && 'Making the link.'}
        {!link.isPending && move.data && 'The clock stands still at this moment, in every tab.'}
      </p>
      {link.data !== undefined && (
        <div className="mt-2">
          <CopyText label="Link to this moment" text={`${location.origin}/?${link.data}`} />
          {new URLSearchParams(link.data).has('snapshot') && (
            <p className="mt-1 text-ink-muted text-sm">
              It opens a snapshot that this browser keeps. For another browser, export a replay.
            </p>
          )}
        </div>
      )}
      {error && <FailureNotice error={error} what="That did not work, and nothing changed" />}
    </>
  );
}

interface DifferenceProps {
  world: WorldTools;
  a: HistoryMoment;
  b: HistoryMoment;
  onClear: () => void;
}

function Difference({ world, a, b, onClear }: DifferenceProps) {
  const [before, after] = a.after.at <= b.after.at ? [a, b] : [b, a];
  const changes = world.differenceOf(before.after, after.after);
  return (
    <>
      <FactComparison
        before={before.after}
        after={after.after}
        changed={changes.map(({ fact }) => fact)}
        caption={
          changes.length === 0
            ? 'Nothing differs between the two moments.'
            : `${changes.length} of ${FACTS.length} facts differ.`
        }
      />
      <Button className="mt-4" onClick={onClear}>
        Compare no more
      </Button>
    </>
  );
}
