import { useMutation } from '@tanstack/react-query';
import { type DragEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { ImportedSnapshot, ImportStep, SnapshotLibrary } from '../api/schemas/support.ts';
import { FailureNotice } from '../credits/failure-notice.tsx';
import { Button } from '../ui/button.tsx';
import { useFormats } from '../ui/formats-context.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { CONTROL, Field } from './field.tsx';
import { Section } from './section.tsx';

/** Takes a replay, a capture or a dispute file: chosen, dropped or pasted. */
export function ImportPanel({ library }: { library: SnapshotLibrary }) {
  const pasted = useRef<HTMLTextAreaElement>(null);
  const underWay = useRef<AbortController>(null);
  const [step, setStep] = useState<ImportStep>('reading');
  const take = useMutation({
    mutationFn: (file: Blob) => {
      underWay.current?.abort();
      underWay.current = new AbortController();
      setStep('reading');
      return library.importFile(file, { signal: underWay.current.signal, onStep: setStep });
    },
  });
  useEffect(() => () => underWay.current?.abort(), []);
  const wasCanceled = take.error?.name === 'AbortError';

  return (
    <Section
      title="Import"
      about="A replay, a dispute file, or what a customer saved under Help. A file that does not hold is refused whole; nothing in it is ever run."
    >
      <div className="grid items-start gap-x-6 gap-y-4 sm:grid-cols-2">
        <FilePicker onFile={(file) => file && take.mutate(file)} />
        <div>
          <Field label="Or paste its text">
            {(control) => (
              <textarea
                {...control}
                ref={pasted}
                rows={3}
                spellCheck={false}
                className={`${CONTROL} resize-none py-1.5 font-mono text-xs`}
                onPaste={(event) => {
                  // Megabytes of text would be laid out for nothing.
                  event.preventDefault();
                  take.mutate(new Blob([event.clipboardData.getData('text')]));
                }}
              />
            )}
          </Field>
          <Button className="mt-2" onClick={() => take.mutate(new Blob([pasted.current?.value ?? '']))}>
            Import pasted text
          </Button>
        </div>
      </div>
      <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        {take.isPending && (
          <>
            <progress
              aria-label="Import"
              className="h-2 w-48"
              max={STEPS.length}
              value={STEPS.indexOf(step) + 0.5}
            />
            <Button onClick={() => underWay.current?.abort()}>Cancel import</Button>
          </>
        )}
        <div role="status" className="text-sm empty:hidden">
          {take.isPending && STEP_WORDS[step]}
          {wasCanceled && 'The import was canceled. Nothing was changed.'}
          {take.data && <Outcome imported={take.data} />}
        </div>
      </div>
      {take.error && !wasCanceled && (
        <FailureNotice error={take.error} what="The file could not be kept in this browser" />
      )}
    </Section>
  );
}

const STEP_WORDS: Record<ImportStep, string> = {
  reading: 'Reading the file.',
  following: 'Following what happened, by the rules of billing.',
  asking: 'Asking every endpoint, at three moments.',
  comparing: 'Comparing every answer with the file’s.',
};
const STEPS = Object.keys(STEP_WORDS) as ImportStep[];

function FilePicker({ onFile }: { onFile: (file: File | undefined) => void }) {
  const id = useId();
  const [isOver, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0]);
  }

  return (
    <div>
      <label htmlFor={id} className="mb-0.5 block text-ink-muted text-sm">
        Snapshot file
      </label>
      <div
        className={`relative rounded-md border border-dashed px-3 py-6 text-center text-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 ${
          isOver ? 'border-ink bg-surface-sunken' : 'border-hairline-strong hover:bg-surface-sunken'
        }`}
      >
        <input
          id={id}
          type="file"
          accept="application/json,.json"
          className="absolute inset-0 cursor-pointer opacity-0"
          onDragEnter={() => setOver(true)}
          onDragLeave={() => setOver(false)}
          onDragOver={(event) => event.preventDefault()}
          onDrop={drop}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            // The same file can be chosen again.
            target.value = '';
            onFile(file);
          }}
        />
        <span className="underline underline-offset-4">Choose a file</span> or drop it here
      </div>
    </div>
  );
}

function Outcome({ imported }: { imported: ImportedSnapshot }) {
  const formats = useFormats();
  if (!imported.ok) {
    return (
      <Notice tone="stop" title="Refused">
        <span className="wrap-anywhere">{imported.reason}</span>
      </Notice>
    );
  }
  const { snapshot, difference, disputed } = imported;
  return (
    <Notice
      tone={difference ? 'stop' : 'info'}
      title={`Imported: ${snapshot.title}, ${formats.moment(snapshot.at).local}`}
      actions={
        <>
          <SnapshotLink href={`/?${snapshot.search}`}>
            {snapshot.kind === 'replay' ? 'Open the replay' : 'Open the captured screens'}
          </SnapshotLink>
          {disputed !== null && (
            <SnapshotLink href={`/support/explain/${encodeURIComponent(disputed)}?${snapshot.search}`}>
              Explain {disputed}
            </SnapshotLink>
          )}
        </>
      }
    >
      <Findings snapshot={snapshot} difference={difference} />
    </Notice>
  );
}

function Findings({ snapshot, difference }: Pick<Accepted, 'snapshot' | 'difference'>) {
  if (difference) return <DifferenceFound difference={difference} />;
  if (snapshot.kind === 'capture') {
    return (
      <p>Captured screens, read only: they answer what the customer’s browser held, and nothing else.</p>
    );
  }
  return (
    <p className="flex items-center gap-1.5 text-ink">
      <CheckIcon /> Answers byte for byte as when it was saved.
    </p>
  );
}

type Accepted = Extract<ImportedSnapshot, { ok: true }>;
type Difference = NonNullable<Accepted['difference']>;

function DifferenceFound({ difference: { path, pointer, expected, got } }: { difference: Difference }) {
  return (
    <>
      <p>
        It opens, but this dashboard answers otherwise than the file says. The first difference is in{' '}
        <code className="wrap-anywhere">{path}</code>, at <code>{pointer || 'the whole answer'}</code>.
      </p>
      <p className="wrap-anywhere">
        Saved: <code>{excerpt(expected)}</code>. Now: <code>{excerpt(got)}</code>.
      </p>
    </>
  );
}

function excerpt(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 200);
}

function SnapshotLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      className="inline-flex min-h-9 items-center rounded-md border border-hairline-strong px-3.5 font-medium text-ink text-sm hover:bg-surface-sunken"
    >
      {children}
    </a>
  );
}
