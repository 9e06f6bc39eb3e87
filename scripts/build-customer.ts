import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { build, type Rolldown } from 'vite';

const outDir = 'dist-customer';
const supportConsole = /^src\/support\//;
const mock = /^(?:mocks|server)\/|node_modules\/(?:@mswjs|msw|idb|temporal-[a-z]+)\//;

process.env.VITE_BILLING_API_URL = 'https://billing.example';
const modules = modulesOf(await chunksOf(outDir));
const unwanted = (id: string) => mock.test(id) || supportConsole.test(id);
const faults = modules.filter(unwanted).map((id) => `${id} is in it.`);
if (!modules.some((id) => id === 'src/main.tsx')) faults.push('src/main.tsx is not in it.');
if (existsSync(`${outDir}/mockServiceWorker.js`)) faults.push('mockServiceWorker.js lies beside it.');

const customer = textOf(outDir);
const embedded = existsSync('dist') ? textOf('dist') : null;
for (const marker of markers()) {
  if (customer.includes(marker)) faults.push(`“${marker}” is written in it.`);
  // A marker that the mock itself does not have any more would find nothing anywhere.
  if (embedded?.includes(marker) === false)
    faults.push(`“${marker}” is not in dist either, so it marks nothing.`);
}

// The build for support has both, but nothing of them before they are asked for.
process.env.VITE_SUPPORT_CONSOLE = '1';
const forSupport = await chunksOf('dist-support');
faults.push(
  ...modulesOf(atOnce(forSupport))
    .filter(unwanted)
    .map((id) => `for support, ${id} is loaded at once.`),
  ...[mock, supportConsole]
    .filter((part) => !modulesOf(forSupport).some((id) => part.test(id)))
    .map((part) => `for support, nothing of ${part} is in it.`),
);

for (const fault of faults)
  console.error(`The customer build must hold the dashboard without the mock: ${fault}`);
console.log(`Customer build: ${modules.length} modules, ${faults.length} faults.`);
process.exitCode = faults.length > 0 ? 1 : 0;

async function chunksOf(folder: string): Promise<Rolldown.OutputChunk[]> {
  const result = await build({ build: { outDir: folder }, logLevel: 'warn' });
  if (!('output' in result)) throw new Error('One build was asked for and another kind of answer came.');
  return result.output.filter((file) => file.type === 'chunk');
}

/** What the page loads before anything is asked for: the entry and all that it imports statically. */
function atOnce(chunks: Rolldown.OutputChunk[]): Rolldown.OutputChunk[] {
  const names = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
  for (const name of names) {
    for (const imported of chunks.find(({ fileName }) => fileName === name)?.imports ?? [])
      names.add(imported);
  }
  return chunks.filter(({ fileName }) => names.has(fileName));
}

function modulesOf(chunks: Rolldown.OutputChunk[]): string[] {
  return chunks.flatMap(({ moduleIds }) => moduleIds.map(fromHere));
}

/** A module's path below this folder, with slashes on every system. */
function fromHere(id: string): string {
  return relative(process.cwd(), id).replaceAll('\\', '/');
}

/** What only the mock says: the scenarios' stories, its sentences, its worker. */
function markers(): string[] {
  const folder = 'mocks/scenarios';
  const scenarios = readdirSync(folder).filter((file) => file.endsWith('.json'));
  const stories = scenarios.map(
    (file): string => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')).story,
  );
  return [
    ...stories,
    'There is no scenario',
    'is no fault rule',
    'mockServiceWorker',
    'ai-suite-240000',
    'frozenAt',
    'Export replay',
    '/support',
  ];
}

/** Everything that a build sends as text, its list of files aside. */
function textOf(folder: string): string {
  const files = globSync(`${folder}/**/*.{js,css,html}`);
  return files.map((file) => readFileSync(file, 'utf8')).join('\n');
}
