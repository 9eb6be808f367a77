import { describe, expect, it } from 'vitest';
import { setVariable, type SetVariableConfig } from '@shared/steps/set-variable/definition';
import { createTestContext } from '../lib/test-context';
import { runSetVariable } from './run';

describe('runSetVariable', () => {
  it('sets the variable and gives the value', async () => {
    const context = createTestContext<SetVariableConfig>('set-variable', {
      name: 'count',
      value: [1],
    });
    expect(await runSetVariable(context)).toEqual({ output: [1] });
    expect(context.variables).toEqual({ count: [1] });
  });

  it.each(['', '1st', 'a-b', '__proto__', 'constructor'])('refuses the name "%s"', (name) => {
    expect(setVariable.config.safeParse({ name, value: 1 }).success).toBe(false);
  });
});
