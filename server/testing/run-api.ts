import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface RunningApi {
  /** Its address without a path, such as `http://127.0.0.1:50321`. */
  url: string;
  /** What it said when it began to listen. */
  greeting: string;
  /** Sends the signal and waits for the end: the exit code, or null when the signal itself ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Starts `npm run api` with these flags, on a free port unless they name one, and waits until it listens. */
export async function runApi(...flags: string[]): Promise<RunningApi> {
  const child = spawn(process.execPath, [main, '--port', '0', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value: first = '' } = await lines.next();
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(first)?.[0];
  if (url === undefined) throw new Error(`npm run api ended before it listened: ${flags.join(' ')}`);
  const { value: greeting = '' } = await lines.next();
  return {
    url,
    greeting,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const [code] = await ended;
      return code;
    },
  };
}
