import { runsStore, selectStepRun } from '../../runs/index';
import type { Point } from '../variables/point';
import type { Peek } from './value-peek';

/** The value at a port of a step in the run on screen; null when there is none yet. */
export function portPeek(
  step: string,
  title: string,
  side: 'input' | 'output',
  at: Point,
): Peek | null {
  const { steps, iterations } = runsStore.getState();
  const run = selectStepRun(steps.get(step)?.runs ?? [], iterations);
  const value = side === 'input' ? run?.input : run?.output;
  if (!value) return null;
  return {
    title: side === 'input' ? `Input of ${title}` : `Output of ${title}`,
    value,
    at,
    ...(side === 'output' && { expression: `steps.${step}` }),
    target: side === 'input' ? { type: 'step', step } : { type: 'data', path: `steps.${step}` },
  };
}

/** The value that went along a wire; null when none did. */
export function wirePeek(edge: string, name: string, at: Point): Peek | null {
  const [from = ''] = edge.split('.');
  const port = /^\w+\.([\w-]+)/.exec(edge)?.[1];
  const { steps, iterations } = runsStore.getState();
  const run = selectStepRun(steps.get(from)?.runs ?? [], iterations);
  if (!run?.output || (port !== undefined && run.taken?.includes(port) === false)) return null;
  return {
    title: `On the wire ${name}`,
    value: run.output,
    at,
    expression: `steps.${from}`,
    target: { type: 'wire', edge },
  };
}
