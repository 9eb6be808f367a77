import type { StepDefinition, StepEffects } from '@shared/steps/define-step';
import type { Graph, Workflow } from '@shared/workflow/model';

// What a workflow from a stranger would do if it were trusted: read from its definitions and
// settings, without running anything of it.

export interface EffectfulStep {
  readonly id: string;
  readonly title: string;
  readonly icon: string | undefined;
  readonly kind: string;
  readonly summary: string;
}

export interface WorkflowEffects {
  /** Steps that touch something outside and are refused while the workflow is restricted. */
  readonly refused: readonly (EffectfulStep & { readonly repeatable: boolean })[];
  /** Code steps: they run, confined. */
  readonly confined: readonly EffectfulStep[];
  readonly secrets: readonly string[];
  readonly environment: readonly string[];
}

type FindDefinition = (kind: string) => StepDefinition | undefined;

export function effectsOf(workflow: Workflow, find: FindDefinition): WorkflowEffects {
  const refused: (EffectfulStep & { repeatable: boolean })[] = [];
  const confined: EffectfulStep[] = [];

  function visit(graph: Graph): void {
    for (const step of graph.steps.values()) {
      const definition = find(step.kind);
      const effects = levelOf(definition, step.config);
      const shown = {
        id: step.id,
        title: step.title ?? step.id,
        icon: definition?.icon,
        kind: definition?.title ?? step.kind,
        summary: summaryOf(definition, step.config),
      };
      if (definition?.confines === true) confined.push(shown);
      else if (effects !== 'pure') refused.push({ ...shown, repeatable: effects === 'idempotent' });
      if (step.body) visit(step.body);
    }
  }

  visit(workflow);
  return { refused, confined, secrets: workflow.secrets, environment: workflow.env };
}

function levelOf(
  definition: StepDefinition | undefined,
  config: Parameters<StepDefinition['effects']>[0],
): StepEffects {
  try {
    return definition?.effects(config) ?? 'pure';
  } catch {
    // Settings of any shape come from outside: the careful answer.
    return 'unsafe';
  }
}

function summaryOf(
  definition: StepDefinition | undefined,
  config: Parameters<StepDefinition['summary']>[0],
): string {
  try {
    return definition?.summary(config) ?? '';
  } catch {
    // A stranger's settings may be of any shape; the title is shown then.
    return '';
  }
}
