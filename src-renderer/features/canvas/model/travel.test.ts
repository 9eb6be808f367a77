import { describe, expect, it } from 'vitest';
import { findStepDefinition } from '@shared/steps';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { absoluteBoxes } from './absolute-boxes';
import { indexGraph } from './graph-index';
import { toFlow } from './to-flow';
import { firstStep, travel } from './travel';

const { workflow } = parseWorkflow(`stepwell: 1
name: Ways
steps:
  start: { kind: manual-start }
  check: { kind: condition, with: { condition: "{{ true }}" } }
  yes: { kind: log }
  no: { kind: log }
  each:
    kind: loop
    with: { items: [], item: x }
    steps: { one: { kind: code }, two: { kind: code } }
    edges: [one -> two]
  far: { kind: log }
edges:
  - start -> check
  - check.true -> yes
  - check.false -> no
  - yes -> each
layout:
  start: { x: 0, y: 0 }
  check: { x: 300, y: 0 }
  yes: { x: 600, y: -40 }
  no: { x: 600, y: 200 }
  each: { x: 900, y: -40 }
  far: { x: 600, y: 60 }
`);
const index = indexGraph(workflow);
const boxes = absoluteBoxes(toFlow(workflow, findStepDefinition).nodes);
const go = (from: string, direction: 'left' | 'right' | 'up' | 'down') =>
  travel(index, boxes, from, direction);

describe('travel', () => {
  it('follows wires to the left and to the right', () => {
    expect(go('start', 'right')).toBe('check');
    expect(go('check', 'right')).toBe('yes');
    expect(go('no', 'left')).toBe('check');
    expect(go('start', 'left')).toBeUndefined();
  });

  it('goes up and down among branches of one step before anything else', () => {
    expect(go('yes', 'down')).toBe('no');
    expect(go('no', 'up')).toBe('yes');
  });

  it('enters a frame downwards and leaves it to the left and upwards', () => {
    expect(go('each', 'down')).toBe('one');
    expect(go('one', 'right')).toBe('two');
    expect(go('one', 'left')).toBe('each');
    expect(go('one', 'up')).toBe('each');
  });
});

describe('firstStep', () => {
  it('is the one at the top left', () => {
    expect(firstStep(index, boxes)).toBe('start');
  });
});
