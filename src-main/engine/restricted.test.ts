import { describe, expect, it, vi } from 'vitest';
import { fakeKind, kindsOf, runWorkflow, workflowOf } from '../../test/helpers/run-workflow';
import type { StepEffects } from '@shared/steps/define-step';

const reach = vi.fn(() => 'reached');

function kindWith(effects: StepEffects, confines = false) {
  return fakeKind(effects, reach, { effects: () => effects, ...(confines && { confines }) });
}

const pure = fakeKind('start', () => null);
const request = { restricted: true };

async function outcomeOf(kind: ReturnType<typeof kindWith>, retry = false) {
  reach.mockClear();
  const policy = { attempts: 3, backoff: 'fixed', delay: 1, factor: 1, cap: 1, jitter: 0 } as const;
  const steps = {
    start: { kind: 'start' },
    touch: { kind: kind.definition.kind, title: 'Touch', ...(retry && { retry: policy }) },
  };
  const workflow = workflowOf(steps, ['start -> touch']);
  const run = runWorkflow(workflow, kindsOf(pure, kind), {}, request);
  return await run.handle.done;
}

describe('a run of a workflow that nobody trusts', () => {
  it.each(['idempotent', 'unsafe'] as const)('refuses %s steps, once', async (effects) => {
    const state = await outcomeOf(kindWith(effects), true);
    expect(state).toMatchObject({ status: 'failed', error: { code: 'STEP_RESTRICTED' } });
    expect(state.error?.hint).toContain('Trust the workflow to let step "Touch" run');
    expect(reach).not.toHaveBeenCalled();
    expect(state.steps.get('touch')?.attempt).toBe(1);
  });

  it('runs what stays inside, and kinds that confine themselves', async () => {
    expect(await outcomeOf(kindWith('pure'))).toMatchObject({ status: 'completed' });
    expect(await outcomeOf(kindWith('unsafe', true))).toMatchObject({ status: 'completed' });
    expect(reach).toHaveBeenCalledTimes(1);
  });
});
