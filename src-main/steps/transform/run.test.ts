import { describe, expect, it } from 'vitest';
import { SecretRef, SecretText } from '@shared/expressions/types';
import { transform } from '@shared/steps/transform/definition';
import { runStep } from '../lib/test-context';
import { runTransform } from './run';

describe('runTransform', () => {
  it('gives the value, and secrets only as references', async () => {
    const value = {
      list: [1, null, 'x {{ not.resolved.again }}'],
      secret: new SecretRef('token'),
      text: new SecretText(['Bearer ', new SecretRef('token')]),
    };
    expect(await runStep('transform', runTransform, { value })).toEqual({
      output: {
        list: [1, null, 'x {{ not.resolved.again }}'],
        secret: { $secret: 'token' },
        text: { $parts: ['Bearer ', { $secret: 'token' }] },
      },
    });
  });
});

describe('transform', () => {
  it('tells the shape of its output as far as the settings do', () => {
    const config = {
      value: { id: '{{ input.id }}', label: 'No. {{ input.id }}', n: [1, 2], ok: true },
    };
    expect(transform.outputSchema(config)).toEqual({
      type: 'object',
      properties: {
        id: {},
        label: { type: 'string' },
        n: { type: 'array', items: { type: 'integer' } },
        ok: { type: 'boolean' },
      },
      required: ['id', 'label', 'n', 'ok'],
    });
    expect(transform.summary(config)).toBe('id, label, n, ok');
  });
});
