import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A machine with two cores would be given one worker.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          // Laws over many stories take their time on a busy machine.
          testTimeout: 60_000,
          include: ['{src,mocks,server,scripts}/**/*.test.ts'],
          setupFiles: ['mocks/testing/setup.ts'],
        },
      },
      {
        test: {
          name: 'component',
          environment: 'happy-dom',
          include: ['src/**/*.test.tsx'],
          setupFiles: ['src/testing/setup.ts'],
        },
      },
    ],
  },
});
