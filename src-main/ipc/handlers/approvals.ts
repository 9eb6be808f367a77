import type { Contract } from '@shared/ipc/contract';
import type { Handlers } from '@shared/ipc/define-contract';
import type { ApprovalService } from '../../services/approval-service';
import { done } from './done';

export function createApprovalHandlers(
  approvals: ApprovalService,
): Handlers<Contract>['approvals'] {
  return {
    list: () => approvals.list(),
    answer: async (answer) => done(await approvals.answer(answer)),
    postpone: async ({ deadline, ...address }) => done(await approvals.postpone(address, deadline)),
    reassign: async ({ assignee, ...address }) => done(await approvals.reassign(address, assignee)),
  };
}
