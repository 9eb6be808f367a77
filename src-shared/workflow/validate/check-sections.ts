import type { Leave } from '../../runs/events';
import { nearestName } from '../../expressions/nearest-name';
import { entrySteps, graphIndex } from '../graph/graph-index';
import { allScopes } from '../graph/scopes';
import type { Graph, Step } from '../model';
import { editFix, removeEdgeFix } from './fixes';
import {
  definitionOf,
  nameOfStep,
  partsOf,
  reportEdge,
  reportSetting,
  reportStep,
  type Validation,
} from './validation';

/** Entries of containers and what follows them, and steps that end a graph early. */
export function checkSections(validation: Validation): void {
  for (const { step, containers, graph } of allScopes(validation.workflow).values()) {
    const container = containers.at(-1);
    checkEntry(validation, step, graph, container);
    checkLeave(validation, step, graph, containers);
    if (step.body === undefined) continue;
    checkParts(validation, step, step.body);
    checkStray(validation, step, step.body);
  }
}

function checkEntry(
  validation: Validation,
  step: Step,
  graph: Graph,
  container: Step | undefined,
): void {
  const definition = definitionOf(validation, step);
  const entry = definition?.entry;
  if (definition === undefined || entry === undefined) return;
  if (container === undefined || !entry.in.includes(container.kind)) {
    // Of an unknown kind nobody knows what it takes.
    if (container !== undefined && definitionOf(validation, container) === undefined) return;
    const titles = entry.in.map((kind) => validation.kinds.find(kind)?.title ?? kind).join(' or ');
    reportStep(validation, step.id, {
      code: 'ENTRY_OUTSIDE',
      message: `${nameOfStep(step)} begins a part of a ${titles} step, but stands in none`,
      hint: `Move it directly into a ${titles} step, or remove it.`,
      fixes: editFix(validation, `Remove "${step.id}"`, { type: 'remove-steps', ids: [step.id] }),
    });
    return;
  }
  if (entry.forStep !== undefined) checkTarget(validation, step, graph, entry.forStep);
  if (entry.single !== true) return;
  const first = [...graph.steps.values()].find((other) => other.kind === step.kind);
  if (first === undefined || first.id === step.id) return;
  reportStep(validation, step.id, {
    code: 'ENTRY_DUPLICATE',
    message: `"${container.id}" has a ${definition.title} step already: "${first.id}"`,
    hint: 'Put the steps that follow it behind the first one, and remove this one.',
    fixes: editFix(validation, `Remove "${step.id}"`, { type: 'remove-steps', ids: [step.id] }),
  });
}

/** A section that belongs to a step of the main part. */
function checkTarget(validation: Validation, step: Step, graph: Graph, key: string): void {
  const target = step.config[key];
  const { main } = partsOf(validation, graph);
  if (typeof target !== 'string' || target === '' || main.steps.has(target)) return;
  const like = nearestName(target, main.steps.keys());
  const fixes =
    like === undefined
      ? []
      : editFix(validation, `Change to "${like}"`, {
          type: 'set-config',
          id: step.id,
          path: [key],
          value: like,
        });
  reportSetting(validation, step.id, [key], {
    code: 'ENTRY_TARGET',
    message: `${nameOfStep(step)} belongs to "${target.slice(0, 60)}", which is no step of the main part`,
    hint:
      like === undefined
        ? 'Name a step of the same container that follows from none of its parts.'
        : `Did you mean "${like}"?`,
    fixes,
  });
}

/** Where every step has to follow from an entry, one that does not would never run. */
function checkStray(validation: Validation, container: Step, body: Graph): void {
  if (definitionOf(validation, container)?.container?.entriesOnly !== true) return;
  const { main } = partsOf(validation, body);
  for (const id of entrySteps(main)) {
    const step = main.steps.get(id);
    if (step === undefined || definitionOf(validation, step)?.annotation === true) continue;
    reportStep(validation, id, {
      code: 'GRAPH_STRAY',
      message: `${nameOfStep(step)} follows from no part of "${container.id}", so it would never run`,
      hint: 'Connect it behind a step that begins a part, or remove it.',
      fixes: editFix(validation, `Remove "${id}"`, { type: 'remove-steps', ids: [id] }),
    });
  }
}

/** A step that follows from two parts of a container could only run in one of them. */
function checkParts(validation: Validation, container: Step, body: Graph): void {
  const { shared, partOf } = partsOf(validation, body);
  const told = new Set<string>();
  for (const { step, parts } of shared) {
    const definition = definitionOf(validation, body.steps.get(step) ?? container);
    // Something that leads to an entry is told as a port that it does not have.
    if (told.has(step) || definition?.entry !== undefined) continue;
    told.add(step);
    const [one, other] = parts.map((part) => (part === null ? 'the main part' : `"${part}"`));
    const [, second] = parts;
    const edge = graphIndex(body)
      .incoming(step)
      .find(({ from }) => from === second || partOf(from) === second);
    reportStep(validation, step, {
      code: 'GRAPH_SECTION',
      message: `"${step}" follows from ${one ?? ''} and from ${other ?? ''} of "${container.id}"; it can belong to one only`,
      hint: 'Remove one of the edges, or give each part a step of its own.',
      fixes: edge === undefined ? [] : removeEdgeFix(validation, edge.id),
    });
  }
}

const ended: Readonly<Record<Leave, string>> = {
  break: 'a loop',
  continue: 'an iteration of a loop',
  return: 'the workflow',
};

function checkLeave(
  validation: Validation,
  step: Step,
  graph: Graph,
  containers: readonly Step[],
): void {
  const definition = definitionOf(validation, step);
  const leaves = definition?.leaves;
  if (definition === undefined || leaves === undefined) return;
  if (leaves !== 'return' && !containers.some((around) => absorbs(validation, around, leaves))) {
    const inside = validation.kinds.all
      .filter((definition) => definition.container?.absorbs?.includes(leaves))
      .map((definition) => definition.title);
    reportStep(validation, step.id, {
      code: 'LEAVE_OUTSIDE',
      message: `${nameOfStep(step)} ends ${ended[leaves]}, but there is none around it`,
      hint: `Move it into a ${inside.join(' or ') || 'loop'} step, or remove it.`,
      fixes: editFix(validation, `Remove "${step.id}"`, { type: 'remove-steps', ids: [step.id] }),
    });
  }
  const ways = definition.ports(step.config).outputs.map((port) => port.name);
  for (const edge of graphIndex(graph).outgoing(step.id)) {
    if (edge.fromPort === 'error' && step.onError === 'port') continue;
    // One that leaves only under a condition has a port for going on.
    if (ways.includes(edge.fromPort)) continue;
    reportEdge(validation, edge.id, {
      code: 'LEAVE_FOLLOWED',
      severity: 'warning',
      message: `Nothing can follow ${nameOfStep(step)}: it ends ${ended[leaves]}`,
      hint: 'Put what has to be done before it.',
      fixes: removeEdgeFix(validation, edge.id, 'Remove the edge'),
    });
  }
}

function absorbs(validation: Validation, container: Step, leaves: Leave): boolean {
  const definition = definitionOf(validation, container);
  // A kind that is not known here may well be a loop.
  return definition === undefined || (definition.container?.absorbs?.includes(leaves) ?? false);
}
