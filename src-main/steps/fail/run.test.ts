import { describe, expect, it } from 'vitest';
import { runStep } from '../lib/test-context';
import { runFail } from './run';

describe('runFail', () => {
  it('fails with the message, code and data, and is never retried', async () => {
    const run = runStep('fail', runFail, {
      message: 'No lines',
      code: 'ORDER_EMPTY',
      data: { id: 7 },
    });
    await expect(run).rejects.toMatchObject({
      code: 'ORDER_EMPTY',
      kind: 'user',
      message: 'No lines',
      details: { data: { id: 7 } },
      retry: { type: 'final' },
    });
  });
});
