import type { ScenarioLink } from '../link.ts';
import type { Opened } from '../support/support-tools.ts';
import type { WorldOptions } from '../world.ts';
import { buildCaptureHandlers } from './capture-handlers.ts';
import { loadSnapshot } from './library.ts';
import { readSnapshot } from './read-snapshot.ts';

/** Opens a snapshot of this browser's library, read anew; a RangeError says why it cannot be opened. */
export async function openSnapshotLink(
  id: string,
  link: ScenarioLink,
  openWorld: (link: ScenarioLink, from: Pick<WorldOptions, 'scenario' | 'catalogue' | 'saved'>) => Opened,
): Promise<Opened> {
  const read = await readSnapshot(await loadSnapshot(id));
  if (!read.ok) throw new RangeError(`The snapshot cannot be opened. ${read.reason}`);
  const { snapshot } = read;
  if (snapshot.kind === 'capture') {
    const { capture } = snapshot;
    return {
      handlers: buildCaptureHandlers(capture),
      about: {
        id: 'capture',
        title: 'A customer’s screens',
        story: 'What a customer’s browser held, without names; it answers nothing else.',
      },
      setting: { locale: capture.locale, timeZone: capture.timeZone },
      sandbox: { link, world: null, snapshot },
    };
  }
  const { scenario, catalogue, saved, replay } = snapshot.replay;
  const opened = openWorld(link, { scenario, catalogue, saved });
  const setting = { locale: replay.locale, timeZone: replay.timeZone };
  return { ...opened, setting, sandbox: { ...opened.sandbox, snapshot } };
}
