import type { RunSummary } from '@shared/ipc/runs';
import { describe, expect, it } from 'vitest';
import { runNews } from './run-news';

function run(part: Partial<RunSummary>): RunSummary {
  return { startedAt: 1_000, endedAt: null, error: null, ...part } as RunSummary;
}

describe('what is said of a run', () => {
  it('tells its start, its waits and its end, and each once', () => {
    const running = run({ status: 'running' });
    expect(runNews(undefined, running)).toBe('Run started');
    expect(runNews(running, running)).toBeUndefined();
    expect(runNews(running, run({ status: 'waiting' }))).toBe('Run waiting');
    const done = run({ status: 'completed', endedAt: 3_000 });
    expect(runNews(running, done)).toBe('Run completed in 2.0 s');
    expect(runNews(done, done)).toBeUndefined();
  });

  it('says why it failed, also of one that was over before it was heard of', () => {
    const error = { code: 'X', message: 'Fetch orders got no answer' };
    const failed = run({ status: 'failed', endedAt: 3_000, error: error as RunSummary['error'] });
    expect(runNews(undefined, failed)).toBe('Run failed: Fetch orders got no answer');
  });

  it('leaves a stop to the debugger, and says nothing where a run goes on', () => {
    const running = run({ status: 'running' });
    expect(runNews(running, run({ status: 'paused' }))).toBeUndefined();
    expect(runNews(run({ status: 'paused' }), running)).toBeUndefined();
  });
});
