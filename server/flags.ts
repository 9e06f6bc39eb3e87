import { parseArgs } from 'node:util';

export interface Flags {
  port: number;
  /** The link of the customer who answers without a sandbox cookie, as a query string. */
  link: string;
  /** The SQLite file; memory where it is null. */
  data: string | null;
}

const OPTIONS = {
  port: { type: 'string', default: '4174' },
  scenario: { type: 'string' },
  at: { type: 'string' },
  seed: { type: 'string' },
  faults: { type: 'string' },
  data: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const HELP = `npm run api -- [flags]

Serves the billing API on 127.0.0.1 until it is stopped (Ctrl+C, SIGTERM).

  --port N         where it listens; 4174 unless told, 0 for any free port
  --scenario ID    which customer answers: a file in mocks/scenarios; demo unless told
  --at INSTANT     freezes the clock there, for example 2026-04-21T09:00:00Z
  --seed N         draws the faults that strike by chance
  --faults RULES   makes requests fail: [METHOD ]PATH:FAULT[:N], separated by commas,
                   for example "POST /v1/generations:drop-reply:1" or "*:500:0.3"
  --data FILE      keeps everything in this SQLite file; in memory unless told
  --help           prints this

Beside the API, for trying it out:

  GET  /sandbox?scenario=ID&at=INSTANT&seed=N&faults=RULES&store=NAME&return=URL
       opens another customer for this browser, by a cookie
  POST /sandbox/start-over           forgets what happened to that customer
  POST /sandbox/advance?seconds=N    lets time pass there
`;

/** Reads the command line; null when it asks for help. A RangeError says in a sentence what is wrong with it. */
export function parseFlags(args: readonly string[]): Flags | null {
  const { port, data, help, ...link } = valuesOf(args);
  if (help) return null;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new RangeError(`--port is a whole number from 0 to 65535, not “${port}”.`);
  }
  if (data === '') throw new RangeError('--data names a file.');
  return { port: Number(port), link: new URLSearchParams(link).toString(), data: data ?? null };
}

function valuesOf(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false }).values;
  } catch (error) {
    throw new RangeError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
