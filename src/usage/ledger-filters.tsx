import { type ReactNode, useEffect, useEffectEvent, useId, useState } from 'react';
import type { LedgerFilter } from '../api/history.ts';
import { toolKind } from '../meter/tool-kinds.ts';
import { Button } from '../ui/button.tsx';
import { useFormats } from '../ui/formats-context.tsx';
import { epochMs, type Instant } from '../units/instants.ts';
import { dayFinder, shiftedDay, startOfDay } from '../units/local-days.ts';
import type { LedgerPeriod } from './ledger-periods.ts';
import { type FilterChange, KINDS } from './ledger-view.ts';
import { KIND_NAMES } from './ledger-words.ts';

/** How long typing rests before it is searched for. */
const REST_MS = 250;

interface LedgerFiltersProps {
  filter: LedgerFilter;
  periods: readonly LedgerPeriod[];
  tools: readonly string[];
  /** The models to choose from, of the chosen tool where there is one. */
  models: readonly string[];
  /** `typed` for a change that goes on with every key. */
  onChange: (change: FilterChange, typed?: boolean) => void;
  onClear: () => void;
}

/** What the ledger is narrowed to: words, kind, tool, model, and a period by its name or by its days. */
export function LedgerFilters({ filter, periods, tools, models, onChange, onClear }: LedgerFiltersProps) {
  const { timeZone } = useFormats();
  const { kind, tool, model, from, to, q } = filter;
  const period = periods.findIndex((one) => one.from === from && one.to === to);
  const ofGenerations = kind === undefined || kind === 'generation' ? {} : { kind: undefined };
  const isFiltered = Object.keys(filter).length > 0;

  function choosePeriod(value: string) {
    const chosen = periods[Number(value)];
    onChange({ from: chosen?.from, to: chosen?.to });
  }

  return (
    <form
      role="search"
      aria-label="Filter the ledger"
      onSubmit={(event) => event.preventDefault()}
      className="mb-4 grid grid-cols-2 items-end gap-x-3 gap-y-2.5 sm:grid-cols-4"
    >
      <Field label="Search" wide>
        {(id) => <SearchBox id={id} q={q} onSearch={(text) => onChange({ q: text }, true)} />}
      </Field>
      <Choice
        label="Kind"
        any="All kinds"
        value={kind}
        choices={KINDS.map((value) => ({ value, label: KIND_NAMES[value] }))}
        onChoose={(value) =>
          onChange({
            kind: KINDS.find((known) => known === value),
            ...(value !== undefined && value !== 'generation' && { tool: undefined, model: undefined }),
          })
        }
      />
      <Choice
        label="Tool"
        any="All tools"
        value={tool}
        choices={tools.map((value) => ({ value, label: toolKind(value).label }))}
        onChoose={(value) => onChange({ tool: value, model: undefined, ...ofGenerations })}
      />
      <Choice
        label="Model"
        any="All models"
        value={model}
        choices={models.map((value) => ({ value, label: value }))}
        onChoose={(value) => onChange({ model: value, ...ofGenerations })}
      />
      <Field label="Period">
        {(id) => (
          <select
            id={id}
            className={CONTROL}
            value={periodValue(period, filter)}
            onChange={(event) => choosePeriod(event.target.value)}
          >
            <option value="">All time</option>
            {periods.map(({ label }, index) => (
              <option key={label} value={index}>
                {label}
              </option>
            ))}
            {periodValue(period, filter) === CHOSEN_DAYS && <option value={CHOSEN_DAYS}>Chosen dates</option>}
          </select>
        )}
      </Field>
      <DayField
        label="From"
        day={from && dayFinder(timeZone)(epochMs(from))}
        onChange={(day) => onChange({ from: day && startOfDay(day, timeZone) })}
      />
      <DayField
        label="To"
        day={to && lastDay(to, timeZone)}
        onChange={(day) => onChange({ to: day && startOfDay(shiftedDay(day, 1), timeZone) })}
      />
      {isFiltered && (
        <Button className="justify-self-start print:hidden" onClick={onClear}>
          Clear filters
        </Button>
      )}
    </form>
  );
}

const CHOSEN_DAYS = 'days';
const CONTROL =
  'block min-h-9 w-full min-w-0 rounded-md border border-hairline-strong bg-surface-raised px-2 text-sm';

function periodValue(period: number, { from, to }: LedgerFilter): string | number {
  if (period !== -1) return period;
  return from === undefined && to === undefined ? '' : CHOSEN_DAYS;
}

/** The last day that has a part in a period which ends there. */
function lastDay(to: Instant, timeZone: string): string {
  return dayFinder(timeZone)(epochMs(to) - 1000);
}

interface FieldProps {
  label: string;
  wide?: boolean;
  children: (id: string) => ReactNode;
}

function Field({ label, wide = false, children }: FieldProps) {
  const id = useId();
  return (
    <div className={`min-w-0 ${wide ? 'max-sm:col-span-2' : ''}`}>
      <label htmlFor={id} className="mb-0.5 block text-ink-muted text-sm">
        {label}
      </label>
      {children(id)}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  any: string;
  value: string | undefined;
  choices: readonly { value: string; label: string }[];
  onChoose: (value: string | undefined) => void;
}

function Choice({ label, any, value, choices, onChoose }: ChoiceProps) {
  return (
    <Field label={label}>
      {(id) => (
        <select
          id={id}
          className={CONTROL}
          value={value ?? ''}
          onChange={(event) => onChoose(event.target.value || undefined)}
        >
          <option value="">{any}</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface DayFieldProps {
  label: string;
  day: string | undefined;
  onChange: (day: string | undefined) => void;
}

function DayField({ label, day, onChange }: DayFieldProps) {
  return (
    <Field label={label}>
      {(id) => (
        <input
          id={id}
          type="date"
          className={CONTROL}
          value={day ?? ''}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      )}
    </Field>
  );
}

interface SearchBoxProps {
  id: string;
  q: string | undefined;
  onSearch: (text: string | undefined) => void;
}

/** What is typed is searched for once the typing rests. */
function SearchBox({ id, q, onSearch }: SearchBoxProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const search = useEffectEvent((text: string) => {
    onSearch(text.trim() || undefined);
    setTyped(null);
  });
  useEffect(() => {
    if (typed === null) return;
    const timer = setTimeout(() => search(typed), REST_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <input
      id={id}
      type="search"
      autoComplete="off"
      placeholder="Id, tool or model"
      className={CONTROL}
      value={typed ?? q ?? ''}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
