import { defineConfig } from 'vitest/config';

/** The tests by which the code that prices and charges is judged: those beside it and no other. */
export default defineConfig({
  test: {
    environment: 'node',
    // Laws over many stories take their time on a busy machine.
    testTimeout: 60_000,
    include: ['{src/estimator,mocks/billing}/**/*.test.ts'],
    setupFiles: ['src/testing/same-runs.ts'],
  },
});
