import { describe, expect, it } from 'vitest';
import { findStepDefinition } from '@shared/steps';
import type { StepDefinition } from '@shared/steps/define-step';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { containerFor, entryKindsFor, mayAdd } from './addable';
import { connectionProblem } from './connection-rules';
import { indexGraph } from './graph-index';
import { portsOf } from './node-size';
import { entryOf, sectionsIn } from './sections';
import { isStepNode } from './canvas-node';
import { toFlow } from './to-flow';

// Kinds of the test's own: the rules must follow from what a definition says, not from its name.
const base = findStepDefinition('log');
if (!base) throw new Error('no log step');
const out = { inputs: [], outputs: [{ name: 'out' }] };
const rescue: StepDefinition = {
  ...base,
  kind: 'rescue',
  title: 'Rescue',
  ports: () => out,
  entry: { in: ['guard'], seesMain: true },
};
const always: StepDefinition = {
  ...rescue,
  kind: 'always',
  title: 'Always',
  entry: { in: ['guard'], single: true },
};
const guard: StepDefinition = { ...base, kind: 'guard', container: { locals: () => [] } };
const out2: StepDefinition = { ...base, kind: 'stop', leaves: 'break' };
const cycle: StepDefinition = {
  ...base,
  kind: 'cycle',
  container: { locals: () => [], absorbs: ['break'] },
};
const kinds = [base, rescue, always, guard, out2, cycle];
const find = (kind: string) => kinds.find((definition) => definition.kind === kind);

const { workflow } = parseWorkflow(`stepwell: 1
name: Parts
steps:
  each:
    kind: cycle
    steps:
      safe:
        kind: guard
        steps:
          work: { kind: log }
          failed: { kind: rescue }
          tell: { kind: log }
          tidy: { kind: always }
          loose: { kind: log }
        edges:
          - failed -> tell
`);
const index = indexGraph(workflow);
const ports = (id: string) => {
  const step = index.steps.get(id)?.step;
  return step && portsOf(find(step.kind), step);
};
const problem = (from: string, to: string) =>
  connectionProblem(
    index,
    ports,
    { from: { step: from, port: 'out' }, to: { step: to, port: 'in' } },
    undefined,
    (id) => entryOf(index, find, id),
  );

describe('sectionsIn', () => {
  it('gives the part without an entry first, then one for every entry', () => {
    expect(sectionsIn(index, find, 'safe')).toEqual([
      { entry: null, steps: ['work', 'loose'] },
      { entry: 'failed', steps: ['failed', 'tell'] },
      { entry: 'tidy', steps: ['tidy'] },
    ]);
    expect(sectionsIn(index, find, 'each')).toEqual([{ entry: null, steps: ['safe'] }]);
  });

  it('draws every part on ground of its own', () => {
    const flow = toFlow(workflow, find);
    const frame = flow.nodes.filter(isStepNode).find(({ id }) => id === 'safe');
    const lanes = frame?.data.lanes ?? [];
    expect(lanes.map(({ entry }) => entry)).toEqual(['failed', 'tidy']);
    const [first, second] = lanes;
    const work = flow.nodes.find(({ id }) => id === 'loose');
    expect((work?.position.y ?? 0) + (work?.height ?? 0)).toBeLessThanOrEqual(first?.top ?? 0);
    expect((first?.top ?? 0) + (first?.height ?? 0)).toBeLessThanOrEqual(second?.top ?? 0);
    expect(frame?.height).toBeGreaterThanOrEqual((second?.top ?? 0) + (second?.height ?? 0));
  });
});

describe('wires between parts', () => {
  it('are refused with the part they would break', () => {
    expect(problem('work', 'tell')).toContain('belongs to “failed”');
  });

  it('may take a loose step into a part, and connect within one', () => {
    expect(problem('tell', 'loose')).toBeUndefined();
    expect(problem('work', 'loose')).toBeUndefined();
  });
});

describe('what can be added where', () => {
  it('finds the container that takes an entry, from the inside too', () => {
    expect(containerFor(index, rescue, 'safe')).toBe('safe');
    expect(containerFor(index, rescue, 'tell')).toBe('safe');
    expect(containerFor(index, rescue, 'each')).toBeUndefined();
  });

  it('offers an entry of which there may be one only once', () => {
    expect(entryKindsFor(index, kinds, 'safe').map(({ kind }) => kind)).toEqual(['rescue']);
    expect(entryKindsFor(index, kinds, 'each')).toEqual([]);
  });

  it('offers an early end only where something takes it', () => {
    expect(mayAdd(index, find, out2, 'work')).toBe(true);
    expect(mayAdd(index, find, out2, null)).toBe(false);
    expect(mayAdd(index, find, base, null)).toBe(true);
  });
});
