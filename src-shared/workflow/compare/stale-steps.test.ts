import { describe, expect, it } from 'vitest';
import { parseWorkflow } from '../parse-workflow';
import { staleSteps } from './stale-steps';

const ran = `stepwell: 1
name: Orders
steps:
  start: { kind: manual-start }
  load: { kind: read-file, title: Load, with: { path: a.csv } }
  each:
    kind: loop
    title: Each
    with: { items: [1] }
    steps:
      price: { kind: transform, title: Price, with: { value: 1 } }
      tax: { kind: transform, with: { value: 2 } }
    edges: [price -> tax]
  tell: { kind: log, with: { message: done } }
  apart: { kind: log, with: { message: apart } }
edges:
  - start -> load
  - load -> each
  - each -> tell
  - start -> apart
`;

function stale(after: string): Record<string, string> {
  const [a, b] = [ran, after].map((text) => parseWorkflow(text).workflow);
  if (!a || !b) throw new Error('The test text does not parse.');
  return Object.fromEntries(staleSteps(a, b));
}

describe('staleSteps', () => {
  it('finds nothing when only looks and places changed', () => {
    expect(
      stale(ran.replace('title: Load', 'title: Load it') + 'layout:\n  load: { x: 8, y: 8 }\n'),
    ).toEqual({});
  });

  it('marks what changed and all that comes after it, with the reason', () => {
    expect(stale(ran.replace('a.csv', 'b.csv'))).toEqual({
      load: 'Changed since this run: with.path',
      each: '“Load” before it changed since this run',
      tell: '“Each” before it changed since this run',
    });
  });

  it('goes from a step inside a container to the container and on', () => {
    expect(stale(ran.replace('value: 1', 'value: 5'))).toEqual({
      price: 'Changed since this run: with.value',
      tax: '“Price” before it changed since this run',
      each: '“Price” inside it changed since this run',
      tell: '“Each” before it changed since this run',
    });
  });

  it('marks what a new wire or a new step leads to, and not the new step, which has not run', () => {
    expect(stale(ran.replace('  - start -> apart\n', '  - load -> apart\n'))).toEqual({
      apart: 'Its wires changed since this run',
    });
    const withNew = ran
      .replace('  apart:', '  new: { kind: log, with: { message: new } }\n  apart:')
      .replace('  - start -> apart\n', '  - start -> new\n  - new -> apart\n');
    expect(stale(withNew)).toEqual({ apart: 'Its wires changed since this run' });
  });
});
