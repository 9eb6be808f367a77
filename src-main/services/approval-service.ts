import type { Approval } from '@shared/ipc/approvals';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import { isJsonObject } from '@shared/lib/json';
import { checkForm } from '@shared/runs/check-input';
import type { WaitTarget } from '@shared/runs/events';
import { stepRunKey } from '@shared/runs/scope-path';
import type { WaitRecord, WaitsRepository } from '../storage/repositories/waits';
import { stateConflict } from './state-conflict';
import type { StepAddress, WaitAnswers } from './wait-answers';

// What waits for a person, and the person's answer.

export interface ApprovalAnswer extends StepAddress {
  readonly action: 'approve' | 'reject';
  readonly data?: JsonValue | undefined;
  readonly comment?: string | undefined;
  /** Who answers; whoever is logged in when absent. */
  readonly by?: string | undefined;
}

export interface ApprovalService {
  /** Oldest first. */
  list(): Approval[];
  /** Resolves when the answer is kept; a second answer is STATE_CONFLICT. */
  answer(answer: ApprovalAnswer): Promise<void>;
  /** Moves the deadline; null takes it away. */
  postpone(address: StepAddress, deadline: number | null): Promise<void>;
  reassign(address: StepAddress, assignee: string): Promise<void>;
}

export interface ApprovalParts {
  readonly waits: WaitsRepository;
  readonly answers: WaitAnswers;
  /** Who is logged in. */
  readonly user: () => string;
  readonly now: () => number;
}

type ApprovalTarget = Extract<WaitTarget, { type: 'approval' }>;

export function createApprovalService(parts: ApprovalParts): ApprovalService {
  const { waits, answers } = parts;

  function decisionOn(wait: WaitRecord): 'approved' | 'rejected' | undefined {
    const { action } = asObject(waits.answerTo(wait)?.value);
    if (action === 'approve') return 'approved';
    return action === 'reject' ? 'rejected' : undefined;
  }

  /** Its wait, without a change that was not brought yet: an answer is more than a change. */
  function findForAnswer(address: StepAddress): WaitRecord {
    const wait = answers.find(address, 'approval');
    const decision = decisionOn(wait);
    if (decision) {
      const state = `The approval ${stepRunKey(wait.path, wait.step)} is ${decision} already`;
      throw stateConflict(wait.run, state, 'Nothing needs to be done.');
    }
    waits.dropAnswer(wait);
    return wait;
  }

  return {
    list: () =>
      waits
        .list({ type: 'approval' })
        // Answered, and waiting for the process that has the run.
        .filter((wait) => decisionOn(wait) === undefined)
        .map(toApproval),
    async answer({ action, data, comment, by = parts.user(), ...address }) {
      const wait = findForAnswer(address);
      if (action === 'approve') checkForm(targetOf(wait).form, data ?? {});
      await answers.give(wait, 'signal', {
        action,
        by,
        time: parts.now(),
        ...(data !== undefined && { data }),
        ...(comment !== undefined && { comment }),
      });
    },
    async postpone(address, deadline) {
      const wait = findForAnswer(address);
      await answers.give(wait, 'signal', { action: 'postpone', deadline });
    },
    async reassign(address, assignee) {
      const wait = findForAnswer(address);
      // The deadline goes along: it is the wait's, and the next wait is a new one.
      await answers.give(wait, 'signal', { action: 'reassign', assignee, deadline: wait.until });
    },
  };
}

function asObject(value: JsonValue | undefined): JsonObject {
  return value !== undefined && isJsonObject(value) ? value : {};
}

function targetOf(wait: WaitRecord): Omit<ApprovalTarget, 'type'> {
  return wait.target?.type === 'approval' ? wait.target : { title: wait.step };
}

function toApproval(wait: WaitRecord): Approval {
  const { title, message, form, assignee } = targetOf(wait);
  return {
    runId: wait.run,
    workflowId: wait.workflowId,
    workflowName: wait.workflowName,
    path: [...wait.path],
    step: wait.step,
    title,
    message: message ?? null,
    form: form ?? null,
    assignee: assignee ?? null,
    since: wait.since,
    deadline: wait.until,
    restricted: wait.restricted,
  };
}
