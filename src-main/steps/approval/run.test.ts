import type { JsonObject, JsonValue } from '@shared/lib/json';
import { describe, expect, it } from 'vitest';
import { createTestContext } from '../lib/test-context';
import { runApproval } from './run';

const begin = Date.UTC(2027, 0, 1);
const form = { type: 'object', properties: { note: { type: 'string' } } };

function run(config: JsonObject, ...signals: JsonValue[]) {
  const context = createTestContext<never>('approval', { title: 'Pay?', ...config }, { signals });
  return { context, outcome: Promise.resolve(runApproval(context)) };
}

describe('approval', () => {
  it('takes the port of the answer and gives what was filled in', async () => {
    const { context, outcome } = run(
      { message: 'Really', form, assignee: 'ann' },
      { action: 'approve', data: { note: 'ok' }, by: 'Bea', comment: 'fine', time: begin + 5 },
    );
    expect(await outcome).toEqual({
      output: {
        approved: true,
        data: { note: 'ok' },
        by: 'Bea',
        comment: 'fine',
        time: new Date(begin + 5).toISOString(),
        timedOut: false,
      },
      taken: ['approved'],
    });
    expect(context.targets).toMatchObject([
      {
        for: { type: 'approval', title: 'Pay?', message: 'Really', form, assignee: 'ann' },
        until: null,
      },
    ]);
    const rejected = await run({}, 'nonsense', {}, { action: 'reject' }).outcome;
    expect(rejected).toMatchObject({
      output: { approved: false, data: null, by: null, comment: null },
      taken: ['rejected'],
    });
  });

  it('goes on waiting when it is handed on or postponed', async () => {
    const { context, outcome } = run(
      { deadline: '1d', assignee: 'ann' },
      { action: 'reassign', assignee: 'bob', deadline: begin + 9 },
      { action: 'postpone', deadline: null },
      { action: 'reject' },
    );
    await outcome;
    const seen = context.targets.map(({ for: target, until }) => [
      target.type === 'approval' && target.assignee,
      until,
    ]);
    expect(seen).toEqual([
      ['ann', begin + 86_400_000],
      ['bob', begin + 9],
      ['bob', null],
    ]);
  });

  it('lets the default decide after the deadline', async () => {
    const late = { deadline: '2027-01-03T00:00:00Z', defaultData: { note: 'late' } };
    expect(await run({ ...late, default: 'approve' }).outcome).toMatchObject({
      output: { approved: true, data: { note: 'late' }, timedOut: true },
      taken: ['approved'],
    });
    expect(await run({ ...late, default: 'reject' }).outcome).toMatchObject({
      taken: ['rejected'],
    });
    await expect(run(late).outcome).rejects.toMatchObject({ code: 'APPROVAL_TIMEOUT' });
    await expect(run({ deadline: 'soon' }).outcome).rejects.toMatchObject({ code: 'DATE_INVALID' });
  });
});
