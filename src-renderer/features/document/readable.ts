import type { Workflow } from '@shared/workflow/model';
import type { Parsed } from './language';

/** Whether the text gives the whole graph: half a file, while it is typed, would make steps vanish. */
function isReadable(parsed: Parsed): boolean {
  return (
    parsed.workflow !== null &&
    !parsed.problems.some(({ code, severity }) => severity === 'error' && code.startsWith('YAML_'))
  );
}

/** The model to show: the text's own, or the latest one that was whole. */
export function shownWorkflow(
  parsed: Parsed,
  previous: Workflow | null,
): { readonly workflow: Workflow | null; readonly stale: boolean } {
  if (isReadable(parsed)) return { workflow: parsed.workflow, stale: false };
  return { workflow: previous ?? parsed.workflow, stale: true };
}
