import { describe, expect, it } from 'vitest';
import { findStepDefinition } from '@shared/steps';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { absoluteBoxes } from '../model/absolute-boxes';
import { toFlow } from '../model/to-flow';
import { fromElkGraph, toElkGraph } from './elk-graph';

const { nodes, edges } = toFlow(
  parseWorkflow(`stepwell: 1
name: Tidy
steps:
  start: { kind: manual-start }
  each:
    kind: loop
    with: { items: [], item: x }
    steps: { one: { kind: code }, two: { kind: code } }
    edges: [one -> two]
  end: { kind: log }
  why: { kind: note, with: { text: Because } }
edges: [start -> each, each -> end]
layout:
  start: { x: 40, y: 80 }
  each: { x: 400, y: 80 }
  end: { x: 1200, y: 80 }
  why: { x: 1200, y: 160 }
`).workflow,
  findStepDefinition,
);

describe('toElkGraph', () => {
  it('nests frames, leaves notes out and names the ports of every wire', () => {
    const graph = toElkGraph(nodes, edges, null);
    expect(graph.children?.map(({ id }) => id)).toEqual(['start', 'each', 'end']);
    const frame = graph.children?.find(({ id }) => id === 'each');
    expect(frame?.children?.map(({ id }) => id)).toEqual(['one', 'two']);
    expect(frame?.edges?.map(({ sources, targets }) => [sources, targets])).toEqual([
      [['one/output/out'], ['two/input/in']],
    ]);
    expect(graph.edges).toHaveLength(2);
  });

  it('takes only the chosen steps when there are some', () => {
    const graph = toElkGraph(nodes, edges, new Set(['start', 'each']));
    expect(graph.children?.map(({ id }) => id)).toEqual(['start', 'each']);
    expect(graph.edges).toHaveLength(1);
  });
});

describe('fromElkGraph', () => {
  it('snaps to the grid, starts where it started and takes notes along', () => {
    const answer = {
      id: 'root',
      children: [
        { id: 'start', x: 12, y: 15, width: 220, height: 56 },
        {
          id: 'each',
          x: 331,
          y: 12,
          width: 600,
          height: 181,
          children: [{ id: 'one', x: 24, y: 83, width: 220, height: 56 }],
        },
        { id: 'end', x: 1000, y: 12, width: 220, height: 56 },
      ],
    };
    const placed = new Map(
      fromElkGraph(answer, nodes, absoluteBoxes(nodes)).map(({ id, box }) => [id, box]),
    );
    expect(placed.get('start')).toEqual({ x: 40, y: 80 });
    expect(placed.get('each')).toEqual({ x: 360, y: 80, width: 600, height: 184 });
    expect(placed.get('one')).toEqual({ x: 24, y: 80 });
    const end = placed.get('end');
    expect(placed.get('why')).toEqual({ x: end?.x, y: (end?.y ?? 0) + 80 });
    for (const box of placed.values()) {
      expect([box.x, box.y].every((value) => (value ?? 0) % 8 === 0)).toBe(true);
    }
  });
});
