import type { RunId } from '@shared/lib/ids';
import { describe, expect, it } from 'vitest';
import { openServices } from '../../test/helpers/open-services';
import { tempFolder } from '../../test/helpers/temp-profile';
import { waitUntil } from '../../test/helpers/wait-until';
import type { Services } from './create-services';

const text = `stepwell: 1
name: Invoices
result: "{{ steps.release }}"
steps:
  start: { kind: manual-start }
  release:
    kind: approval
    with:
      title: "Pay {{ input.amount }}?"
      message: Really
      assignee: ann
      deadline: 3d
      default: reject
      form:
        type: object
        properties: { account: { enum: [main, reserve] } }
        required: [account]
  paid: { kind: log, with: { message: paid } }
  refused: { kind: log, with: { message: refused } }
edges:
  - start -> release
  - release.approved -> paid
  - release.rejected -> refused
`;

let keys = 0;

async function startOne(services: Services): Promise<RunId> {
  const run = await services.runs.start({
    workflowId: null,
    text,
    input: { amount: 5 },
    secrets: {},
    startedBy: 'test',
    requestKey: `approval-${(keys += 1)}`,
  });
  await waitUntil('it asks', () => services.topics.waits(run).length > 0);
  return run;
}

const at = (runId: RunId) => ({ runId, path: [], step: 'release' });
const good = { action: 'approve', data: { account: 'main' } } as const;

function resumptions(services: Services, run: RunId) {
  return services.runs
    .events(run, 0, 1_000)
    .events.filter((event) => event.type === 'step.resumed' && event.signal !== undefined);
}

describe('approvals', () => {
  it('show what a person needs to know, and take the answer that fits the form', async () => {
    const open: number[] = [];
    const services = await openServices(tempFolder(), {
      events: { waitsChanged: (count) => open.push(count) },
    });
    const run = await startOne(services);
    await waitUntil('one is told of', () => open.at(-1) === 1);
    const [approval] = services.approvals.list();
    expect(approval).toMatchObject({
      ...at(run),
      workflowName: 'Invoices',
      title: 'Pay 5?',
      message: 'Really',
      assignee: 'ann',
      form: { required: ['account'] },
      restricted: true,
    });
    expect((approval?.deadline ?? 0) - (approval?.since ?? 0)).toBeCloseTo(3 * 86_400_000, -3);
    await expect(
      services.approvals.answer({ ...at(run), action: 'approve', data: { account: 'x' } }),
    ).rejects.toMatchObject({
      code: 'FORM_INVALID',
      message: expect.stringContaining('$.account'),
    });
    await expect(
      services.approvals.answer({ ...at(run), action: 'approve' }),
    ).rejects.toMatchObject({ code: 'FORM_INVALID' });

    const outcome = services.runs.outcome(run);
    await services.approvals.answer({ ...at(run), ...good, comment: 'fine', by: 'Bea' });
    expect(services.approvals.list()).toEqual([]);
    expect(await outcome).toMatchObject({
      status: 'completed',
      output: { value: { approved: true, data: { account: 'main' }, comment: 'fine', by: 'Bea' } },
    });
    await waitUntil('none is told of', () => open.at(-1) === 0);
  });

  it('take one answer, and say what the state is to a second one', async () => {
    const services = await openServices(tempFolder());
    const run = await startOne(services);
    const answers = await Promise.allSettled([
      services.approvals.answer({ ...at(run), ...good }),
      services.approvals.answer({ ...at(run), action: 'reject' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(answers[1]).toMatchObject({ reason: { code: 'STATE_CONFLICT' } });
    expect((await services.runs.outcome(run)).steps.get('refused')?.status).toBe('skipped');
    await expect(services.approvals.answer({ ...at(run), ...good })).rejects.toMatchObject({
      code: 'STATE_CONFLICT',
      message: expect.stringContaining('completed'),
    });
    expect(resumptions(services, run)).toHaveLength(1);
    const unknown = { ...at(run), step: 'nothing' };
    await expect(
      services.approvals.answer({ ...unknown, runId: 'run_000000000000' as RunId, ...good }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are handed on and postponed while they wait, and rejected without data', async () => {
    const services = await openServices(tempFolder());
    const run = await startOne(services);
    const deadline = services.approvals.list()[0]?.deadline ?? 0;
    await services.approvals.reassign(at(run), 'bob');
    await waitUntil('bob has it', () => services.approvals.list()[0]?.assignee === 'bob');
    expect(services.approvals.list()[0]?.deadline).toBe(deadline);
    await services.approvals.postpone(at(run), null);
    await waitUntil('it has no deadline', () => services.approvals.list()[0]?.deadline === null);
    expect(services.approvals.list()[0]?.assignee).toBe('bob');
    await services.approvals.answer({ ...at(run), action: 'reject' });
    const state = await services.runs.outcome(run);
    expect(state.output).toMatchObject({ value: { approved: false, data: null } });
    expect(state.steps.get('paid')?.status).toBe('skipped');
  });

  it('are answered from another process', async () => {
    const profile = tempFolder();
    const studio = await openServices(profile);
    const run = await startOne(studio);
    const command = await openServices(profile);
    expect(command.approvals.list()).toMatchObject([at(run)]);
    const outcome = studio.runs.outcome(run);
    await command.approvals.answer({ ...at(run), ...good });
    // Nobody can answer it again, though the run has not heard of it yet.
    expect(studio.approvals.list()).toEqual([]);
    await expect(studio.approvals.answer({ ...at(run), ...good })).rejects.toMatchObject({
      code: 'STATE_CONFLICT',
      message: expect.stringContaining('approved already'),
    });
    expect((await outcome).status).toBe('completed');
    expect(resumptions(studio, run)).toHaveLength(1);
  });

  it('answered while nobody runs it, or just before a restart, are applied once', async () => {
    const profile = tempFolder();
    const first = await openServices(profile);
    const run = await startOne(first);
    await first.close();
    const command = await openServices(profile);
    await command.approvals.answer({ ...at(run), ...good });
    await command.close();

    const studio = await openServices(profile, { resumeRuns: true });
    expect(studio.approvals.list()).toEqual([]);
    await studio.recover();
    await waitUntil('it has gone on', () => studio.runs.get(run).status === 'completed');
    expect(resumptions(studio, run)).toHaveLength(1);
    await studio.close();
    const again = await openServices(profile, { resumeRuns: true });
    await again.recover();
    expect(again.runs.get(run).status).toBe('completed');
  });

  it('answered while nobody runs it, are applied when somebody resumes just that run', async () => {
    const profile = tempFolder();
    const first = await openServices(profile);
    const run = await startOne(first);
    await first.close();
    const command = await openServices(profile);
    await command.approvals.answer({ ...at(run), ...good });
    await command.runs.resume(run, {});
    expect((await command.runs.outcome(run)).status).toBe('completed');
    expect(resumptions(command, run)).toHaveLength(1);
  });
});
