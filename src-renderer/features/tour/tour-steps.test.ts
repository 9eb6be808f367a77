import { describe, expect, it } from 'vitest';
import { advance, newTour, readProgress, tourSteps, type TourView } from './tour-steps';

const nothing: TourView = {
  open: false,
  completed: false,
  looking: false,
  breakpoints: 0,
  paused: false,
};

describe('the tour', () => {
  it('goes on when what it asks for is done, from the workflow to a breakpoint that was hit', () => {
    const views: Partial<TourView>[] = [
      { open: true },
      { open: true, completed: true },
      { open: true, completed: true, looking: true },
      { open: true, completed: true, looking: true, breakpoints: 1 },
      { open: true, looking: true, breakpoints: 1, paused: true },
      { open: true, completed: true, breakpoints: 1 },
    ];
    let progress = { ...newTour, state: 'running' as const } as ReturnType<typeof advance>;
    const seen = views.map((view) => {
      progress = advance(progress, { ...nothing, ...view });
      return progress.state === 'done' ? 'done' : tourSteps[progress.step]?.id;
    });
    expect(seen).toEqual(['run', 'look', 'breakpoint', 'debug', 'go-on', 'done']);
  });

  it('stands still until then, and when it is skipped', () => {
    const running = { state: 'running', step: 1 } as const;
    expect(advance(running, { ...nothing, open: true })).toBe(running);
    const skipped = { state: 'skipped', step: 0 } as const;
    expect(advance(skipped, { ...nothing, open: true })).toBe(skipped);
  });

  it('goes on where it was left, and begins anew when nobody can tell where that was', () => {
    expect(readProgress({ state: 'running', step: 3 })).toEqual({ state: 'running', step: 3 });
    for (const broken of [null, 'x', { state: 'running', step: 99 }, { state: 'odd', step: 0 }]) {
      expect(readProgress(broken)).toEqual(newTour);
    }
  });
});
