import { allStepDefinitions, findStepDefinition } from '@shared/steps';
import { allScopes } from '@shared/workflow/graph/scopes';
import type { Workflow } from '@shared/workflow/model';
import { workflowJsonSchema } from '@shared/workflow/schema/workflow-json-schema';
import type { SourceKnowledge, SourceStep } from './source-completions';

const schema = workflowJsonSchema(allStepDefinitions);

/** What the source editor knows of the workflow as it could be read last. */
export function sourceKnowledge(workflow: Workflow | null): SourceKnowledge {
  const scopes = workflow ? [...allScopes(workflow).values()] : [];
  return {
    schema,
    definitions: allStepDefinitions,
    steps: scopes.map(({ step, containers }): SourceStep => {
      const ports = findStepDefinition(step.kind)?.ports(step.config);
      const outputs = ports?.outputs.map((port) => port.name) ?? ['out'];
      return {
        id: step.id,
        title: step.title,
        inputs: ports?.inputs.map((port) => port.name) ?? ['in'],
        outputs: step.onError === 'port' ? [...outputs, 'error'] : outputs,
        container: containers.at(-1)?.id ?? null,
      };
    }),
    kindOf: (id) => scopes.find(({ step }) => step.id === id)?.step.kind,
  };
}
