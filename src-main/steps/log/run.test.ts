import { describe, expect, it } from 'vitest';
import type { LogConfig } from '@shared/steps/log/definition';
import { createTestContext } from '../lib/test-context';
import { runLog } from './run';

describe('runLog', () => {
  it('writes the line and gives it as output', async () => {
    const context = createTestContext<LogConfig>('log', {
      level: 'warn',
      message: 'Careful',
      data: [1],
    });
    expect(await runLog(context)).toEqual({
      output: { level: 'warn', message: 'Careful', data: [1] },
    });
    expect(context.logs).toEqual([{ level: 'warn', message: 'Careful', data: [1] }]);
  });

  it('writes a value that is no text as JSON', async () => {
    const context = createTestContext<LogConfig>('log', { message: { a: [1, null] } });
    await runLog(context);
    expect(context.logs).toEqual([{ level: 'info', message: '{"a":[1,null]}' }]);
  });
});
