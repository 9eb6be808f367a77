import { describe, expect, it } from 'vitest';
import { checkConfig } from '@shared/steps/check-config';
import { compensate } from '@shared/steps/compensate/definition';
import { runStep } from '../lib/test-context';
import { runCompensate } from './run';

describe('runCompensate', () => {
  it('gives what is to be undone', async () => {
    const roots = { steps: { reserve: { id: 7 }, other: 1 } };
    expect(await runStep('compensate', runCompensate, { step: 'reserve' }, { roots })).toEqual({
      output: { id: 7 },
    });
  });

  it('has to name a step', () => {
    expect(checkConfig(compensate, {}).map(({ code }) => code)).toEqual(['SETTING_MISSING']);
    expect(checkConfig(compensate, { step: 'reserve' })).toEqual([]);
  });
});
