import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from 'vite';

/** Where a build may begin a chunk of its own on the way to the first balance. */
const doors = [
  'src/app/app.tsx',
  'src/overview/overview-screen.tsx',
  'mocks/browser.ts',
  'mocks/scenarios/demo.json',
];

/**
 * The JavaScript files of a build that a browser loads before it shows the first balance: the theme script, the
 * page's entry and, in an embedded build, the mock API with its worker and first scenario, each with all its static
 * imports. `temporal-polyfill` is left out, since browsers with their own Temporal do without; so are lazy screens.
 */
export function firstBalanceFiles(outDir: string, build: 'customer' | 'embedded'): string[] {
  const manifest: Manifest = JSON.parse(readFileSync(join(outDir, '.vite/manifest.json'), 'utf8'));
  if (build === 'embedded' && !manifest['mocks/browser.ts']) {
    throw new Error(`${outDir} embeds no API: build it without VITE_BILLING_API_URL.`);
  }

  if (!manifest['index.html']) throw new Error(`${outDir} has no entry of its own for index.html.`);

  const files = new Set(build === 'embedded' ? ['theme.js', 'mockServiceWorker.js'] : ['theme.js']);
  const add = (key: string): void => {
    const chunk = manifest[key];
    if (!chunk || chunk.name === 'temporal-polyfill' || files.has(chunk.file)) return;
    files.add(chunk.file);
    chunk.imports?.forEach(add);
  };
  ['index.html', ...doors].forEach(add);
  return [...files].map((file) => join(outDir, file));
}
