import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/query-client.ts';
import { sandboxLink } from './api/sandbox-link.ts';
import { App } from './app/app.tsx';
import './app/app.css';
import type { Sandbox } from './api/schemas/support.ts';
import { ErrorBoundary, ScreenFailure } from './credits/error-boundary.tsx';

const container = document.getElementById('root');
if (!container) throw new Error('index.html has no #root');
const root = createRoot(container);

/** A customer's build has no sandbox, but for support. */
const mayOpenSandbox = !import.meta.env.VITE_BILLING_API_URL || import.meta.env.VITE_SUPPORT_CONSOLE === '1';

try {
  const sandbox = await startSandbox();
  root.render(
    <ErrorBoundary resetKey="">
      <App queryClient={createQueryClient()} sandbox={sandbox} />
    </ErrorBoundary>,
  );
} catch (error) {
  root.render(
    <main className="mx-auto max-w-page p-6">
      <ScreenFailure reason={error instanceof Error ? error.message : String(error)} />
      {/* It is the link that is wrong. */}
      {mayOpenSandbox && error instanceof RangeError && (
        <a href="/support/snapshots" className="mt-4 inline-block underline underline-offset-4">
          Open Support without this link
        </a>
      )}
    </main>,
  );
}

/** The embedded billing API, started when the build names no real one, or for support by a link of its own. */
async function startSandbox(): Promise<Sandbox | null> {
  if (!mayOpenSandbox) return null;
  if (sandboxLink === null) {
    if (!location.pathname.startsWith('/support')) return null;
    location.replace('/support?scenario=demo');
    return new Promise(() => {});
  }
  if (sandboxLink.includes('snapshot=')) {
    root.render(
      <p role="status" className="mx-auto max-w-page p-6">
        Opening the snapshot.
      </p>,
    );
  }
  const { startEmbeddedApi } = await import('../mocks/browser.ts');
  return startEmbeddedApi();
}
