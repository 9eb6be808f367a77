import type { TypeEvidence } from '../typing/evidence';
import type { Workflow } from '../model';
import type { ValidateOptions } from './validation';

/** What the options of a validation tell of types. */
export function evidenceOf({ evidence, resolveWorkflow }: ValidateOptions): TypeEvidence {
  return {
    ...evidence,
    ...(resolveWorkflow && {
      resolveWorkflow: (reference, from) => {
        const found = resolveWorkflow(reference, from);
        return found?.type === 'found' ? found : undefined;
      },
    }),
  };
}

/** Whether there is anything that shows types without being sure. */
export function hasExamples(workflow: Workflow, { evidence }: ValidateOptions): boolean {
  const recorded = evidence?.outputs !== undefined && evidence.outputs.size > 0;
  return recorded || evidence?.input !== undefined || workflow.pins.size > 0;
}
