import { parseDuration } from '@shared/lib/duration';
import { isJsonObject, type JsonObject, type JsonValue } from '@shared/lib/json';
import type { ApprovalConfig } from '@shared/steps/approval/definition';
import { finalError } from '../../engine/step-error';
import type { StepContext, StepOutcome, StepRunner } from '../../engine/types';
import { plainJson } from '../lib/plain-json';

type Context = StepContext<ApprovalConfig>;

// The signals come from the approval service, which has checked them; see docs/runs.md.

export const runApproval: StepRunner<ApprovalConfig> = async (context) => {
  let { assignee } = context.config;
  let deadline = deadlineOf(context);
  for (;;) {
    const answer = await context.waitFor({
      for: { type: 'approval', ...shownOf(context.config), ...(assignee && { assignee }) },
      reason: assignee ? `waits for ${assignee}` : 'waits for approval',
      until: deadline,
      accepts: (signal) => isJsonObject(signal) && typeof signal['action'] === 'string',
    });
    if (answer.type === 'timeout') return decidedByDeadline(context);
    const signal = isJsonObject(answer.value) ? answer.value : {};
    if (signal['action'] === 'approve' || signal['action'] === 'reject') {
      return decided(context, signal['action'] === 'approve', signal);
    }
    // Handed on or postponed: the wait begins anew, with what was said.
    if (typeof signal['assignee'] === 'string') assignee = signal['assignee'];
    if (signal['deadline'] !== undefined) deadline = numberOrNull(signal['deadline']);
  }
};

function shownOf({ title, message, form }: ApprovalConfig) {
  return {
    title,
    ...(message !== undefined && { message }),
    ...(form && { form: plainForm(form) }),
  };
}

function plainForm(form: JsonObject): JsonObject {
  const plain = plainJson(form);
  return isJsonObject(plain) ? plain : {};
}

function deadlineOf({ clock, config }: Context): number | null {
  const { deadline } = config;
  if (deadline === undefined) return null;
  const patience = parseDuration(deadline);
  const due = patience === undefined ? Date.parse(deadline) : clock.now() + patience;
  if (Number.isFinite(due)) return due;
  throw finalError({
    code: 'DATE_INVALID',
    kind: 'user',
    message: `"${deadline}" is no deadline`,
    hint: 'Write a duration such as 2d, or a date and time such as 2027-01-31T09:00:00Z.',
  });
}

function decided({ clock }: Context, approved: boolean, signal: JsonObject): StepOutcome {
  return outcome(approved, {
    data: signal['data'] ?? null,
    by: signal['by'] ?? null,
    comment: signal['comment'] ?? null,
    time: new Date(numberOrNull(signal['time']) ?? clock.now()).toISOString(),
    timedOut: false,
  });
}

function decidedByDeadline({ clock, config }: Context): StepOutcome {
  if (config.default === 'fail') {
    throw finalError({
      code: 'APPROVAL_TIMEOUT',
      kind: 'operational',
      message: `Nobody answered "${config.title}" before the deadline`,
      hint: 'Give more time, or say under "After the deadline" what counts then.',
    });
  }
  return outcome(config.default === 'approve', {
    data: config.defaultData === undefined ? null : plainJson(config.defaultData),
    by: null,
    comment: null,
    time: new Date(clock.now()).toISOString(),
    timedOut: true,
  });
}

function outcome(approved: boolean, rest: JsonObject): StepOutcome {
  return { output: { approved, ...rest }, taken: [approved ? 'approved' : 'rejected'] };
}

function numberOrNull(value: JsonValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
