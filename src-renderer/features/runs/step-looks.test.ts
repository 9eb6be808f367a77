import { describe, expect, it } from 'vitest';
import type { Look } from './looked-at';
import { createStepLooks, type LookOf } from './step-looks';

function looksAt(steps: readonly string[], costOfOne = 1) {
  let clock = 0;
  const frames: (() => void)[] = [];
  const drawn: string[] = [];
  const looks = createStepLooks({
    nextFrame(callback) {
      frames.push(callback);
      return () => void frames.splice(frames.indexOf(callback), 1);
    },
    draw: (change) => change(),
    now: () => clock,
  });
  for (const step of steps)
    looks.subscribe(step, () => {
      drawn.push(step);
      clock += costOfOne;
    });
  /** One frame; gives what was drawn in it. */
  const frame = (): readonly string[] => {
    const from = drawn.length;
    clock += 16;
    frames.shift()?.();
    return drawn.slice(from);
  };
  return { looks, drawn, frame, waits: () => frames.length };
}

const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `s${at}`);
const done = (): Look =>
  ({ runs: { runs: [], status: 'completed', failed: 0, duration: 1 } }) as unknown as Look;
const running = (): Look =>
  ({ runs: { runs: [], status: 'running', failed: 0, duration: 1 } }) as unknown as Look;
const nothing: LookOf = () => undefined;

/** The same for all of these. */
function all(steps: readonly string[], look = done): LookOf {
  const looks = new Map(steps.map((step) => [step, look()]));
  return (step) => looks.get(step);
}

describe('what boxes show of a run', () => {
  it('is there at once where few have changed', () => {
    const { looks, drawn, waits } = looksAt(names(100));
    const index = all(['s3', 's4']);
    looks.show(index, false);
    expect(drawn).toEqual(['s3', 's4']);
    expect(looks.get('s3')).toBe(index('s3'));
    expect(waits()).toBe(0);
  });

  it('comes a few in a frame when many have changed, each once, and all in the end', () => {
    const steps = names(100);
    const { looks, drawn, frame, waits } = looksAt(steps);
    const index = all(steps);
    looks.show(index, false);
    expect(drawn.length).toBeLessThan(20);
    expect(looks.get('s99')).toBeUndefined();
    let frames = 0;
    for (; waits() > 0; frames += 1) expect(frame().length).toBeLessThan(20);
    expect(frames).toBeLessThanOrEqual(20);
    expect(drawn).toEqual(steps);
    expect(steps.every((step) => looks.get(step) === index(step))).toBe(true);
  });

  it('is drawn as it is when its turn comes, not as it was meanwhile', () => {
    const steps = names(50);
    const { looks, drawn, frame, waits } = looksAt(steps);
    looks.show(all(steps), false);
    const first = drawn.length;
    // A run is cleared away and the next one shown before the boxes could be drawn.
    looks.show(nothing, false);
    const newest = all(steps);
    looks.show(newest, false);
    while (waits() > 0) frame();
    expect(drawn.length).toBe(first + steps.length);
    expect(steps.every((step) => looks.get(step) === newest(step))).toBe(true);
  });

  it('does not draw what is again as it was', () => {
    const { looks, drawn, frame, waits } = looksAt(['s']);
    const index = all(['s']);
    looks.show(index, false);
    looks.show(nothing, false);
    looks.show(index, false);
    while (waits() > 0) frame();
    expect(drawn).toEqual(['s']);
  });

  it('does not draw a step at work that is done a moment later', () => {
    const { looks, drawn, frame, waits } = looksAt(['s']);
    looks.show(all(['s'], running), false);
    frame();
    expect(drawn).toEqual([]);
    const index = all(['s']);
    looks.show(index, false);
    while (waits() > 0) frame();
    expect(drawn).toEqual(['s']);
    expect(looks.get('s')).toBe(index('s'));
  });

  it('draws a step that stays at work, and one that has not run in this run', () => {
    const { looks, drawn, frame, waits } = looksAt(['works', 'idle']);
    looks.show(all(['idle']), false);
    const index = all(['works'], running);
    looks.show(index, false);
    expect(drawn).toEqual(['idle']);
    let frames = 0;
    for (; waits() > 0; frames += 1) frame();
    expect(frames).toBeLessThan(10);
    expect(drawn).toEqual(['idle', 'works', 'idle']);
    expect(looks.get('works')).toBe(index('works'));
    expect(looks.get('idle')).toBeUndefined();
  });

  it('draws all in one go where a moment is looked at', () => {
    const steps = names(100);
    const { looks, drawn, waits } = looksAt(steps);
    looks.show(all(steps), false);
    looks.show(all(steps), true);
    expect(new Set(drawn)).toEqual(new Set(steps));
    expect(waits()).toBe(0);
  });

  it('draws more in a frame where boxes are cheap', () => {
    const steps = names(2_000);
    const cheap = looksAt(steps, 0.05);
    cheap.looks.show(all(steps), false);
    let frames = 0;
    for (; cheap.waits() > 0; frames += 1) cheap.frame();
    expect(frames).toBeLessThanOrEqual(20);
  });

  it('forgets a box that is gone, and gives a new one the newest', () => {
    const steps = names(100);
    const { looks, frame, waits } = looksAt(steps);
    const seen: string[] = [];
    const stop = looks.subscribe('gone', () => seen.push('gone'));
    const index = all([...steps, 'gone', 'new']);
    looks.show(index, false);
    stop();
    expect(looks.get('new')).toBe(index('new'));
    while (waits() > 0) frame();
    expect(seen).toEqual([]);
    expect(looks.get('gone')).toBe(index('gone'));
  });
});
