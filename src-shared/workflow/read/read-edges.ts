import { nearestName } from '../../expressions/nearest-name';
import type { Edge, StepId } from '../model';
import type { MapNode, SourceNode, SourcePath } from '../source/node';
import { childOf, isNothing, quote, wrongType, type ReadContext } from './read-context';

const edgePattern = /^\s*([^\s.]+)(?:\.([^\s.]+))?\s*->\s*([^\s.]+)(?:\.([^\s.]+))?\s*$/;

/** Reads `from[.port] -> to[.port]`; null when the text is not an edge. */
export function parseEdge(text: string): Edge | null {
  const match = edgePattern.exec(text);
  if (match === null) return null;
  const [, from = '', fromPort = 'out', to = '', toPort = 'in'] = match;
  return { id: edgeId(from, fromPort, to, toPort), from, fromPort, to, toPort };
}

export function edgeId(from: StepId, fromPort: string, to: StepId, toPort: string): string {
  return `${from}.${fromPort} -> ${to}.${toPort}`;
}

/** How an edge is written: ports that go without saying are left out. */
export function formatEdge(edge: Pick<Edge, 'from' | 'fromPort' | 'to' | 'toPort'>): string {
  const from = edge.fromPort === 'out' ? edge.from : `${edge.from}.${edge.fromPort}`;
  const to = edge.toPort === 'in' ? edge.to : `${edge.to}.${edge.toPort}`;
  return `${from} -> ${to}`;
}

/** The edges of one graph whose ends exist in it; all others are reported and left out. */
export function readEdges(
  context: ReadContext,
  parent: MapNode,
  path: SourcePath,
  steps: { readonly has: (id: string) => boolean; readonly keys: () => Iterable<string> },
  container: StepId | null,
): readonly Edge[] {
  const list = childOf(parent, 'edges');
  if (list === undefined || isNothing(list)) return [];
  if (list.type !== 'seq') {
    wrongType(context, list, '`edges`', 'a list of lines such as `start -> fetch`');
    return [];
  }
  const edges = new Map<string, Edge>();
  list.items.forEach((item, index) => {
    const edge = readEdge(context, item.value);
    if (edge === null) return;
    const place = { edge, path: [...path, 'edges', index], node: item.value, container };
    if (edges.has(edge.id)) {
      context.edges.push({ ...place, dangling: true });
      context.problems.add({
        code: 'EDGE_DUPLICATE',
        severity: 'warning',
        message: `The edge ${quote(edge.id)} is listed twice`,
        hint: 'Remove one of the two lines.',
        from: item.value.from,
        to: item.value.to,
        edge: edge.id,
      });
      return;
    }
    const missing = [edge.from, edge.to].filter((id) => !steps.has(id));
    const dangling = missing.length > 0;
    for (const id of new Set(missing)) reportDangling(context, edge, id, item.value, steps);
    context.edges.push({ ...place, dangling });
    if (!dangling) edges.set(edge.id, edge);
  });
  return [...edges.values()];
}

function readEdge(context: ReadContext, node: SourceNode): Edge | null {
  const edge =
    node.type === 'scalar' && typeof node.value === 'string' ? parseEdge(node.value) : null;
  if (edge === null) {
    context.problems.add({
      code: 'EDGE_SYNTAX',
      message: 'An edge is written as `from -> to` or `from.port -> to.port`',
      hint: 'Write, for example, `check.true -> notify`.',
      from: node.from,
      to: node.to,
    });
  }
  return edge;
}

function reportDangling(
  context: ReadContext,
  edge: Edge,
  id: string,
  node: SourceNode,
  steps: { readonly keys: () => Iterable<string> },
): void {
  const elsewhere = context.steps.has(id);
  const like = elsewhere ? undefined : nearestName(id, steps.keys());
  context.problems.add({
    code: 'EDGE_DANGLING',
    message: elsewhere
      ? `The edge ${quote(edge.id)} crosses the border of a container: ${quote(id)} lies in another graph`
      : `The edge ${quote(edge.id)} refers to ${quote(id)}, which is no step`,
    hint: elsewhere
      ? 'Connect steps of the same graph only; a container passes values on by itself.'
      : like === undefined
        ? 'Add the step, or remove the edge.'
        : `Did you mean "${like}"?`,
    from: node.from,
    to: node.to,
    edge: edge.id,
    fixes: like === undefined ? [] : fixEnd(edge, id, like, node),
  });
}

function fixEnd(edge: Edge, id: string, like: string, node: SourceNode) {
  if (node.type !== 'scalar' || node.style !== 'plain' || node.alias === true) return [];
  const fixed = {
    ...edge,
    from: edge.from === id ? like : edge.from,
    to: edge.to === id ? like : edge.to,
  };
  const changes = [{ from: node.from, to: node.to, insert: formatEdge(fixed) }];
  return [{ title: `Connect to "${like}"`, changes }];
}
