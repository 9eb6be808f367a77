import type { StepDefinition } from '../../steps/define-step';
import { allScopes } from '../graph/scopes';
import { entrySteps, graphIndex } from '../graph/graph-index';
import type { Edge, Step, StepId, Workflow } from '../model';

type Find = (kind: string) => StepDefinition | undefined;

const known = new WeakMap<Workflow, ReadonlySet<StepId>>();

/**
 * Steps that every run of the workflow comes to, as far as that is plain from its graph. A step in a
 * container, behind a decision, or beside a step that may end the workflow early is none of them.
 */
export function sureSteps(workflow: Workflow, find: Find): ReadonlySet<StepId> {
  const before = known.get(workflow);
  if (before !== undefined) return before;
  const sure = endsEarly(workflow, find) ? new Set<StepId>() : reachedSteps(workflow, find);
  known.set(workflow, sure);
  return sure;
}

function endsEarly(workflow: Workflow, find: Find): boolean {
  return [...allScopes(workflow).values()].some(
    ({ step }) => find(step.kind)?.leaves === 'return' && !step.disabled,
  );
}

function reachedSteps(workflow: Workflow, find: Find): Set<StepId> {
  const { incoming, outgoing } = graphIndex(workflow);
  const triggers = [...workflow.steps.values()].filter((step) => find(step.kind)?.trigger);
  const starts = triggers.length > 0 ? triggers.map(({ id }) => id) : entrySteps(workflow);
  const reached = new Set<StepId>();
  const queue = [...starts];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const step = workflow.steps.get(id);
    if (step === undefined || reached.has(id) || step.skipWhen !== undefined) continue;
    const edges = incoming(id);
    const taken = (edge: Edge): boolean => isSure(edge, workflow.steps.get(edge.from), find);
    const through = edges.filter((edge) => reached.has(edge.from) && taken(edge));
    const comes =
      edges.length === 0 ||
      (step.join === 'all' ? through.length === edges.length : through.length > 0);
    if (!comes) continue;
    reached.add(id);
    queue.push(...outgoing(id).map((edge) => edge.to));
  }
  return reached;
}

/** Whether an edge is taken whenever the step it leaves has run. */
function isSure(edge: Edge, from: Step | undefined, find: Find): boolean {
  if (from === undefined) return false;
  if (from.disabled) return true;
  const ports = find(from.kind)?.ports(from.config).outputs;
  return ports?.length === 1 && ports[0]?.name === edge.fromPort && from.onError !== 'port';
}
