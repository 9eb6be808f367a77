import { describe, expect, it } from 'vitest';
import { condition } from '@shared/steps/condition/definition';
import { runStep } from '../lib/test-context';
import { runCondition } from './run';

describe('runCondition', () => {
  it.each([true, false])('takes the port of %s', async (when) => {
    expect(await runStep('condition', runCondition, { when })).toEqual({
      output: { result: when },
      taken: [String(when)],
    });
  });

  it.each(['false', 0, null, {}])('refuses %j instead of guessing', (when) => {
    const parsed = condition.config.safeParse({ when });
    expect(parsed.error?.issues[0]?.message).toMatch(/must be true or false, but is .*; write/);
  });
});
