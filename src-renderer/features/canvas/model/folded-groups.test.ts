import { describe, expect, it } from 'vitest';
import { findStepDefinition } from '@shared/steps';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { absoluteBoxes } from './absolute-boxes';
import { isGroupNode } from './canvas-node';
import { indexGraph } from './graph-index';
import { withHeldSteps } from './placed-box';
import { seenIndex } from './seen-index';
import { toFlow } from './to-flow';
import { travel } from './travel';

const text = `stepwell: 1
name: Folded
steps:
  start: { kind: manual-start }
  check: { kind: condition, title: Any left?, with: { condition: "{{ true }}" } }
  pay: { kind: log, title: Pay }
  refuse: { kind: log, title: Refuse }
  each:
    kind: loop
    with: { items: [], item: x }
    steps: { one: { kind: log }, two: { kind: log }, three: { kind: log } }
    edges: [one -> two, two -> three]
  end: { kind: log }
edges:
  - start -> check
  - check.true -> pay
  - check.false -> refuse
  - pay -> end
  - refuse -> end
  - end -> each
layout:
  start: { x: 0, y: 0 }
  check: { x: 296, y: 0 }
  pay: { x: 592, y: 0 }
  refuse: { x: 592, y: 96 }
  end: { x: 888, y: 0 }
  each: { x: 1184, y: 0 }
  one: { x: 24, y: 80 }
  two: { x: 320, y: 80 }
  three: { x: 616, y: 80 }
  $groups:
    decide: { title: Decide, collapsed: true, steps: [check, pay] }
`;

function flowOf(source: string, isFolded?: Parameters<typeof toFlow>[3]) {
  const { workflow } = parseWorkflow(source);
  return { workflow, ...toFlow(workflow, findStepDefinition, undefined, isFolded) };
}

const two = text.replace(
  'steps: [check, pay] }',
  'steps: [check, pay] }\n    finish: { collapsed: true, steps: [refuse, end] }',
);
const inFrame = text.replace('[check, pay]', '[one, two]');

describe('a collapsed group', () => {
  it('is one box at the corner of its steps, which are hidden', () => {
    const { nodes } = flowOf(text);
    const box = nodes.find(isGroupNode);
    expect(box).toMatchObject({ id: '$group:decide', position: { x: 296, y: 0 } });
    expect(box?.data).toMatchObject({ steps: ['check', 'pay'], summary: 'Any left?, Pay' });
    expect(nodes.filter(({ hidden }) => hidden).map(({ id }) => id)).toEqual(['check', 'pay']);
  });

  it('has a port for every port of its steps that a wire from outside ends at', () => {
    const box = flowOf(text).nodes.find(isGroupNode);
    expect(box?.data.ports).toEqual({
      inputs: [{ name: 'check.in', label: 'Any left?' }],
      outputs: [
        { name: 'check.false', label: 'Any left?: False' },
        { name: 'pay.out', label: 'Pay' },
      ],
    });
    expect(box?.handles?.map(({ id }) => id)).toEqual(['check.in', 'check.false', 'pay.out']);
    expect(box?.height).toBeGreaterThan(56 + 2 * 24);
  });

  it('takes over the wires across its border; those inside are hidden', () => {
    const wires = flowOf(text).edges.map(
      ({ id, source, sourceHandle, target, targetHandle, hidden }) =>
        `${id}: ${hidden ? 'hidden' : `${source}/${sourceHandle} -> ${target}/${targetHandle}`}`,
    );
    expect(wires.slice(2)).toEqual([
      'start.out -> check.in: start/out -> $group:decide/check.in',
      'check.true -> pay.in: hidden',
      'check.false -> refuse.in: $group:decide/check.false -> refuse/in',
      'pay.out -> end.in: $group:decide/pay.out -> end/in',
      'refuse.out -> end.in: refuse/out -> end/in',
      'end.out -> each.in: end/out -> each/in',
    ]);
  });

  it('is wired to another collapsed group', () => {
    const wire = flowOf(two).edges.find(({ id }) => id === 'check.false -> refuse.in');
    expect(wire).toMatchObject({
      source: '$group:decide',
      target: '$group:finish',
      targetHandle: 'refuse.in',
    });
  });

  it('lies in the frame of its steps, and is hidden with it', () => {
    const box = flowOf(inFrame).nodes.find(isGroupNode);
    expect(box).toMatchObject({ parentId: 'each', position: { x: 24, y: 80 } });
    expect(box?.hidden).toBeUndefined();
    const folded = flowOf(inFrame, (key, saved) => key === 'each' || saved);
    expect(folded.nodes.find(isGroupNode)?.hidden).toBe(true);
    expect(folded.edges.find(({ id }) => id === 'two.out -> three.in')?.hidden).toBe(true);
  });

  it('stays open where its steps lie in different frames, or are gone', () => {
    expect(flowOf(text.replace('[check, pay]', '[check, one]')).nodes.some(isGroupNode)).toBe(
      false,
    );
    expect(flowOf(text.replace('[check, pay]', '[nobody]')).nodes.some(isGroupNode)).toBe(false);
  });

  it('is shown open while something in it is revealed, and nothing else moves', () => {
    const open = flowOf(text, () => false);
    const closed = flowOf(text);
    expect(open.nodes.some(isGroupNode)).toBe(false);
    expect(open.nodes.some(({ hidden }) => hidden)).toBe(false);
    const places = (nodes: typeof open.nodes) =>
      nodes.filter((node) => !isGroupNode(node)).map(({ id, position }) => [id, position]);
    expect(places(closed.nodes)).toEqual(places(open.nodes));
  });

  it('moves its steps as far as its box', () => {
    const { nodes } = flowOf(text);
    expect(withHeldSteps([{ id: '$group:decide', box: { x: 304, y: 40 } }], nodes)).toEqual([
      { id: 'check', box: { x: 304, y: 40 } },
      { id: 'pay', box: { x: 600, y: 40 } },
    ]);
  });

  it('is a stop on the way of the arrow keys', () => {
    const { workflow, nodes, edges } = flowOf(text);
    const index = seenIndex(indexGraph(workflow), nodes, edges);
    const boxes = absoluteBoxes(nodes);
    expect(travel(index, boxes, 'start', 'right')).toBe('$group:decide');
    expect(travel(index, boxes, '$group:decide', 'left')).toBe('start');
    expect(travel(index, boxes, 'end', 'left')).toBe('$group:decide');
    expect(travel(index, boxes, 'refuse', 'up')).toBe('$group:decide');
  });
});
