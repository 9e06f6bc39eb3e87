import { type SubmitEvent, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { useFormats } from '../ui/formats-context.tsx';
import type { Instant } from '../units/instants.ts';
import { instantOfLocalTime, localTimeAt } from '../units/zoned.ts';
import { CONTROL, Field } from './field.tsx';
import { parseInstant } from './moves.ts';

interface ClockSettingProps {
  now: Instant;
  onSet: (at: Instant) => void;
}

/** Puts the clock at an instant that is entered in UTC or on the customer's own clock; each shows the other. */
export function ClockSetting({ now, onSet }: ClockSettingProps) {
  const { timeZone } = useFormats();
  /** Null while nothing is being entered: then both fields show where the clock stands. */
  const [entered, setEntered] = useState<{ utc: string; local: string } | null>(null);
  const [error, setError] = useState<string>();
  const { utc, local } = entered ?? { utc: now, local: localTimeAt(now, timeZone) };

  function enterUtc(text: string) {
    const at = parseInstant(text);
    setError(undefined);
    setEntered({ utc: text, local: at === null ? '' : localTimeAt(at, timeZone) });
  }

  function enterLocal(text: string) {
    const at = instantOfLocalTime(text.length === 16 ? `${text}:00` : text, timeZone);
    setError(at === null ? `${timeZone} has no such time on its clock.` : undefined);
    setEntered({ utc: at ?? '', local: text });
  }

  function set(event: SubmitEvent) {
    event.preventDefault();
    const at = parseInstant(utc);
    if (at === null) {
      setError('This is no instant. Write one such as 2026-04-21T09:00:00Z. The clock has not moved.');
      return;
    }
    setEntered(null);
    onSet(at);
  }

  return (
    <form
      onSubmit={set}
      className="mt-6 grid items-start gap-x-3 gap-y-2 sm:grid-cols-[14rem_16rem_auto] sm:justify-start"
    >
      <Field label="Exact instant in UTC" error={error}>
        {(control) => (
          <input
            {...control}
            value={utc}
            spellCheck={false}
            autoComplete="off"
            aria-invalid={error !== undefined}
            onChange={({ target }) => enterUtc(target.value)}
            className={CONTROL}
          />
        )}
      </Field>
      <Field label={`On the clock in ${timeZone.replaceAll('_', ' ')}`}>
        {(control) => (
          <input
            {...control}
            type="datetime-local"
            step={1}
            value={local}
            onChange={({ target }) => enterLocal(target.value)}
            className={CONTROL}
          />
        )}
      </Field>
      <Button type="submit" className="sm:mt-6">
        Set clock
      </Button>
    </form>
  );
}
