import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { msw } from 'msw/vite';
import { defineConfig, loadEnv, minifySync, type Plugin } from 'vite';
import { staticHost } from './scripts/static-host.ts';

export default defineConfig(({ mode }) => {
  const { VITE_BILLING_API_URL: billingApiUrl, VITE_SUPPORT_CONSOLE: supportConsole } = loadEnv(
    mode,
    process.cwd(),
  );

  return {
    plugins: [
      react(),
      tailwindcss(),
      staticHost(billingApiUrl),
      // With a real API there is nothing to mock but for support, and the build carries no worker file.
      (!billingApiUrl || supportConsole === '1') && [msw({ mode: 'worker-only' }), minifiedWorker()],
    ],
    resolve: {
      alias: {
        'tough-cookie': fileURLToPath(new URL('mocks/tough-cookie-stub.ts', import.meta.url)),
        // React has had it for itself since version 18.
        'use-sync-external-store/shim/index.js': 'react',
      },
    },
    build: {
      manifest: true,
      modulePreload: { polyfill: false },
      // The Content-Security-Policy allows no `data:` URL.
      assetsInlineLimit: 0,
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              // Alone in its chunk, so that browsers with their own Temporal can leave it out.
              { name: 'temporal-polyfill', test: /node_modules\/temporal-/ },
              // What every visit needs is one file: cut along what lazy screens share, it is 4 kB more, gzipped.
              { name: 'first', tags: ['$initial'], test: /\/(?:node_modules|src\/(?!main\.tsx))/ },
              // So is what the embedded API needs for its first reply, though support's lazy tools share most of it.
              {
                name: 'embedded-api',
                test: /\/mocks\/(?:billing|handlers|store|data)\/|\/mocks\/(?!browser)[\w-]+\.ts|\/(?:idb|msw|@mswjs)\//,
              },
            ],
          },
        },
      },
    },
    // Support's import has a worker, which loads a scenario's long history only where a file has one.
    worker: { format: 'es' },
    preview: { host: '127.0.0.1', port: 4173, strictPort: true, cors: false },
    server: { host: '127.0.0.1' },
  };
});

/** MSW ships its worker with all comments, and the first balance waits for it: 5.5 kB become 2.2 kB, gzipped. */
function minifiedWorker(): Plugin {
  return {
    name: 'minified-worker',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle['mockServiceWorker.js'];
        if (worker?.type !== 'asset') throw new Error('The embedded API has no worker to minify.');
        worker.source = minifySync(worker.fileName, String(worker.source)).code;
      },
    },
  };
}
