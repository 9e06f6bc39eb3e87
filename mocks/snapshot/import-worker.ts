import type { FromImportWorker } from './import-in-worker.ts';
import { importSnapshot } from './import-snapshot.ts';

const say = (message: FromImportWorker) => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<Blob>) => {
  importSnapshot(data, (step) => say({ step })).then(
    (imported) => say({ imported }),
    (error: unknown) => say({ failed: String(error) }),
  );
});
