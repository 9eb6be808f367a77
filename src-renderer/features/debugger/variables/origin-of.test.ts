import { describe, expect, it } from 'vitest';
import type { FramePlace } from '../dap/stepwell-protocol';
import { originOf } from './origin-of';
import { childKey, type TreeNode } from './tree-node';

const place: FramePlace = { kind: 'step', step: 'price', path: [{ step: 'each', iteration: 2 }] };

function node(key: string, part: Partial<TreeNode> = {}): TreeNode {
  return { key, name: 'x', value: '1', reference: 0, ...part };
}

describe('what is asked about the origin of a value', () => {
  it('is the field of the input of the step', () => {
    const list = childKey(childKey('Input', 'a/b'), '[0…99]');
    expect(originOf(node(childKey(list, '7')), place)).toEqual({
      step: 'price',
      path: place.path,
      side: 'input',
      field: ['a/b', 7],
    });
  });

  it('is the expression that gives it there', () => {
    const expression = 'vars.total';
    expect(originOf(node('Variables/total', { expression }), place)).toEqual({
      step: 'price',
      path: place.path,
      expression,
    });
  });

  it('is nothing for headings, for variables of code, and for what no expression gives', () => {
    expect(originOf(node('Input', { heading: true }), place)).toBeNull();
    expect(originOf(node('Local/a', { expression: 'a' }), { ...place, kind: 'code' })).toBeNull();
    expect(originOf(node('Loop/item'), place)).toBeNull();
  });
});
