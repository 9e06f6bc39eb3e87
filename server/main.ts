import type { AddressInfo } from 'node:net';
import { createMemoryStore } from '../mocks/store/memory-store.ts';
import { createBillingServer } from './billing-server.ts';
import { type Flags, HELP, parseFlags } from './flags.ts';
import { createSandboxes } from './sandboxes.ts';
import { openSqliteFile, type SqliteFile } from './sqlite-store.ts';

/** How long requests in flight may take after the server was told to stop. */
const GRACE_MS = 10_000;

try {
  const flags = parseFlags(process.argv.slice(2));
  if (flags) serve(flags);
  else console.log(HELP);
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  fail(`${error.message}\nnpm run api -- --help says what there is.`);
}

function serve({ port, link, data }: Flags): void {
  const file = data === null ? null : openData(data);
  const sandboxes = createSandboxes((name) => file?.store(name) ?? createMemoryStore());
  const server = createBillingServer(sandboxes, link);
  server.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    fail(`Port ${port} is taken. Stop what listens there, or choose another with --port.`);
  });
  server.listen(port, '127.0.0.1', () => {
    const { port: listening } = server.address() as AddressInfo;
    const { scenario, link: opened } = sandboxes.open(link);
    const clock = opened.at === undefined ? 'The clock runs.' : `The clock stands still at ${opened.at}.`;
    console.log(`Billing API at http://127.0.0.1:${listening}/v1`);
    console.log(`${scenario.title}. ${clock} Kept in ${data ?? 'memory'}.`);
  });

  const stop = () => {
    server.close(() => {
      file?.close();
      process.exit(0);
    });
    setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function openData(path: string): SqliteFile {
  try {
    return openSqliteFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RangeError(`--data ${path} cannot be opened as a SQLite file: ${reason}.`, { cause: error });
  }
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exit(1);
}
