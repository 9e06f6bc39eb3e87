import { QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createQueryClient } from '../api/query-client.ts';
import type { ImportedSnapshot, ImportWatch, SnapshotLibrary } from '../api/schemas/support.ts';
import { FormatsProvider } from '../ui/formats-context.tsx';
import { createFormats } from '../units/formats.ts';
import { ImportPanel } from './import-panel.tsx';

const IMPORTED: ImportedSnapshot = {
  ok: true,
  snapshot: {
    id: 'aeb5',
    kind: 'replay',
    title: 'A million entries',
    at: '2027-11-17T15:30:00Z',
    search: 'snapshot=aeb5',
  },
  difference: null,
  disputed: null,
};

/** The panel over a library whose imports are at what the test says, until it ends them. */
function openPanel() {
  const imports: (ImportWatch & { file: Blob; finish: (imported: ImportedSnapshot) => void })[] = [];
  const library: SnapshotLibrary = {
    list: async () => [],
    forget: async () => {},
    importFile: (file, watch) =>
      new Promise((finish, reject) => {
        imports.push({ file, finish, ...watch });
        watch.signal.addEventListener('abort', () => reject(watch.signal.reason));
      }),
  };
  const queryClient = createQueryClient();
  onTestFinished(() => queryClient.clear());
  const { unmount } = render(
    <QueryClientProvider client={queryClient}>
      <FormatsProvider formats={createFormats('en-US', 'UTC')}>
        <ImportPanel library={library} />
      </FormatsProvider>
    </QueryClientProvider>,
  );
  return { imports, unmount, user: userEvent.setup() };
}

const file = new File(['{"kind":"replay"}'], 'replay.json', { type: 'application/json' });
const choose = () => screen.getByLabelText('Snapshot file');

test('An import says what it is at and how far it is, then what came of it', async () => {
  const { imports, user } = openPanel();
  await user.upload(choose(), file);
  expect(await screen.findByText('Reading the file.')).toBeVisible();
  expect(screen.getByRole('progressbar', { name: 'Import' })).toHaveAttribute('value', '0.5');

  act(() => imports[0]?.onStep('comparing'));
  expect(screen.getByText('Comparing every answer with the file’s.')).toBeVisible();
  expect(screen.getByRole('progressbar', { name: 'Import' })).toHaveAttribute('value', '3.5');

  imports[0]?.finish(IMPORTED);
  expect(await screen.findByText('Answers byte for byte as when it was saved.')).toBeVisible();
  expect(screen.queryByRole('progressbar')).not.toBeInTheDocument();
});

test('A canceled import ends, changes nothing, and the same file can be imported again', async () => {
  const { imports, user } = openPanel();
  await user.upload(choose(), file);
  await screen.findByText('Reading the file.');
  act(() => imports[0]?.onStep('following'));
  await user.click(screen.getByRole('button', { name: 'Cancel import' }));
  expect(imports[0]?.signal.aborted).toBe(true);
  expect(await screen.findByText('The import was canceled. Nothing was changed.')).toBeVisible();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();

  await user.upload(choose(), file);
  expect(screen.getByText('Reading the file.')).toBeVisible();
  imports[1]?.finish(IMPORTED);
  expect(await screen.findByText(/^Imported: A million entries, /)).toBeVisible();
});

test('Leaving the screen ends the import', async () => {
  const { imports, unmount, user } = openPanel();
  await user.upload(choose(), file);
  await vi.waitFor(() => expect(imports).toHaveLength(1));
  unmount();
  expect(imports[0]?.signal.aborted).toBe(true);
});

test('An answer that differs is named with its place and both figures', async () => {
  const { imports, user } = openPanel();
  await user.upload(choose(), file);
  const difference = { path: '/v1/balance', pointer: '/used', expected: 1400, got: 1000 };
  imports[0]?.finish({ ...IMPORTED, difference });
  const outcome = screen.getByRole('region', { name: 'Import' });
  await vi.waitFor(() => expect(outcome).toHaveTextContent('first difference is in /v1/balance, at /used.'));
  expect(outcome).toHaveTextContent('Saved: 1400. Now: 1000.');
});
