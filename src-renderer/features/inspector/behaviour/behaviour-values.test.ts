import { findStepDefinition } from '@shared/steps';
import { describe, expect, it } from 'vitest';
import { behaviourFields } from './behaviour-fields';
import { behaviourChange, behaviourConfig } from './behaviour-values';

describe('behaviourChange', () => {
  it('sets a field as a whole', () => {
    expect(behaviourChange({}, ['timeout'], '30s')).toEqual({ field: 'timeout', value: '30s' });
    expect(behaviourChange({}, ['unknown'], 1)).toBeNull();
  });

  it('keeps attempts alone as a number and grows into a map', () => {
    expect(behaviourChange({}, ['retry', 'attempts'], 3)).toEqual({ field: 'retry', value: 3 });
    const config = behaviourConfig({ retry: 3 });
    expect(behaviourChange(config, ['retry', 'delay'], '5s')).toEqual({
      field: 'retry',
      value: { attempts: 3, delay: '5s' },
    });
  });

  it('never writes half a limit', () => {
    expect(behaviourChange({}, ['rateLimit', 'limit'], 5)).toEqual({
      field: 'rateLimit',
      value: { limit: 5, per: '1s' },
    });
    const config = { rateLimit: { limit: 5, per: '2s', key: 'shop' } };
    expect(behaviourChange(config, ['rateLimit', 'key'], undefined)?.value).toEqual({
      limit: 5,
      per: '2s',
    });
    expect(behaviourChange(config, ['rateLimit', 'limit'], undefined)?.value).toBeUndefined();
    expect(behaviourChange({}, ['circuitBreaker', 'reset'], '1m')?.value).toEqual({
      failures: 5,
      reset: '1m',
    });
  });

  it('takes the policy away with its last member', () => {
    const config = behaviourConfig({ retry: 3 });
    expect(behaviourChange(config, ['retry', 'attempts'], undefined)).toEqual({
      field: 'retry',
      value: undefined,
    });
  });
});

describe('behaviourFields', () => {
  it('leaves out what makes no sense for the kind', () => {
    const keys = (kind: string): string[] =>
      behaviourFields(findStepDefinition(kind)).map((field) => field.key);
    expect(keys('note')).toEqual(['description']);
    expect(keys('manual-start')).not.toContain('join');
    expect(keys('http-request')).toEqual([
      'description',
      'disabled',
      'join',
      'onError',
      'timeout',
      'retry',
      'rateLimit',
      'circuitBreaker',
      'onInterrupt',
      'cost',
    ]);
  });

  it('shows what happens after a crash only where a repeat could hurt', () => {
    const shown = (effects: 'pure' | 'idempotent' | 'unsafe'): string[] =>
      behaviourFields(findStepDefinition('http-request'), effects)
        .filter((field) => field.visibleWhen?.({}) !== false)
        .map((field) => field.key);
    expect(shown('unsafe')).toContain('onInterrupt');
    expect(shown('idempotent')).not.toContain('onInterrupt');
    expect(shown('idempotent')).toContain('rateLimit');
    expect(shown('pure')).not.toContain('rateLimit');
  });

  it("shows the kind's own time limit as what counts while none is set", () => {
    const fields = behaviourFields(findStepDefinition('http-request'));
    expect(fields.find((field) => field.key === 'timeout')?.placeholder).toBe('60s');
  });
});
