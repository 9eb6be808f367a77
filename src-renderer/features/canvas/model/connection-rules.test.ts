import { describe, expect, it } from 'vitest';
import { findStepDefinition } from '@shared/steps';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { blockedTargets, connectionProblem } from './connection-rules';
import { indexGraph } from './graph-index';
import { portsOf } from './node-size';

const { workflow } = parseWorkflow(`stepwell: 1
name: Rules
steps:
  start: { kind: manual-start }
  a: { kind: code, title: First }
  b: { kind: code }
  c: { kind: condition, with: { condition: "{{ true }}" } }
  each:
    kind: loop
    with: { items: [], item: x }
    steps: { inner: { kind: code } }
edges:
  - start -> a
  - a -> b
  - b -> c
`);
const index = indexGraph(workflow);

function ports(id: string) {
  const step = index.steps.get(id)?.step;
  return step && portsOf(findStepDefinition(step.kind), step);
}

function problem(from: string, fromPort: string, to: string, toPort = 'in', ignoring?: string) {
  return connectionProblem(
    index,
    ports,
    { from: { step: from, port: fromPort }, to: { step: to, port: toPort } },
    ignoring,
  );
}

describe('connectionProblem', () => {
  it('allows a new forward wire', () => {
    expect(problem('a', 'out', 'c')).toBeUndefined();
    expect(problem('c', 'true', 'each')).toBeUndefined();
  });

  it('says why a wire is refused', () => {
    expect(problem('a', 'out', 'a')).toContain('itself');
    expect(problem('c', 'true', 'a')).toContain('circle');
    expect(problem('a', 'out', 'b')).toContain('already connected');
    expect(problem('a', 'out', 'inner')).toContain('inside “each”');
    expect(problem('inner', 'out', 'c')).toContain('outside “each”');
    expect(problem('b', 'out', 'start')).toContain('no input');
    expect(problem('c', 'maybe', 'each')).toContain('no output “maybe”');
    expect(problem('a', 'out', 'c', 'left')).toContain('no input “left”');
  });

  it('names the steps of a circle', () => {
    expect(problem('b', 'out', 'a')).toBe(
      'This would make a circle: “First” already leads to “b”. Use a loop step to repeat.',
    );
  });

  it('does not count the wire that is being moved', () => {
    expect(problem('a', 'out', 'b', 'in', 'a.out -> b.in')).toBeUndefined();
    expect(problem('b', 'out', 'a', 'in', 'a.out -> b.in')).toBeUndefined();
  });
});

describe('blockedTargets', () => {
  it('lists every step that cannot be the other end', () => {
    const down = blockedTargets(index, ports, { step: 'b', port: 'out' }, 'downstream');
    expect([...down.keys()]).toEqual(['start', 'a', 'b', 'inner']);
    const up = blockedTargets(index, ports, { step: 'b', port: 'in' }, 'upstream');
    expect([...up.keys()]).toEqual(['b', 'c', 'inner']);
  });
});
