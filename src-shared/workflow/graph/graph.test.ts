import { describe, expect, it } from 'vitest';
import type { Workflow } from '../model';
import { parseWorkflow } from '../parse-workflow';
import { ancestors, endSteps, entrySteps, reachable } from './graph-index';
import { findCycles, topologicalLevels } from './levels';
import { containerOf, visibleSteps } from './scopes';

function workflowOf(steps: string, edges: readonly string[]): Workflow {
  const lines = steps.split(' ').map((id) => `  ${id}: { kind: note }`);
  const list = edges.map((edge) => `  - ${edge}`);
  const text = ['stepwell: 1', 'name: T', 'steps:', ...lines, 'edges:', ...list, ''].join('\n');
  const { workflow } = parseWorkflow(text);
  if (workflow === null) throw new Error('The text is no workflow');
  return workflow;
}

const diamond = workflowOf('a b c d e', ['a -> b', 'a -> c', 'b -> d', 'c -> d']);

describe('graph queries', () => {
  it('follow edges both ways', () => {
    expect([...ancestors(diamond, 'd')].sort()).toEqual(['a', 'b', 'c']);
    expect([...reachable(diamond, ['b'])].sort()).toEqual(['b', 'd']);
  });

  it('know where a graph begins and ends', () => {
    expect(entrySteps(diamond)).toEqual(['a', 'e']);
    expect(endSteps(diamond)).toEqual(['d', 'e']);
  });

  it('put a step behind the last of its predecessors', () => {
    const graph = workflowOf('a b c', ['a -> b', 'b -> c', 'a -> c']);
    expect(topologicalLevels(graph)).toEqual([['a'], ['b'], ['c']]);
  });

  it('tell a cycle with its path, and give every step on it a layer', () => {
    const graph = workflowOf('a b c', ['a -> b', 'b -> c', 'c -> b']);
    expect(findCycles(diamond)).toEqual([]);
    expect(findCycles(graph)).toEqual([{ edge: 'c.out -> b.in', path: ['b', 'c', 'b'] }]);
    expect(topologicalLevels(graph).flat().sort()).toEqual(['a', 'b', 'c']);
  });

  it('find a cycle of one step', () => {
    const [cycle] = findCycles(workflowOf('a', ['a -> a']));
    expect(cycle?.path).toEqual(['a', 'a']);
  });
});

describe('visibleSteps', () => {
  const { workflow } = parseWorkflow(`
stepwell: 1
name: T
steps:
  first: { kind: note }
  each:
    kind: loop
    steps:
      inner: { kind: note }
      last: { kind: note }
    edges: [inner -> last]
  after: { kind: note }
edges: [first -> each, each -> after]
`);

  it('sees what lies before it, inside and around its container', () => {
    if (workflow === null) throw new Error('The text is no workflow');
    expect([...visibleSteps(workflow, 'last')].sort()).toEqual(['first', 'inner']);
    expect([...visibleSteps(workflow, 'after')].sort()).toEqual(['each', 'first']);
    expect(containerOf(workflow, 'last')).toBe('each');
  });
});
