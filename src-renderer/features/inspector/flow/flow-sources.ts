import type { JsonValue } from '@shared/lib/json';
import type { Surroundings } from '@shared/types/infer/inference';
import type { Type } from '@shared/types/type';
import { findStep, visibleSteps } from '@shared/workflow/graph/scopes';
import type { Workflow } from '@shared/workflow/model';
import type { FlowSource } from './flow-rows';

export interface FlowKnowledge {
  readonly workflow: Workflow;
  readonly step: string;
  /** Types of the names that the step sees. */
  readonly types: Surroundings;
  /** Values of the same names, from the shown run or a sample. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Names that every step sees and that are rarely looked for. */
const background = new Set(['steps', 'input', 'vars', 'env', 'secrets', 'trigger', 'run']);

/**
 * What flows into a step, the nearest first: what steps before it gave, the round of the loop
 * around it, the run's input, the variables.
 */
export function flowSources(knowledge: FlowKnowledge): readonly FlowSource[] {
  const { workflow, types, values } = knowledge;
  const around = [...types.keys()].filter((name) => !background.has(name));
  return [
    ...stepSources(knowledge),
    ...around.map((name) => source(name, name, types.get(name), values[name])),
    source('input', 'Input of the run', types.get('input'), values['input']),
    ...(Object.keys(workflow.vars).length > 0
      ? [source('vars', 'Variables', types.get('vars'), values['vars'])]
      : []),
  ];
}

function stepSources({ workflow, step, types, values }: FlowKnowledge): readonly FlowSource[] {
  const steps = types.get('steps');
  const outputs = values['steps'] as Readonly<Record<string, JsonValue>> | undefined;
  return [...visibleSteps(workflow, step)].map((id) =>
    source(
      `steps.${id}`,
      findStep(workflow, id)?.title ?? id,
      steps?.kind === 'object' ? steps.fields.get(id)?.type : undefined,
      outputs !== undefined && Object.hasOwn(outputs, id) ? outputs[id] : undefined,
    ),
  );
}

function source(
  expression: string,
  title: string,
  type: Type | undefined,
  value: unknown,
): FlowSource {
  // Values of names come out of resolving settings: data, or nothing.
  return { expression, title, type: type ?? null, value: value as JsonValue | undefined };
}
