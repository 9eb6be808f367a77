import { findStepDefinition } from '@shared/steps';
import { useDocument } from '../document';
import { inputFields } from './input/input-fields';
import { liveEffects, recordedRuns, stepsToMock } from './effects-choice';
import { closeLauncher, lastInput, launch, useLauncher } from './launcher-store';
import { useRuns } from './runs';
import { RunDialog } from './run-dialog';

/** Mounted once in the shell: the dialog that asks for a run's input. */
export function RunLauncher() {
  const asking = useLauncher((state) => state.asking);
  const workflow = useDocument((state) => state.workflow);
  const history = useRuns((state) => state.history);
  if (!asking || !workflow) return null;
  return (
    <RunDialog
      name={workflow.name}
      fields={inputFields(workflow.input)}
      samples={workflow.samples}
      lastInput={lastInput()}
      secrets={workflow.secrets}
      effects={liveEffects}
      recordings={recordedRuns(history)}
      mockSteps={stepsToMock(workflow, findStepDefinition)}
      verb={asking.verb}
      onRun={(input, secrets, effects) => void launch(input, secrets, effects, asking)}
      onClose={closeLauncher}
    />
  );
}
