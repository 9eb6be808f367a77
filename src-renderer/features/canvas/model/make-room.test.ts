import { expect, it } from 'vitest';
import { makeRoom } from './make-room';

const box = (x: number, y: number) => ({ x, y, width: 220, height: 56 });

it('moves what stands to the right on, and what stands below down, where there is no room', () => {
  const beside = [
    { id: 'left', box: box(-300, 0) },
    { id: 'right', box: box(300, 20) },
    { id: 'below', box: box(0, 100) },
    { id: 'far', box: box(-300, 100) },
  ];
  expect(makeRoom(box(0, 0), { x: 0, y: 0, width: 516, height: 130 }, beside)).toEqual([
    { id: 'right', box: { x: 596, y: 20 } },
    { id: 'below', box: { x: 0, y: 180 } },
  ]);
  const roomy = [{ id: 'right', box: box(600, 0) }];
  expect(makeRoom(box(0, 0), { x: 0, y: 0, width: 516, height: 56 }, roomy)).toEqual([]);
  expect(makeRoom(box(0, 0), box(0, 0), beside)).toEqual([]);
});
