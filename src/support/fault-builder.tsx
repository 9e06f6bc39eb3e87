import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { endpoints } from '../api/contract.ts';
import { rateCardQueries } from '../api/rate-card.ts';
import type { SupportTools } from '../api/schemas/support.ts';
import { Button } from '../ui/button.tsx';
import { CopyText } from './copy-text.tsx';
import { FAULTS, type FaultKind, faultRule, type Often, PRESETS } from './fault-rules.ts';
import { CONTROL, Field } from './field.tsx';
import { Section } from './section.tsx';

/** Rules by which requests fail, put together into a link. */
export function FaultBuilder({ tools }: { tools: SupportTools }) {
  const { link } = tools;
  const [rules, setRules] = useState<readonly string[]>(link.faults);
  const [seed, setSeed] = useState(link.seed);
  const isOpen = seed === link.seed && rules.join() === link.faults.join();
  const search = tools.linkTo({ ...link, scenarioId: link.scenarioId, seed, faults: rules });
  const add = (rule: string) => setRules([...rules.filter((known) => known !== rule), rule]);
  return (
    <>
      <Section
        title="In force"
        about="The rules of the link that is open. Other rules are another link, and thus another store: what happened here is not there."
      >
        <RuleList rules={link.faults} empty="None: every request is answered as it should be." />
      </Section>
      <Section title="Another link" about="Begin with a usual ticket, or add rules one by one.">
        <div className="flex flex-wrap gap-2">
          {PRESETS.map(({ label, rule }) => (
            <Button key={rule} onClick={() => add(rule)}>
              {label}
            </Button>
          ))}
        </div>
        <RuleForm onAdd={add} />
        <h3 className="mt-6 mb-1 font-medium text-sm">Rules of the new link</h3>
        <RuleList
          rules={rules}
          empty="None yet."
          onRemove={(rule) => setRules(rules.filter((known) => known !== rule))}
        />
        <Field label="Seed: shares are drawn from it, so that a run repeats" className="mt-4 max-w-sm">
          {(control) => (
            <input
              {...control}
              value={seed}
              autoComplete="off"
              onChange={({ target }) => setSeed(target.value)}
              className={CONTROL}
            />
          )}
        </Field>
        <div className="mt-5">
          <CopyText label="Link" text={`${location.origin}/?${search}`} />
          <p className="mt-3 text-sm">
            {isOpen ? (
              <span className="text-ink-muted">This is the link that is open.</span>
            ) : (
              <a href={`/?${search}`} className="font-medium underline underline-offset-4 hover:no-underline">
                Open this link
              </a>
            )}
          </p>
        </div>
      </Section>
    </>
  );
}

interface RuleListProps {
  rules: readonly string[];
  empty: string;
  onRemove?: (rule: string) => void;
}

function RuleList({ rules, empty, onRemove }: RuleListProps) {
  if (rules.length === 0) return <p className="text-ink-muted text-sm">{empty}</p>;
  return (
    <ul>
      {rules.map((rule) => (
        <li
          key={rule}
          className="flex min-h-9 flex-wrap items-center gap-x-4 border-hairline border-b text-sm last:border-0"
        >
          <code className="wrap-anywhere">{rule}</code>
          {onRemove && (
            <button
              type="button"
              aria-label={`Remove ${rule}`}
              className="min-h-6 underline underline-offset-4"
              onClick={() => onRemove(rule)}
            >
              Remove
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function RuleForm({ onAdd }: { onAdd: (rule: string) => void }) {
  const { data: rateCard } = useQuery(rateCardQueries.inForce());
  const [endpoint, setEndpoint] = useState('POST /v1/generations');
  const [kind, setKind] = useState<FaultKind>('drop-reply');
  const [figure, setFigure] = useState(0);
  const [often, setOften] = useState<Often>({ kind: 'first', count: 1 });
  const fault = FAULTS.find((known) => known.kind === kind);

  function chooseFault(chosen: string) {
    const known = FAULTS.find((one) => one.kind === chosen);
    if (!known) return;
    setKind(known.kind);
    setFigure('figure' in known ? known.figure : 0);
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onAdd(faultRule(endpoint, kind, figure, often));
      }}
      className="mt-5 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-3"
    >
      <Field label="Endpoint">
        {(control) => (
          <select
            {...control}
            value={endpoint}
            onChange={({ target }) => setEndpoint(target.value)}
            className={CONTROL}
          >
            <option value="*">Every request</option>
            {endpoints.map(({ id, method, path }) => {
              // A rule names one path exactly.
              const exact = path.replace('{version}', rateCard?.version ?? '2026-01');
              const text = `${method.toUpperCase()} ${exact}`;
              return (
                <option key={id} value={text}>
                  {text}
                </option>
              );
            })}
          </select>
        )}
      </Field>
      <Field label="Fault">
        {(control) => (
          <select
            {...control}
            value={kind}
            onChange={({ target }) => chooseFault(target.value)}
            className={CONTROL}
          >
            {FAULTS.map(({ kind: id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      {fault && 'figure' in fault && (
        <Field label={fault.figureLabel}>
          {(control) => (
            <input
              {...control}
              type="number"
              required
              min={kind === 'status' ? 400 : 0}
              max={kind === 'status' ? 599 : 600_000}
              value={figure}
              onChange={({ target }) => setFigure(target.valueAsNumber || 0)}
              className={CONTROL}
            />
          )}
        </Field>
      )}
      <OftenField often={often} onChange={setOften} />
      <Button type="submit" className="justify-self-start">
        Add rule
      </Button>
    </form>
  );
}

const OFTEN: Record<Often['kind'], { label: string; start: Often }> = {
  always: { label: 'Always', start: { kind: 'always' } },
  first: { label: 'The first …', start: { kind: 'first', count: 1 } },
  share: { label: 'A share of …', start: { kind: 'share', percent: 30 } },
};

function OftenField({ often, onChange }: { often: Often; onChange: (often: Often) => void }) {
  return (
    <>
      <Field label="How often">
        {(control) => (
          <select
            {...control}
            value={often.kind}
            onChange={({ target }) => {
              const chosen = Object.values(OFTEN).find(({ start }) => start.kind === target.value);
              if (chosen) onChange(chosen.start);
            }}
            className={CONTROL}
          >
            {Object.values(OFTEN).map(({ label, start }) => (
              <option key={start.kind} value={start.kind}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      {often.kind !== 'always' && (
        <Field label={often.kind === 'first' ? 'Requests' : 'Percent'}>
          {(control) => (
            <input
              {...control}
              type="number"
              required
              min={1}
              max={often.kind === 'first' ? 1000 : 100}
              value={often.kind === 'first' ? often.count : often.percent}
              onChange={({ target }) => {
                const figure = target.valueAsNumber || 0;
                onChange(
                  often.kind === 'first' ? { ...often, count: figure } : { ...often, percent: figure },
                );
              }}
              className={CONTROL}
            />
          )}
        </Field>
      )}
    </>
  );
}
