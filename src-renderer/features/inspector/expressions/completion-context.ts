import type { CompletionContext, CompletionRoot } from '@shared/expressions/assist/complete';
import type { JsonObject } from '@shared/lib/json';
import { findStepDefinition } from '@shared/steps';
import { allScopes, visibleSteps } from '@shared/workflow/graph/scopes';
import type { Step, Workflow } from '@shared/workflow/model';
import type { SampleScope } from './sample-scope';

/** What completion and hover know of the place of an expression: schemas, and data where there is some. */
export function completionContext(
  workflow: Workflow,
  stepId: string | null,
  locals: readonly string[],
  sample: SampleScope | null,
): CompletionContext {
  const data = sample?.scope.roots ?? {};
  const scope = stepId === null ? undefined : allScopes(workflow).get(stepId);
  const inside = (scope?.containers ?? []).flatMap(
    (container) => findStepDefinition(container.kind)?.container?.locals(container.config) ?? [],
  );
  const roots: Record<string, CompletionRoot> = {};
  const add = (name: string, doc: string, schema?: JsonObject): void => {
    const value = data[name];
    roots[name] = { doc, ...(value !== undefined && { value }), ...(schema && { schema }) };
  };
  for (const name of locals) add(name, 'Of the item that is worked on.');
  for (const name of inside) add(name, 'Of the round of the loop around this step.');
  add('steps', 'Outputs of the steps before this one.', stepsSchema(workflow, stepId));
  add('input', "The run's input.", workflow.input);
  add('vars', "The workflow's variables.", namesSchema(Object.keys(workflow.vars)));
  add('env', 'Environment variables the workflow may read.', namesSchema(workflow.env, 'string'));
  add(
    'secrets',
    'Secrets, by name. Only the setting that gets one sees its value.',
    namesSchema(workflow.secrets),
  );
  add('trigger', 'What started the run.', workflow.input);
  add('run', 'The run itself.');
  return { roots };
}

function stepsSchema(workflow: Workflow, stepId: string | null): JsonObject {
  const scopes = allScopes(workflow);
  const ids = stepId === null ? workflow.steps.keys() : visibleSteps(workflow, stepId);
  const properties: Record<string, JsonObject> = {};
  for (const id of ids) {
    const step = scopes.get(id)?.step;
    if (step) properties[id] = outputSchema(step, workflow);
  }
  return { type: 'object', properties, required: Object.keys(properties) };
}

function outputSchema(step: Step, workflow: Workflow): JsonObject {
  const definition = findStepDefinition(step.kind);
  const schema = definition?.trigger ? workflow.input : definition?.outputSchema(step.config);
  const title = step.title ?? definition?.title;
  return { ...schema, ...(title !== undefined && { description: title }) };
}

function namesSchema(names: readonly string[], type?: string): JsonObject {
  const member: JsonObject = type === undefined ? {} : { type };
  return { type: 'object', properties: Object.fromEntries(names.map((name) => [name, member])) };
}
