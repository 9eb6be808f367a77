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
  },
});
