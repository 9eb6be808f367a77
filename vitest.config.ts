import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@shared': resolve('src-shared') } },
  test: {
    include: ['src-*/**/*.test.{ts,tsx}', 'test/{conformance,golden}/**/*.test.ts'],
    // A test that needs longer than this waits for something that will not happen.
    testTimeout: 20_000,
    pool: 'forks',
    maxWorkers: 2,
    // Reading the modules anew for each of three hundred files took more than half of the time. A test
    // leaves nothing behind for those after it, whatever their order: `--sequence.shuffle.files` tells.
    isolate: false,
    // Somebody else's build may take the machine for a moment. What passed only the second time is told,
    // and is a fault of the test or of the product that somebody has to find.
    retry: process.env.CI ? 1 : 0,
  },
});
