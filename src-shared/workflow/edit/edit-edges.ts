import type { Edge, StepId } from '../model';
import type { EdgeSource } from '../read/read-context';
import { edgeId, formatEdge } from '../read/read-edges';
import { graphPath, orderOf, refuse, stepOf, type EditContext } from './edit-context';
import { addSteps } from './edit-steps';
import type { NewEdge, NewStep } from './workflow-edit';

function fillEdge(edge: NewEdge): Edge {
  const { from, fromPort = 'out', to, toPort = 'in' } = edge;
  return { id: edgeId(from, fromPort, to, toPort), from, fromPort, to, toPort };
}

/** Adds edges between steps of one graph; edges that exist are left as they are. */
export function connect(context: EditContext, edges: readonly NewEdge[]): void {
  for (const wish of edges) {
    const from = stepOf(context, wish.from);
    const to = stepOf(context, wish.to);
    if (from.container !== to.container) {
      refuse(
        'EDGE_SCOPE',
        `"${wish.from}" and "${wish.to}" lie in different graphs`,
        'Connect steps of the same graph; a container passes values on by itself.',
      );
    }
    addEdges(context, [wish], from.container);
  }
}

/** Writes edges into one graph without asking whether their ends exist yet. */
export function addEdges(
  context: EditContext,
  edges: readonly NewEdge[],
  container: StepId | null,
): void {
  const path = graphPath(context, container);
  const present = new Set(
    context.parsed.source.edges.filter((edge) => edge.container === container).map(idOf),
  );
  for (const wish of edges) {
    const edge = fillEdge(wish);
    if (present.has(edge.id)) continue;
    present.add(edge.id);
    const order = orderOf(path, 'edges');
    context.patch.append([...path, 'edges'], { value: formatEdge(edge) }, { order });
  }
}

export function disconnect(context: EditContext, ids: readonly string[]): void {
  for (const id of ids) {
    const found = sourcesOf(context, id);
    if (found.length === 0) {
      refuse('EDGE_MISSING', `There is no edge "${id}"`, 'It may have been removed already.');
    }
    for (const source of found) removeEdge(context, source);
  }
}

export function removeEdge(context: EditContext, source: EdgeSource): void {
  context.patch.remove(source.path);
  context.patch.dropWhenEmpty(source.path.slice(0, -1));
}

export function reconnect(context: EditContext, id: string, to: NewEdge): void {
  const [source, ...repeated] = sourcesOf(context, id);
  if (source === undefined) {
    refuse('EDGE_MISSING', `There is no edge "${id}"`, 'It may have been removed already.');
  }
  const ends = [stepOf(context, to.from), stepOf(context, to.to)];
  if (ends.some((step) => step.container !== source.container)) {
    refuse('EDGE_SCOPE', 'The steps lie in different graphs', 'Connect steps of the same graph.');
  }
  const edge = fillEdge(to);
  for (const other of repeated) removeEdge(context, other);
  const taken = edge.id !== id && sourcesOf(context, edge.id).length > 0;
  if (taken) removeEdge(context, source);
  else context.patch.set(source.path, { value: formatEdge(edge) });
}

export function insertOnEdge(
  context: EditContext,
  id: string,
  step: NewStep | StepId,
  ports: { readonly in: string; readonly out: string },
): void {
  const [source] = sourcesOf(context, id);
  if (source === undefined) {
    refuse('EDGE_MISSING', `There is no edge "${id}"`, 'It may have been removed already.');
  }
  const { edge, container } = source;
  const name = typeof step === 'string' ? step : step.id;
  if (typeof step !== 'string') addSteps(context, [step], container);
  else if (stepOf(context, step).container !== container) {
    refuse('EDGE_SCOPE', `"${step}" lies in another graph`, 'Insert a step of the same graph.');
  }
  if (name === edge.from || name === edge.to) {
    refuse('EDGE_SCOPE', `"${name}" is an end of that edge already`, 'Choose another edge.');
  }
  const first = { from: edge.from, fromPort: edge.fromPort, to: name, toPort: ports.in };
  const second = { from: name, fromPort: ports.out, to: edge.to, toPort: edge.toPort };
  if (sourcesOf(context, fillEdge(first).id).length > 0) removeEdge(context, source);
  else context.patch.set(source.path, { value: formatEdge(fillEdge(first)) });
  addEdges(context, [second], container);
}

function sourcesOf(context: EditContext, id: string): readonly EdgeSource[] {
  return context.parsed.source.edges.filter((source) => source.edge.id === id);
}

function idOf(source: EdgeSource): string {
  return source.edge.id;
}
