import { existsSync } from 'node:fs';
import { build, type Rolldown } from 'vite';

const mock = /\/mocks\/|\/node_modules\/(?:@mswjs|msw|idb|temporal-[a-z]+)\//;
const supportConsole = /\/src\/support\//;

const customer = await chunksOf('dist-customer', {});
const faults = [
  ...unwanted(customer, mock, 'holds the mock'),
  ...unwanted(customer, supportConsole, 'holds the support console'),
  ...customer
    .filter(({ code }) => code.includes('/support'))
    .map(({ fileName }) => `Customer build: ${fileName} speaks of /support.`),
  ...missing(customer, /\/src\/main\.tsx$/, 'Customer build'),
];
if (existsSync('dist-customer/mockServiceWorker.js')) faults.push('mockServiceWorker.js lies beside it.');

const support = await chunksOf('dist-support', { VITE_SUPPORT_CONSOLE: '1' });
const first = chunksOfEntry(support);
faults.push(
  ...unwanted(first, mock, 'loads the mock at once'),
  ...unwanted(first, supportConsole, 'loads the support console at once'),
  ...missing(support, mock, 'Support build'),
  ...missing(support, supportConsole, 'Support build'),
);

for (const fault of faults) console.error(fault);
console.log(
  `Customer build: ${customer.length} chunks; for support: ${support.length}; ${faults.length} faults.`,
);
process.exitCode = faults.length > 0 ? 1 : 0;

/** The chunks of a build in front of a real billing API. */
async function chunksOf(outDir: string, variables: Record<string, string>): Promise<Rolldown.OutputChunk[]> {
  Object.assign(process.env, { VITE_BILLING_API_URL: 'https://billing.example', ...variables });
  const result = await build({ build: { outDir }, logLevel: 'warn' });
  if (!('output' in result)) throw new Error('One build was asked for and another kind of answer came.');
  return result.output.filter((file) => file.type === 'chunk');
}

/** What the page loads before anything is asked for: the entry and all that it imports statically. */
function chunksOfEntry(chunks: Rolldown.OutputChunk[]): Rolldown.OutputChunk[] {
  const wanted = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
  for (const name of wanted) {
    for (const imported of chunks.find(({ fileName }) => fileName === name)?.imports ?? [])
      wanted.add(imported);
  }
  return chunks.filter(({ fileName }) => wanted.has(fileName));
}

function unwanted(chunks: Rolldown.OutputChunk[], modules: RegExp, what: string): string[] {
  return chunks
    .filter(({ moduleIds }) => moduleIds.some((id) => modules.test(id)))
    .map(({ fileName, moduleIds }) => `${fileName} ${what}: ${moduleIds.find((id) => modules.test(id))}`);
}

function missing(chunks: Rolldown.OutputChunk[], modules: RegExp, build: string): string[] {
  const found = chunks.some(({ moduleIds }) => moduleIds.some((id) => modules.test(id)));
  return found ? [] : [`${build}: no module matches ${modules}.`];
}
