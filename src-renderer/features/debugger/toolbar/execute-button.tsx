import { StepForward } from 'lucide-react';
import type { Step } from '@shared/workflow/model';
import { findStepDefinition } from '@shared/steps/index';
import { IconButton } from '../../../ui/icon-button';
import { isRunOver, useRuns } from '../../runs/index';
import { useDebugger } from '../debugger';
import { executeStep } from '../session/execute-step';

/** Runs the step whose details are shown by itself; nothing for those that never run alone. */
export function ExecuteButton({ step }: { readonly step: Step }) {
  const working = useRuns(({ latest }) => latest !== null && !isRunOver(latest.status));
  const busy = useDebugger((state) => state.busy || state.phase === 'starting');
  const definition = findStepDefinition(step.kind);
  if (!definition || definition.annotation || definition.entry || step.disabled) return null;
  return (
    <IconButton
      label="Execute step"
      command="debug.executeStep"
      size="sm"
      disabled={working || busy}
      onClick={() => void executeStep(step.id)}
    >
      <StepForward />
    </IconButton>
  );
}
