import { AppError } from '@shared/errors/app-error';
import type { Approval } from '@shared/ipc/approvals';
import type { PendingDecision } from '@shared/ipc/runs';
import type { RunId } from '@shared/lib/ids';
import type { RunEvent } from '@shared/runs/events';
import { describe, expect, it, vi } from 'vitest';
import { createInboxStore, type InboxDeps, itemKey } from './inbox-store';

const run = 'run_aaaaaaaaaaaa' as RunId;

function approval(step: string): Approval {
  return {
    runId: run,
    path: [],
    step,
    workflowId: null,
    workflowName: 'Refunds',
    title: `Approve ${step}`,
    message: null,
    form: null,
    assignee: null,
    since: 1,
    deadline: null,
    restricted: false,
  };
}

const decision: PendingDecision = {
  runId: run,
  path: [{ step: 'each', iteration: 2 }],
  step: 'send',
  workflowId: null,
  workflowName: 'Refunds',
  attempt: 1,
  since: 1,
};

function setUp(open: Approval[] = [approval('a'), approval('b')]) {
  const approvals = {
    list: vi.fn(async () => [...open]),
    answer: vi.fn(async ({ step }: { step: string }) => {
      open.splice(
        open.findIndex((one) => one.step === step),
        1,
      );
      return {};
    }),
    postpone: vi.fn(async () => ({})),
  };
  const events = [
    { type: 'run.created', seq: 1, workflow: { name: 'Refunds' }, input: { value: null } },
    {
      type: 'step.started',
      seq: 2,
      step: 'send',
      path: decision.path,
      attempt: 1,
      key: 'k1',
      input: { value: { to: 'x' } },
    },
    { type: 'step.interrupted', seq: 3, step: 'send', path: decision.path, attempt: 1 },
  ] as unknown as RunEvent[];
  const runs = {
    decisions: vi.fn(async () => [decision]),
    decide: vi.fn(async () => ({})),
    events: vi.fn(async ({ after }: { after: number }) => ({
      events: events.filter(({ seq }) => seq > after).slice(0, 2),
      lastSeq: 3,
    })),
  };
  const store = createInboxStore({ approvals, runs } as unknown as InboxDeps);
  return { store, approvals, runs };
}

describe('the inbox', () => {
  it('lists decisions before approvals and selects the first', async () => {
    const { store } = setUp();
    await store.load();
    const { items, selected } = store.getState();
    expect(items.map(({ type }) => type)).toEqual(['decision', 'approval', 'approval']);
    expect(selected).toBe(itemKey(decision));
  });

  it('goes on to the next item once one is answered', async () => {
    const { store, approvals } = setUp();
    await store.load();
    store.select(itemKey(approval('a')));
    expect(
      await store.answer(approval('a'), 'approve', { data: { ok: true }, comment: '' }),
    ).toBeNull();
    expect(approvals.answer).toHaveBeenCalledWith({
      runId: run,
      path: [],
      step: 'a',
      action: 'approve',
      data: { ok: true },
    });
    expect(store.getState().selected).toBe(itemKey(approval('b')));
  });

  it('gives back why an answer was refused and keeps the item', async () => {
    const { store, approvals } = setUp();
    await store.load();
    const refusal = {
      code: 'FORM_INVALID',
      kind: 'user',
      message: 'The amount is missing.',
    } as const;
    approvals.answer.mockRejectedValueOnce(new AppError(refusal));
    expect(await store.answer(approval('a'), 'approve', {})).toMatchObject({
      code: 'FORM_INVALID',
    });
    expect(store.getState()).toMatchObject({ sending: false });
    expect(store.getState().items).toHaveLength(3);
  });

  it('finds the input and the key of a step that needs a decision, page by page', async () => {
    const { store, runs } = setUp();
    expect(await store.stepRun(decision)).toMatchObject({ key: 'k1', status: 'interrupted' });
    expect(runs.events).toHaveBeenCalledTimes(2);
  });

  it('reads once more when something changed while it was reading', async () => {
    const { store, approvals } = setUp();
    await Promise.all([store.load(), store.load(), store.load()]);
    expect(approvals.list).toHaveBeenCalledTimes(2);
  });
});
