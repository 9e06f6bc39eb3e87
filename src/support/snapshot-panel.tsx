import { useMutation } from '@tanstack/react-query';
import type { SupportTools, WorldTools } from '../api/schemas/support.ts';
import { FailureNotice } from '../credits/failure-notice.tsx';
import { Button } from '../ui/button.tsx';
import { useFormats } from '../ui/formats-context.tsx';
import { download } from './download.ts';
import { ImportPanel } from './import-panel.tsx';
import { KeptSnapshots } from './kept-snapshots.tsx';
import { SaveScenario } from './save-scenario.tsx';
import { Section } from './section.tsx';

/** What is open as a file for another browser, and files of other browsers opened here. */
export function SnapshotPanel({ tools }: { tools: SupportTools }) {
  const { world, library } = tools;
  return (
    <>
      {world && <ExportReplay world={world} />}
      <ImportPanel library={library} />
      <KeptSnapshots library={library} openId={tools.link.snapshot} />
      {world && <SaveScenario world={world} />}
    </>
  );
}

function ExportReplay({ world }: { world: WorldTools }) {
  const { locale, timeZone } = useFormats();
  const save = useMutation({
    mutationFn: async () => download(await world.exportReplay({ locale, timeZone })),
  });
  return (
    <Section
      title="Export"
      about="One file: the scenario, every event with hidden ones too, the clock frozen where it stands, the rate cards and plans, faults and the last requests, and what every endpoint answers now. Names, e-mail and voice names are placeholders; what was typed is not in it."
    >
      <Button look="primary" onClick={() => save.mutate()} aria-busy={save.isPending}>
        Export replay
      </Button>
      <p role="status" className="mt-2 text-sm empty:hidden">
        {save.isPending && 'Asking every endpoint.'}
        {save.data && `${save.data} is saved.`}
      </p>
      {save.error && <FailureNotice error={save.error} what="The replay could not be exported" />}
    </Section>
  );
}
