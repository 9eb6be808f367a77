import type { Graph } from '@shared/workflow/model';
import { describeWorkflow } from '@shared/workflow/describe-workflow';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import type { WorkflowFacts } from '../storage/repositories/workflows';

/** What a list shows of a workflow's text; `fallback` names one whose text says no name. */
export function factsOf(text: string, fallback: string): WorkflowFacts {
  const { workflow } = parseWorkflow(text);
  if (!workflow) return { name: fallback, description: '', stepCount: 0, stepTitles: '' };
  const { name, description, stepCount } = describeWorkflow(workflow);
  return {
    name: name.slice(0, 200) || fallback,
    description,
    stepCount,
    stepTitles: stepTitles(workflow).join('\n').slice(0, mostTitles),
  };
}

const mostTitles = 50_000;

function stepTitles(graph: Graph): string[] {
  return [...graph.steps.values()].flatMap((step) => [
    (step.title ?? step.id).replace(/\s+/g, ' '),
    ...(step.body ? stepTitles(step.body) : []),
  ]);
}
