import { describe, expect, it } from 'vitest';
import { findStepDefinition } from '@shared/steps';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { isStepNode } from './canvas-node';
import { toFlow } from './to-flow';

const text = `stepwell: 1
name: Orders
steps:
  start: { kind: manual-start }
  check:
    kind: condition
    title: Any left?
    with: { condition: "{{ input.count > 0 }}" }
    onError: port
  each:
    kind: loop
    with: { items: "{{ input.orders }}", item: order }
    steps:
      price: { kind: code }
      save: { kind: log }
    edges:
      - price -> save
  odd: { kind: acme-thing, disabled: true }
  why: { kind: note, with: { text: Because } }
edges:
  - start -> check
  - check.true -> each
  - check.missing -> odd
pins: { each: 1 }
layout:
  start: { x: 0, y: 0 }
  each: { x: 640, y: 160, width: 400 }
  save: { x: 400, y: 96 }
  why: { x: 0, y: 200, color: blue }
`;

function flowOf(source: string, previous?: ReturnType<typeof toFlow>) {
  return toFlow(parseWorkflow(source).workflow, findStepDefinition, previous);
}

function node(source: string, id: string) {
  const found = flowOf(source)
    .nodes.filter(isStepNode)
    .find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no node ${id}`);
  return found;
}

describe('toFlow', () => {
  it('gives nothing for a text without a graph', () => {
    expect(toFlow(null, findStepDefinition)).toEqual({ nodes: [], edges: [] });
  });

  it('lists frames before what they hold, nested steps relative to their frame', () => {
    const flow = flowOf(text);
    const ids = flow.nodes.map(({ id }) => id);
    expect(ids.indexOf('each')).toBeLessThan(ids.indexOf('price'));
    expect(node(text, 'save')).toMatchObject({ parentId: 'each', position: { x: 400, y: 96 } });
  });

  it('chooses the shape by what the definition says', () => {
    const shapes = Object.fromEntries(flowOf(text).nodes.map(({ id, type }) => [id, type]));
    expect(shapes).toMatchObject({
      start: 'step',
      each: 'container',
      odd: 'unknown',
      why: 'note',
    });
  });

  it('keeps the places of the file and finds places for the rest', () => {
    expect(node(text, 'start').position).toEqual({ x: 0, y: 0 });
    expect(node(text, 'check').position.x).toBeGreaterThan(220);
  });

  it('never draws a frame smaller than its steps', () => {
    expect(node(text, 'each').width).toBeGreaterThanOrEqual(400 + 220);
  });

  it('adds the error port, and a port that only an edge names', () => {
    const names = node(text, 'check').data.ports.outputs.map(({ name }) => name);
    expect(names).toEqual(['true', 'false', 'error', 'missing']);
  });

  it('labels wires that leave a named port', () => {
    const labels = flowOf(text).edges.map(({ id, data }) => [id, data?.label]);
    expect(labels).toContainEqual(['start.out -> check.in', undefined]);
    expect(labels).toContainEqual(['check.true -> each.in', 'True']);
    expect(labels).toContainEqual(['check.missing -> odd.in', 'missing']);
  });

  it('says what is pinned, disabled and coloured', () => {
    expect(node(text, 'each').data.pinned).toBe(true);
    expect(node(text, 'odd').data.step.disabled).toBe(true);
    expect(node(text, 'why').data.color).toBe('blue');
  });

  it('hides what lies in a collapsed frame, wires included', () => {
    const collapsed = text.replace('width: 400 }', 'width: 400, collapsed: true }');
    const flow = flowOf(collapsed);
    expect(flow.nodes.filter(({ hidden }) => hidden).map(({ id }) => id)).toEqual([
      'price',
      'save',
    ]);
    expect(flow.edges.find(({ source }) => source === 'price')?.hidden).toBe(true);
    expect(node(collapsed, 'each').width).toBe(220);
  });

  it('places every port handle on the edge of its box', () => {
    for (const { width, height, handles } of flowOf(text).nodes) {
      for (const handle of handles ?? []) {
        expect(handle.x).toBe((handle.type === 'target' ? 0 : (width ?? 0)) - 6);
        expect(handle.y).toBeGreaterThanOrEqual(0);
        expect(handle.y + 12).toBeLessThanOrEqual(height ?? 0);
      }
    }
  });

  it('keeps the identity of nodes and wires that an edit did not touch', () => {
    const before = flowOf(text);
    const after = flowOf(text.replace('title: Any left?', 'title: Some left?'), before);
    const same = (list: 'nodes' | 'edges') =>
      after[list].filter((item, at) => item !== before[list][at]).map(({ id }) => id);
    expect(same('nodes')).toEqual(['check']);
    expect(same('edges')).toEqual([
      'start.out -> check.in',
      'check.true -> each.in',
      'check.missing -> odd.in',
    ]);
  });
});
