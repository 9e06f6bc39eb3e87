import type { LedgerFilter } from '../api/history.ts';
import { toolKind } from '../meter/tool-kinds.ts';
import { Button } from '../ui/button.tsx';
import type { FilterChange } from './ledger-view.ts';
import { KIND_NAMES } from './ledger-words.ts';

interface NothingFoundProps {
  filter: LedgerFilter;
  onChange: (change: FilterChange) => void;
}

/** Says that the list is empty, and offers to take away what it was narrowed by, one at a time. */
export function NothingFound({ filter, onChange }: NothingFoundProps) {
  const narrowings = narrowingsOf(filter);
  if (narrowings.length === 0) {
    return (
      <p className="border-hairline border-t py-3 text-ink-muted">
        No entries yet. Everything you generate is listed here with its price.
      </p>
    );
  }
  return (
    <div className="border-hairline border-t py-4">
      <p>No entry matches all of this. Take one away to see more:</p>
      <div className="mt-3 flex flex-wrap gap-2">
        {narrowings.map(({ label, without }) => (
          <Button key={label} onClick={() => onChange(without)}>
            Without {label}
          </Button>
        ))}
      </div>
    </div>
  );
}

function narrowingsOf({ kind, tool, model, from, to, q }: LedgerFilter) {
  const narrowings: { label: string; without: FilterChange }[] = [];
  if (q !== undefined) narrowings.push({ label: `“${q}”`, without: { q: undefined } });
  if (kind !== undefined) narrowings.push({ label: KIND_NAMES[kind], without: { kind: undefined } });
  if (tool !== undefined) narrowings.push({ label: toolKind(tool).label, without: { tool: undefined } });
  if (model !== undefined) narrowings.push({ label: model, without: { model: undefined } });
  if (from !== undefined || to !== undefined) {
    narrowings.push({ label: 'the period', without: { from: undefined, to: undefined } });
  }
  return narrowings;
}
