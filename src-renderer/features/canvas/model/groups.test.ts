import { expect, it } from 'vitest';
import { drawnGroups, freeGroupId, groupOf } from './groups';

const box = (x: number, y: number) => ({ x, y, width: 220, height: 56 });
const groups = [
  { id: 'group', title: 'In', steps: ['a', 'b', 'gone'] },
  { id: 'folded', steps: ['c'] },
];

it('frames the steps that are there and in sight', () => {
  const boxes = new Map([
    ['a', box(0, 0)],
    ['b', box(296, 80)],
    ['c', box(600, 0)],
  ]);
  const drawn = drawnGroups(groups, boxes, (id) => id === 'c');
  expect(drawn.map(({ group, box: around, steps }) => [group.id, around, steps])).toEqual([
    ['group', { x: -16, y: -36, width: 548, height: 196 }, ['a', 'b']],
  ]);
});

it('finds free names and the group of a step', () => {
  expect(freeGroupId(groups)).toBe('group2');
  expect(groupOf(groups, 'b')?.id).toBe('group');
  expect(groupOf(groups, 'z')).toBeUndefined();
});
