import { expect, it } from 'vitest';
import { parseWorkflow } from '../parse-workflow';
import { onlySteps, stepsToRun } from './only-steps';

const { workflow } = parseWorkflow(`stepwell: 1
name: Some
result: "{{ steps.d }}"
steps:
  a: { kind: log }
  b: { kind: log }
  c: { kind: log }
  d: { kind: log }
  e: { kind: log }
edges: [a -> b, b -> d, c -> d, d -> e]
`);
if (!workflow) throw new Error('It does not parse.');

const nothing = () => false;

it('runs what is before the step, as far as nothing stands in for it', () => {
  const run = (known: string, pinned = '') =>
    [
      ...stepsToRun(
        workflow,
        'd',
        (id) => known.includes(id),
        (id) => pinned.includes(id),
      ),
    ].sort();
  expect(run('')).toEqual(['a', 'b', 'c', 'd']);
  expect(run('b')).toEqual(['c', 'd']);
  expect(run('abc')).toEqual(['d']);
  // A pin is given by itself, and nothing before it is needed.
  expect(run('', 'b')).toEqual(['b', 'c', 'd']);
  expect(stepsToRun(workflow, 'a', nothing, nothing)).toEqual(['a']);
});

it('leaves those steps and the wires between them', () => {
  const left = onlySteps(workflow, ['d', 'c']);
  expect([...left.steps.keys()]).toEqual(['c', 'd']);
  expect(left.edges.map(({ id }) => id)).toEqual(['c.out -> d.in']);
  // The wire from b counts as taken, so d does not depend on c.
  expect(left.steps.get('d')?.join).toBe('settled');
  expect(left.result).toBeUndefined();
  expect(onlySteps(workflow, ['d', 'c', 'b', 'a']).steps.get('d')?.join).toBe('any');
});
