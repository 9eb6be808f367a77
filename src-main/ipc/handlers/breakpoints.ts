import type { Contract } from '@shared/ipc/contract';
import type { Handlers } from '@shared/ipc/define-contract';
import type { BreakpointService } from '../../services/breakpoint-service';
import { done } from './done';

export function createBreakpointHandlers(
  breakpoints: BreakpointService,
): Handlers<Contract>['breakpoints'] {
  return {
    list: ({ workflowId }) => breakpoints.list(workflowId),
    put: ({ workflowId, breakpoints: all, errorStops }) =>
      done(breakpoints.put(workflowId, all, errorStops)),
  };
}
