import { findStepDefinition } from '@shared/steps';
import { findStep } from '@shared/workflow/graph/scopes';
import { codeKeyOf } from '@shared/workflow/step-code';
import { useDocument } from '../../document';
import { useWorkbench } from '../../workbench';
import { useForm } from '../form/form-context';

/** Whether the code of a setting is on screen already: in the pane beside the canvas. */
export function useCodeElsewhere(setting: string | number | undefined): boolean {
  const { stepId } = useForm();
  const kind = useDocument((state) =>
    stepId !== null && state.workflow ? findStep(state.workflow, stepId)?.kind : undefined,
  );
  // Side by side the details cover the pane.
  const open = useWorkbench((state) => state.codeStep === stepId && !state.inspectorWide);
  return open && kind !== undefined && codeKeyOf(kind, findStepDefinition) === setting;
}
