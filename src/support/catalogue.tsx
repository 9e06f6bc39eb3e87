import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ScenarioSummary, SupportTools } from '../api/schemas/support.ts';
import { Loaded } from '../credits/loaded.tsx';
import { useFormats } from '../ui/formats-context.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { CONTROL, Field } from './field.tsx';
import { Section } from './section.tsx';
import { supportQueries } from './support-queries.ts';

/** Every scenario that can be opened by a link. */
export function Catalogue({ tools }: { tools: SupportTools }) {
  const scenarios = useQuery(supportQueries.scenarios(tools));
  const [text, setText] = useState('');
  return (
    <Section title="Catalogue" about="Each scenario is a link and a store of its own. It opens at Overview.">
      <Loaded
        query={scenarios}
        waiting={<Skeleton className="h-96" />}
        failure="The catalogue could not be loaded"
      >
        {(all) => {
          const shown = all.filter((scenario) => tells(scenario, text));
          return (
            <>
              <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
                <Field label="Filter scenarios" className="w-full sm:max-w-xs">
                  {(control) => (
                    <input
                      {...control}
                      type="search"
                      value={text}
                      onChange={({ target }) => setText(target.value)}
                      className={CONTROL}
                    />
                  )}
                </Field>
                <p role="status" className="pb-2 text-ink-muted text-sm">
                  {shown.length === all.length
                    ? `${all.length} scenarios`
                    : `${shown.length} of ${all.length}`}
                </p>
              </div>
              {shown.length === 0 && <p className="mt-4">No scenario tells of “{text}”.</p>}
              <ul className="mt-3 grid gap-x-12 md:grid-cols-2">
                {shown.map((scenario) => (
                  <Entry
                    key={scenario.id}
                    scenario={scenario}
                    search={tools.linkTo({ scenarioId: scenario.id })}
                    isOpen={tools.link.scenarioId === scenario.id}
                  />
                ))}
              </ul>
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}

function tells({ id, title, story }: ScenarioSummary, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/);
  const told = `${id} ${title} ${story}`.toLowerCase();
  return words.every((word) => told.includes(word));
}

interface EntryProps {
  scenario: ScenarioSummary;
  search: string;
  isOpen: boolean;
}

/** A plain link: another sandbox opens with another page. */
function Entry({ scenario: { id, title, story, opensAt }, search, isOpen }: EntryProps) {
  const formats = useFormats();
  return (
    <li className="border-hairline border-b py-3">
      <p className="flex flex-wrap items-center gap-x-3">
        <a
          href={`/?${search}`}
          aria-current={isOpen ? 'true' : undefined}
          className="font-medium underline underline-offset-4 hover:no-underline"
        >
          {title}
        </a>
        <code className="text-ink-muted text-xs">{id}</code>
        {isOpen && (
          <span className="ms-auto flex items-center gap-1 text-sm">
            <CheckIcon /> Open now
          </span>
        )}
      </p>
      <p className="mt-0.5 text-ink-muted text-sm">{story}</p>
      <p className="mt-0.5 text-ink-muted text-xs">
        {opensAt === null ? (
          'Opens at the moment of its first opening'
        ) : (
          <>
            Opens <time dateTime={opensAt}>{formats.moment(opensAt).local}</time>
          </>
        )}
      </p>
    </li>
  );
}
