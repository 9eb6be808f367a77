import type { StepDefinition } from '../steps/define-step';
import type { Graph, Workflow } from './model';

// What whoever gets a workflow file must have besides it, read from the file alone.

export interface WorkflowNeeds {
  /** Values that the file only names. */
  readonly secrets: readonly string[];
  readonly environment: readonly string[];
  /** Files that steps read, as they are written; those that a binding names are not known. */
  readonly files: readonly StepNeed[];
  /** Other workflows that steps run. */
  readonly workflows: readonly StepNeed[];
  /** Servers that steps talk to. */
  readonly servers: readonly StepNeed[];
  /** Kinds that this Stepwell does not have. */
  readonly unknownKinds: readonly string[];
}

export interface StepNeed {
  readonly step: string;
  readonly what: string;
}

type FindDefinition = (kind: string) => StepDefinition | undefined;

export function workflowNeeds(workflow: Workflow, find: FindDefinition): WorkflowNeeds {
  const files: StepNeed[] = [];
  const workflows: StepNeed[] = [];
  const servers: StepNeed[] = [];
  const unknown = new Set<string>();

  function visit(graph: Graph): void {
    for (const step of graph.steps.values()) {
      const definition = find(step.kind);
      if (!definition) unknown.add(step.kind);
      const called = definition?.calls && step.config[definition.calls.workflow];
      if (typeof called === 'string') workflows.push({ step: step.id, what: called });
      for (const [key, value] of Object.entries(step.config)) {
        if (typeof value !== 'string' || definition?.verbatim.includes(key)) continue;
        if (definition?.form[key]?.widget === 'file-open' && !value.includes('{{')) {
          files.push({ step: step.id, what: value });
        }
        const server = /^https?:\/\/[^/{}\s]+/.exec(value)?.[0];
        if (server) servers.push({ step: step.id, what: server });
      }
      if (step.body) visit(step.body);
    }
  }

  visit(workflow);
  return {
    secrets: workflow.secrets,
    environment: workflow.env,
    files: once(files),
    workflows: once(workflows),
    servers: once(servers),
    unknownKinds: [...unknown],
  };
}

/** The first step that needs a thing stands for all of them. */
function once(needs: readonly StepNeed[]): StepNeed[] {
  return needs.filter((need, at) => needs.findIndex(({ what }) => what === need.what) === at);
}

export function needsNothing(needs: WorkflowNeeds): boolean {
  return Object.values(needs).every((list: readonly unknown[]) => list.length === 0);
}
