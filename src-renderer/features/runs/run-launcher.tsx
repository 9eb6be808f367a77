import { useDocument } from '../document';
import { inputFields } from './input/input-fields';
import { closeLauncher, lastInput, launch, useLauncher } from './launcher-store';
import { RunDialog } from './run-dialog';

/** Mounted once in the shell: the dialog that asks for a run's input. */
export function RunLauncher() {
  const asking = useLauncher((state) => state.asking);
  const workflow = useDocument((state) => state.workflow);
  if (!asking || !workflow) return null;
  return (
    <RunDialog
      name={workflow.name}
      fields={inputFields(workflow.input)}
      samples={workflow.samples}
      lastInput={lastInput()}
      secrets={workflow.secrets}
      onRun={(input, secrets) => void launch(input, secrets)}
      onClose={closeLauncher}
    />
  );
}
