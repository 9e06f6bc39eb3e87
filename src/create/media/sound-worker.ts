import { mediaErrorFrom, UNREADABLE } from './media-error.ts';
import { measureSound } from './sound-length.ts';

/** What the worker says of the file that it was sent. `alive` tells a slow disk from a loop that never ends. */
export type SoundReply =
  | { kind: 'read'; position: number }
  | { kind: 'alive' }
  | { kind: 'measured'; seconds: number }
  | { kind: 'refused'; message: string };

const ALIVE_EVERY_MS = 1000;

function reply(message: SoundReply) {
  postMessage(message);
}

addEventListener('message', async ({ data: file }: MessageEvent<File>) => {
  setInterval(() => reply({ kind: 'alive' }), ALIVE_EVERY_MS);
  try {
    const seconds = await measureSound(file, (position) => reply({ kind: 'read', position }));
    reply({ kind: 'measured', seconds });
  } catch (error) {
    reply({ kind: 'refused', message: mediaErrorFrom(error, UNREADABLE).message });
  }
});
