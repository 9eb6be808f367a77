import { findStepDefinition } from '@shared/steps';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { describe, expect, it } from 'vitest';
import type { RunId } from '@shared/lib/ids';
import { effectsRequest, liveEffects, stepsToMock } from './effects-choice';

const { workflow } = parseWorkflow(`stepwell: 1
name: Effects
steps:
  start: { kind: manual-start }
  get: { kind: http-request, title: Get it, with: { url: https://example.com } }
  pinned: { kind: http-request, with: { url: https://example.com } }
  shape: { kind: transform, with: { value: 1 } }
edges: [start -> get, get -> pinned, pinned -> shape]
pins: { pinned: 1 }
`);

describe('effectsRequest', () => {
  it('asks for answers of what reaches outside and has no pin', () => {
    expect(workflow && stepsToMock(workflow, findStepDefinition)).toEqual([
      { id: 'get', title: 'Get it' },
    ]);
  });

  it('turns the choice into what main takes', () => {
    const run = 'run_aaaaaaaaaaaa' as RunId;
    expect(effectsRequest(liveEffects)).toEqual({ request: 'live' });
    expect(effectsRequest({ ...liveEffects, policy: 'replay', recording: run })).toEqual({
      request: { replay: run },
    });
    expect(
      effectsRequest({ ...liveEffects, policy: 'mock', answers: { get: '{"a":1}', other: ' ' } }),
    ).toEqual({ request: { mock: { get: { a: 1 } } } });
  });

  it('says what is missing where it is missing', () => {
    expect(effectsRequest({ ...liveEffects, policy: 'replay' }).errors).toHaveProperty('recording');
    const broken = { ...liveEffects, policy: 'mock' as const, answers: { get: '{' } };
    expect(effectsRequest(broken).errors?.['get']).toContain('not JSON');
  });
});
