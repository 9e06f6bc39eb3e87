import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { WorldTools } from '../api/schemas/support.ts';
import { FailureNotice } from '../credits/failure-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { download } from './download.ts';
import { CONTROL, Field } from './field.tsx';
import { Section } from './section.tsx';

const FIELDS = [
  { name: 'id', label: 'Id', pattern: '[a-z0-9]+(-[a-z0-9]+)*', title: 'Lower-case words joined by hyphens' },
  { name: 'title', label: 'Title' },
  { name: 'story', label: 'Story, in one line' },
] as const;

/** The present state as a scenario of the catalogue: one data file. */
export function SaveScenario({ world }: { world: WorldTools }) {
  const [about, setAbout] = useState({ id: '', title: '', story: '' });
  const save = useMutation({
    mutationFn: async () => download(await world.exportScenario(about)),
  });
  return (
    <Section
      title="Save as a scenario"
      about="The state at the clock’s moment, with placeholders for names. Hidden events stay out. Put the file among the scenarios and the catalogue lists it; nothing else needs to change."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
        className="grid items-end gap-3 sm:grid-cols-[12rem_14rem_minmax(0,1fr)_auto]"
      >
        {FIELDS.map(({ name, label, ...rest }) => (
          <Field key={name} label={label}>
            {(control) => (
              <input
                {...control}
                {...rest}
                required
                maxLength={200}
                autoComplete="off"
                value={about[name]}
                onChange={({ target }) => setAbout({ ...about, [name]: target.value })}
                className={CONTROL}
              />
            )}
          </Field>
        ))}
        <Button type="submit" className="justify-self-start">
          Save scenario
        </Button>
      </form>
      <p role="status" className="mt-2 text-sm empty:hidden">
        {save.data && `${save.data} is saved.`}
      </p>
      {save.error && (
        <div className="mt-4">
          <Failure error={save.error} />
        </div>
      )}
    </Section>
  );
}

/** A RangeError says in a sentence why this state cannot be told as a scenario. */
function Failure({ error }: { error: Error }) {
  const what = 'The scenario could not be saved';
  if (!(error instanceof RangeError)) return <FailureNotice error={error} what={what} />;
  return (
    <Notice tone="stop" announced title={what}>
      {error.message}
    </Notice>
  );
}
