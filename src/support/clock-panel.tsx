import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ClockState, InterestingMoment, WorldTools } from '../api/schemas/support.ts';
import { FailureNotice } from '../credits/failure-notice.tsx';
import { Loaded } from '../credits/loaded.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useFormats } from '../ui/formats-context.tsx';
import { Moment } from '../ui/moment.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { Formats } from '../units/formats.ts';
import type { Instant } from '../units/instants.ts';
import { ClockSetting } from './clock-setting.tsx';
import { CONTROL, Field } from './field.tsx';
import { neighbours, STEPS, stepped } from './moves.ts';
import { Section } from './section.tsx';
import { supportQueries } from './support-queries.ts';

type Move = Parameters<WorldTools['moveClock']>[0];

/** The sandbox's clock: stop it, let it run, put it anywhere between the subscription's beginning and years ahead. */
export function ClockPanel({ world }: { world: WorldTools }) {
  const clock = useQuery(supportQueries.clock(world));
  return (
    <Section
      title="Clock"
      about="It moves for every tab of this link. Back in time, what happened later is hidden, not lost."
    >
      <Loaded query={clock} waiting={<Skeleton className="h-72" />} failure="The clock could not be read">
        {(state) => <Controls world={world} clock={state} />}
      </Loaded>
    </Section>
  );
}

function Controls({ world, clock }: { world: WorldTools; clock: ClockState }) {
  const formats = useFormats();
  const move = useMutation({ mutationFn: (change: Move) => world.moveClock(change) });
  const goTo = (at: Instant) => move.mutate({ at, running: !clock.frozen });
  return (
    <>
      <p className="text-lg tracking-tight sm:text-2xl">
        <Moment at={clock.now} />
      </p>
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button look="primary" onClick={() => move.mutate({ running: clock.frozen })}>
          {clock.frozen ? 'Run' : 'Freeze'}
        </Button>
        <span className="text-ink-muted text-sm">
          {clock.frozen ? 'The clock stands still.' : 'The clock runs.'}{' '}
          {clock.later > 0 && laterEvents(clock.later, formats, 'hidden')}
        </span>
      </div>
      <p role="status" className="sr-only">
        {move.data && announcement(move.data, formats)}
      </p>
      {move.error && (
        <div className="mt-4">
          <FailureNotice error={move.error} what="The clock has not moved" />
        </div>
      )}
      {clock.later > 0 && (
        <LaterEvents
          clock={clock}
          onDecide={(discardLater) => move.mutate({ running: !clock.frozen, discardLater })}
        />
      )}
      <div className="mt-6 grid gap-x-12 gap-y-6 md:grid-cols-2">
        <Steps clock={clock} onMove={goTo} />
        <Jumps world={world} clock={clock} onMove={goTo} />
      </div>
      <ClockSetting now={clock.now} onSet={goTo} />
    </>
  );
}

function announcement({ now, frozen, later }: ClockState, formats: Formats): string {
  const stands = `The clock ${frozen ? 'stands still at' : 'runs from'} ${formats.moment(now).local}.`;
  return later > 0 ? `${stands} ${laterEvents(later, formats, 'hidden')}` : stands;
}

function laterEvents(count: number, formats: Formats, fate: string): string {
  return count === 1 ? `1 later event is ${fate}.` : `${formats.integer(count)} later events are ${fate}.`;
}

interface LaterEventsProps {
  clock: ClockState;
  /** Whether a charge now may discard them. */
  onDecide: (discard: boolean) => void;
}

/** A charge in the past would make another history: it is refused until someone agrees that the later events go. */
function LaterEvents({ clock, onDecide }: LaterEventsProps) {
  const formats = useFormats();
  const [asking, setAsking] = useState(false);
  return (
    <div className="mt-4">
      {clock.refusesCharges ? (
        <Notice
          tone="info"
          title="A charge or quote is refused here"
          actions={<Button onClick={() => setAsking(true)}>Allow charges here</Button>}
        >
          It would discard what happened later. Move the clock forward and nothing is lost.
        </Notice>
      ) : (
        <Notice
          tone="stop"
          title={`The next charge or quote here discards ${counted(clock.later, formats)} for good`}
          actions={<Button onClick={() => onDecide(false)}>Refuse charges again</Button>}
        >
          Until then they are only hidden.
        </Notice>
      )}
      {asking && (
        <Dialog title="Discard what happened later?" onClose={() => setAsking(false)}>
          <p className="mt-3">
            {counted(clock.later, formats)} after <Moment at={clock.now} /> would be discarded for good, in
            all tabs of this link, by the next charge or quote. Nothing is discarded now.
          </p>
          <p className="mt-2 text-ink-muted text-sm">
            To keep them, export a replay first: it holds everything.
          </p>
          <div className="mt-5 flex flex-wrap gap-2">
            <Button
              look="primary"
              onClick={() => {
                setAsking(false);
                onDecide(true);
              }}
            >
              Let a charge discard {counted(clock.later, formats)}
            </Button>
            <Button onClick={() => setAsking(false)}>Keep refusing</Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

function counted(count: number, formats: Formats): string {
  return count === 1 ? '1 event' : `${formats.integer(count)} events`;
}

interface MovesProps {
  clock: ClockState;
  onMove: (at: Instant) => void;
}

function Steps({ clock, onMove }: MovesProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-ink-muted text-sm">Step</legend>
      <div className="grid grid-cols-[repeat(4,1fr)_1.4fr] gap-1.5">
        {([1, -1] as const).map((direction) =>
          STEPS.map(({ unit, label }) => {
            const isAtStart = direction === -1 && clock.now <= clock.earliest;
            return (
              <Button
                key={unit}
                className="px-1! whitespace-nowrap"
                aria-disabled={isAtStart}
                aria-label={`${direction === 1 ? 'Forward' : 'Back'} ${label}`}
                onClick={() => !isAtStart && onMove(stepped(clock.now, unit, direction))}
              >
                {direction === 1 ? '+' : '−'}
                {label}
              </Button>
            );
          }),
        )}
      </div>
    </fieldset>
  );
}

const KINDS: Record<InterestingMoment['what'], string> = {
  start: 'Subscription begins',
  event: 'Event',
  reset: 'Reset',
  charge: 'Charge',
  'quote-expiry': 'Quote expires',
  'plan-end': 'Plan ends',
  'rate-card': 'New rate card',
};
const KIND_IDS = Object.keys(KINDS) as InterestingMoment['what'][];

function Jumps({ world, clock, onMove }: MovesProps & { world: WorldTools }) {
  const [kind, setKind] = useState<InterestingMoment['what'] | 'any'>('any');
  const { data = [] } = useQuery(supportQueries.interestingMoments(world));
  const reachable = data.filter(({ at }) => at >= clock.earliest);
  const { previous, next } = neighbours(reachable, clock.now, kind);
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">Jump</legend>
      <Field label="Jump to" className="sm:max-w-xs">
        {(control) => (
          <select
            {...control}
            value={kind}
            onChange={({ target }) => setKind(KIND_IDS.find((id) => id === target.value) ?? 'any')}
            className={CONTROL}
          >
            <option value="any">Any interesting moment</option>
            {KIND_IDS.map((id) => (
              <option key={id} value={id}>
                {KINDS[id]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="mt-2 grid gap-1.5">
        <Jump name="Previous" to={previous} onMove={onMove} />
        <Jump name="Next" to={next} onMove={onMove} />
      </div>
    </fieldset>
  );
}

interface JumpProps {
  name: string;
  to: InterestingMoment | undefined;
  onMove: (at: Instant) => void;
}

function Jump({ name, to, onMove }: JumpProps) {
  const formats = useFormats();
  return (
    <Button
      className="items-baseline! justify-start! text-start"
      aria-disabled={!to}
      onClick={() => to && onMove(to.at)}
    >
      <span>{name}:</span>{' '}
      <span className="min-w-0 font-normal">
        {to ? `${KINDS[to.what]}, ${formats.moment(to.at).local}` : 'none'}
      </span>
    </Button>
  );
}
