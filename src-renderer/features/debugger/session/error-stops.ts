import type { ErrorStops } from '@shared/debug/breakpoints';
import type { WorkflowId } from '@shared/lib/ids';
import { toErrorData } from '@shared/errors/app-error';
import { ipc } from '../../../ipc/client';
import { showErrorToast } from '../../../ui/error-toast';
import {
  breakpointsStore,
  debuggerStore,
  noteSessionErrors,
  useBreakpoints,
  useDebugger,
} from '../debugger';

// Which failures stop a run. A session has one answer, whichever of its workflows is looked at: that
// of the workflow that was started. Without a session it is that of the open workflow.

export function useErrorStops(): ErrorStops {
  const own = useBreakpoints((state) => state.errorStops);
  const ofSession = useDebugger((state) => state.errorStops);
  return ofSession ?? own;
}

export function setErrorStops(stops: ErrorStops): void {
  const { workflowId, errorStops } = debuggerStore.getState();
  const isOpen = breakpointsStore.getState().workflowId === workflowId;
  if (errorStops === null || workflowId === null || isOpen) {
    breakpointsStore.setErrorStops(stops);
    return;
  }
  noteSessionErrors(workflowId, stops);
  void debuggerStore.sendErrorStops();
  void keep(workflowId, stops);
}

async function keep(workflowId: WorkflowId, errorStops: ErrorStops): Promise<void> {
  try {
    const { breakpoints } = await ipc.breakpoints.list({ workflowId });
    await ipc.breakpoints.put({ workflowId, breakpoints, errorStops });
  } catch (error) {
    showErrorToast(toErrorData(error), 'The choice of errors could not be kept');
  }
}
