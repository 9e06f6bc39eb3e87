import type { ImportedSnapshot, ImportStep, ImportWatch } from '../../src/api/schemas/support.ts';

/** What the worker says: a step at a time, then what came of it. */
export type FromImportWorker = { step: ImportStep } | { imported: ImportedSnapshot } | { failed: string };

/** Imports a file in a worker of its own: whatever it holds, the page stays free, and aborting ends the work at once. */
export function importInWorker(file: Blob, { signal, onStep }: ImportWatch): Promise<ImportedSnapshot> {
  const worker = new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<ImportedSnapshot>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    worker.addEventListener('message', ({ data }: MessageEvent<FromImportWorker>) => {
      if ('step' in data) onStep(data.step);
      else if ('imported' in data) resolve(data.imported);
      else reject(new Error(data.failed));
    });
    worker.postMessage(file);
  }).finally(() => worker.terminate());
}
