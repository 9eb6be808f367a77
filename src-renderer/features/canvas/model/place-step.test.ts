import { describe, expect, it } from 'vitest';
import { onePortEach } from '@shared/steps/define-step';
import { overlaps } from './geometry';
import {
  outputFor,
  pasteOffset,
  placeAfter,
  placeAround,
  placeAtWireEnd,
  roomBetween,
} from './place-step';

const size = { width: 220, height: 56 };
const branching = {
  inputs: [{ name: 'in' }],
  outputs: [{ name: 'true' }, { name: 'false' }, { name: 'error' }],
};

function edge(fromPort: string) {
  return { id: `a.${fromPort} -> b.in`, from: 'a', fromPort, to: 'b', toPort: 'in' };
}

describe('outputFor', () => {
  it('takes the first output without a wire, never the error output', () => {
    expect(outputFor('a', branching, [])?.port).toBe('true');
    expect(outputFor('a', branching, [edge('true')])?.port).toBe('false');
    expect(outputFor('a', branching, [edge('true'), edge('false')])?.port).toBe('true');
    expect(outputFor('a', onePortEach, [edge('out')])?.port).toBe('out');
    expect(outputFor('a', { inputs: [], outputs: [] }, [])).toBeUndefined();
  });
});

describe('placeAfter', () => {
  it('goes to the right of the source, on the grid', () => {
    const point = placeAfter({ x: 0, y: 16, ...size }, size, []);
    expect(point).toEqual({ x: 304, y: 16 });
  });

  it('moves down until nothing is covered', () => {
    const others = [
      { x: 304, y: 0, ...size },
      { x: 304, y: 88, ...size },
    ];
    const point = placeAfter({ x: 0, y: 0, ...size }, size, others);
    expect(point).toEqual({ x: 304, y: 176 });
    expect(others.some((other) => overlaps({ ...point, ...size }, other))).toBe(false);
  });
});

describe('placeAround', () => {
  it('puts the middle of the step at the point', () => {
    expect(placeAround({ x: 110, y: 28 }, size, [])).toEqual({ x: 0, y: 0 });
  });
});

describe('placeAtWireEnd', () => {
  it('puts the port under the pointer', () => {
    expect(placeAtWireEnd({ x: 400, y: 128 }, size, 28, 'input')).toEqual({ x: 400, y: 104 });
    expect(placeAtWireEnd({ x: 400, y: 128 }, size, 28, 'output')).toEqual({ x: 184, y: 104 });
  });
});

describe('roomBetween', () => {
  it('takes the middle of a wide gap', () => {
    const room = roomBetween({ x: 0, y: 0, ...size }, { x: 720, y: 0, ...size }, size);
    expect(room).toEqual({ place: { x: 360, y: 0 }, shift: 0 });
  });

  it('asks the target to move when the gap is too narrow', () => {
    const room = roomBetween({ x: 0, y: 0, ...size }, { x: 304, y: 16, ...size }, size);
    expect(room).toEqual({ place: { x: 304, y: 16 }, shift: 296 });
  });
});

describe('pasteOffset', () => {
  it('never puts a copy exactly on another step', () => {
    const box = { x: 0, y: 0, ...size };
    expect(pasteOffset([box], [box])).toEqual({ x: 32, y: 32 });
    expect(pasteOffset([box], [box, { x: 32, y: 32, ...size }])).toEqual({ x: 64, y: 64 });
  });
});
