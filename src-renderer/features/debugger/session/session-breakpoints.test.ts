import type { Breakpoint } from '@shared/debug/breakpoints';
import type { WorkflowId } from '@shared/lib/ids';
import { describe, expect, it } from 'vitest';
import { createSessionBreakpoints, type Stopping } from './session-breakpoints';

const main = 'main' as WorkflowId;
const called = 'called' as WorkflowId;
const errorStops = { all: false, uncaught: true };

function at(step: string): Breakpoint {
  return { id: step, target: { type: 'step', step }, enabled: true };
}

function of(...breakpoints: Breakpoint[]): Stopping {
  return { breakpoints, errorStops };
}

const kept: Record<string, Stopping> = {
  main: of(at('load')),
  called: {
    breakpoints: [
      at('price'),
      at('load'),
      { id: 'wire', target: { type: 'wire', edge: 'price.out -> tell.in' }, enabled: true },
      { id: 'kind', target: { type: 'kind', kind: 'code' }, enabled: true },
    ],
    errorStops: { all: true, uncaught: true },
  },
};

function open() {
  return createSessionBreakpoints({ stored: (id) => Promise.resolve(kept[id] ?? of()) });
}

describe('what stops a session', () => {
  it('is that of its workflow, and of the steps of those that it calls', async () => {
    const found = await open().of(main, [called, called], (step) => step === 'load');
    expect(found.breakpoints.map(({ id }) => id)).toEqual(['load', 'price', 'wire']);
    expect(found.errorStops).toEqual(errorStops);
  });

  it('is what was set last, also after another workflow was opened', async () => {
    const session = open();
    await session.of(main, [called], () => false);
    session.note(main, of(at('save')));
    const found = await session.of(main, [called], (step) => step === 'load');
    expect(found.breakpoints.map(({ id }) => id)).toEqual(['save', 'price', 'wire']);
    session.noteErrors(main, { all: true, uncaught: false });
    session.noteErrors(called, { all: false, uncaught: false });
    const { errorStops: stops } = await session.of(main, [called], () => false);
    expect(stops).toEqual({ all: true, uncaught: false });
    session.forget();
    expect((await session.of(main, [], () => false)).breakpoints).toEqual([at('load')]);
  });
});
