import type { DebugProtocol } from '@vscode/debugprotocol';
import { describe, expect, it, vi } from 'vitest';
import type { TreeNode } from './tree-node';
import { treeRows } from './tree-rows';
import { createVariableTree, type ReadVariables } from './variable-tree';

/** Parts by reference; what is not there fails. */
type Values = Record<number, readonly DebugProtocol.Variable[]>;

function variable(name: string, value: string, more: Partial<DebugProtocol.Variable> = {}) {
  return { name, value, variablesReference: 0, ...more };
}

function treeOver(values: Values) {
  const read = vi.fn<ReadVariables>(({ variablesReference, filter, start = 0, count }) => {
    const all = values[variablesReference];
    if (!all) return Promise.reject(new Error(`no ${variablesReference}`));
    const kept = filter === 'indexed' ? all.slice(start, start + (count ?? all.length)) : all;
    return Promise.resolve(kept);
  });
  const tree = createVariableTree(read);
  const lines = (): string[] => {
    const { roots, expanded, parts } = tree.getState();
    return treeRows(roots, expanded, parts).map((row) =>
      row.type === 'note'
        ? `${'  '.repeat(row.depth)}(${row.text})`
        : `${'  '.repeat(row.depth)}${row.node.name}${row.node.value && ` = ${row.node.value}`}`,
    );
  };
  return { tree, read, lines };
}

function scope(name: string, reference: number, identity?: string): TreeNode {
  return { key: name, name, value: '', reference, heading: true, ...(identity && { identity }) };
}

describe('createVariableTree', () => {
  it('reads what is opened, and only that', async () => {
    const { tree, read, lines } = treeOver({
      1: [variable('order', '{2}', { variablesReference: 2 }), variable('count', '3')],
    });
    tree.setRoots([scope('Input', 1), scope('Output', 9)], ['Input']);
    await vi.waitFor(() => expect(lines()).toContain('  count = 3'));
    expect(lines()).toEqual(['Input', '  order = {2}', '  count = 3', 'Output']);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('keeps open what was open, and knows what has changed', async () => {
    const values: Values = {
      1: [variable('order', '{1}', { variablesReference: 2 })],
      2: [variable('id', '7')],
      11: [variable('order', '{1}', { variablesReference: 12 })],
      12: [variable('id', '8')],
    };
    const { tree, lines } = treeOver(values);
    tree.setRoots([scope('Variables', 1)], ['Variables']);
    await vi.waitFor(() => expect(lines()).toContain('  order = {1}'));
    tree.toggle('Variables/order');
    await vi.waitFor(() => expect(lines()).toContain('    id = 7'));
    tree.setRoots([scope('Variables', 11)]);
    await vi.waitFor(() => expect(lines()).toContain('    id = 8'));
    expect([...tree.getState().changed]).toEqual(['Variables/order/id']);
  });

  it('shows what it had until the new values have come, of the same thing only', async () => {
    const { tree, lines } = treeOver({
      1: [variable('total', '1')],
      2: [variable('id', '7')],
      11: [variable('total', '2')],
      12: [variable('id', '8')],
    });
    tree.setRoots([scope('Variables', 1, 'run'), scope('Input', 2, 'one')], ['Variables', 'Input']);
    await vi.waitFor(() => expect(lines()).toContain('  id = 7'));
    tree.setRoots([scope('Variables', 11, 'run'), scope('Input', 12, 'other')]);
    expect(lines()).toContain('  total = 1');
    expect(lines()).not.toContain('  id = 7');
    await vi.waitFor(() => expect(lines()).toContain('  id = 8'));
    expect(lines()).toContain('  total = 2');
    expect([...tree.getState().changed]).toEqual(['Variables/total']);
  });

  it('does not compare the input of one step with that of another', async () => {
    const { tree, lines } = treeOver({ 1: [variable('a', '1')], 2: [variable('a', '2')] });
    tree.setRoots([scope('Input', 1, 'first')], ['Input']);
    await vi.waitFor(() => expect(lines()).toContain('  a = 1'));
    tree.setRoots([scope('Input', 2, 'second')]);
    await vi.waitFor(() => expect(lines()).toContain('  a = 2'));
    expect(tree.getState().changed.size).toBe(0);
  });

  it('opens a page of a long list with that page alone', async () => {
    const items = Array.from({ length: 250 }, (_, at) => variable(String(at), `v${at}`));
    const { tree, read, lines } = treeOver({
      1: [variable('rows', 'items 250', { variablesReference: 2, indexedVariables: 250 })],
      2: items,
    });
    tree.setRoots([scope('Output', 1)], ['Output']);
    await vi.waitFor(() => expect(lines()).toContain('  rows = items 250'));
    tree.toggle('Output/rows');
    await vi.waitFor(() => expect(lines()).toHaveLength(5));
    tree.toggle('Output/rows/[200…249]');
    await vi.waitFor(() => expect(lines()).toContain('      249 = v249'));
    expect(read).toHaveBeenLastCalledWith({
      variablesReference: 2,
      filter: 'indexed',
      start: 200,
      count: 50,
    });
  });

  it('says why parts cannot be read, and reads them again when they are opened again', async () => {
    const values: Values = {};
    const { tree, lines } = treeOver(values);
    tree.setRoots([scope('Run', 5)], ['Run']);
    await vi.waitFor(() => expect(lines()).toEqual(['Run', '  (no 5)']));
    values[5] = [variable('id', 'x')];
    tree.toggle('Run');
    tree.toggle('Run');
    await vi.waitFor(() => expect(lines()).toEqual(['Run', '  id = x']));
  });

  it('drops an answer that belongs to an earlier stop', async () => {
    let answer: (variables: DebugProtocol.Variable[]) => void = () => undefined;
    const read = vi
      .fn<ReadVariables>()
      .mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
      .mockResolvedValue([variable('a', 'new')]);
    const tree = createVariableTree(read);
    tree.setRoots([scope('Input', 1)], ['Input']);
    tree.setRoots([scope('Input', 2)]);
    await vi.waitFor(() => expect(tree.getState().parts.get('Input')?.status).toBe('ready'));
    answer([variable('a', 'old')]);
    await Promise.resolve();
    expect(tree.getState().parts.get('Input')?.nodes[0]?.value).toBe('new');
  });

  it('fetches a large value when it is asked for', async () => {
    const { tree, lines } = treeOver({
      1: [variable('big', '3 MB', { variablesReference: 4, presentationHint: { lazy: true } })],
      4: [variable('', 'items 9', { variablesReference: 5 })],
    });
    tree.setRoots([scope('Output', 1)], ['Output']);
    await vi.waitFor(() => expect(lines()).toContain('  big = 3 MB'));
    const [big] = tree.getState().parts.get('Output')?.nodes ?? [];
    if (big) await tree.reveal(big);
    expect(lines()).toContain('  big = items 9');
  });
});
