import { describe, expect, it } from 'vitest';
import { runStep } from '../lib/test-context';
import { runManualStart } from './run';

describe('runManualStart', () => {
  it("gives the run's input unchanged, and null without one", async () => {
    const input = { folder: 'data', deep: [{ a: null }] };
    const run = (roots: { input?: typeof input }) =>
      runStep('manual-start', runManualStart, {}, { roots });
    expect(await run({ input })).toEqual({ output: input });
    expect(await run({})).toEqual({ output: null });
  });
});
