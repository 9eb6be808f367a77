import type { StepDefinition } from '../../steps/define-step';
import { nullType, type Field, type Type } from '../../types/type';
import { unionOf } from '../../types/union';
import { graphIndex } from '../graph/graph-index';
import type { Graph, Step } from '../model';

export type FindKind = (kind: string) => StepDefinition | undefined;
export type OutputOf = (step: Step) => Type;

/**
 * What a graph gives: the output of the end step that delivered one. Where several can, an object
 * by id; where a decision sends the run to one of them, that one.
 */
export function resultOfGraph(graph: Graph, find: FindKind, outputOf: OutputOf): Type {
  const index = graphIndex(graph);
  const ends = [...graph.steps.values()].filter(
    (step) =>
      index.outgoing(step.id).length === 0 &&
      find(step.kind)?.annotation !== true &&
      find(step.kind)?.leaves === undefined,
  );
  const [first, ...others] = ends;
  const leaving = leavingValues(graph, find, outputOf);
  if (first === undefined) return leaving.length === 0 ? nullType : unionOf(leaving);
  const types = ends.map(outputOf);
  if (others.length === 0 || isDecided(graph, find)) return unionOf([...types, ...leaving]);
  const fields = new Map<string, Field>(
    ends.map((step, at) => [
      step.id,
      { type: types[at] ?? nullType, optional: true, merged: true },
    ]),
  );
  return unionOf([...types, { kind: 'object', fields, rest: null }, ...leaving]);
}

/** Whether a decision stands in the graph, so that perhaps only one of its ends is come to. */
function isDecided(graph: Graph, find: FindKind): boolean {
  return [...graph.steps.values()].some((step) => find(step.kind)?.expectsAllOutputs === true);
}

/** What steps take along that end the round of the loop around. */
function leavingValues(graph: Graph, find: FindKind, outputOf: OutputOf): Type[] {
  return [...graph.steps.values()].flatMap((step): Type[] => {
    const definition = find(step.kind);
    if (definition?.leaves === 'continue' || definition?.leaves === 'break') {
      return [outputOf(step)];
    }
    if (step.body === undefined) return [];
    const absorbs = definition?.container?.absorbs ?? [];
    return absorbs.includes('continue') ? [] : leavingValues(step.body, find, outputOf);
  });
}

/** What steps take along that end the whole workflow. */
export function returnedValues(graph: Graph, find: FindKind, outputOf: OutputOf): Type[] {
  return [...graph.steps.values()].flatMap((step): Type[] => [
    ...(find(step.kind)?.leaves === 'return' ? [outputOf(step)] : []),
    ...(step.body === undefined ? [] : returnedValues(step.body, find, outputOf)),
  ]);
}
