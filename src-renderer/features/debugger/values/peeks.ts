import type { StepRun } from '@shared/runs/state';
import { labelOf } from '@shared/types/label';
import type { StepId } from '@shared/workflow/model';
import { documentStore } from '../../document/index';
import { runsStore, selectStepRun } from '../../runs/index';
import { typesOf } from '../../types/index';
import type { Point } from '../variables/point';
import type { Peek } from './value-peek';

/** What a step gives, as far as that is known without running it. */
function outputType(step: string): string | undefined {
  const { workflow } = documentStore.getState();
  const type = workflow && typesOf(workflow).outputOf(step);
  return type && type.kind !== 'any' ? labelOf(type, { most: 240, keys: 12 }) : undefined;
}

/** The steps whose output arrives at a step. */
function inputType(step: string): string | undefined {
  const { parsed } = documentStore.getState();
  const types = (parsed?.source.edges ?? []).flatMap(({ edge }) => {
    const type = edge.to === step ? outputType(edge.from) : undefined;
    return type === undefined ? [] : [`${edge.from}: ${type}`];
  });
  return types.length === 0 ? undefined : types.join('\n');
}

/** What it gave can be kept in the file, unless a pin stands there or it was a failure's. */
function pinOf(step: string, run: StepRun | null | undefined): { readonly pin?: string } {
  const { workflow, readOnly, stale } = documentStore.getState();
  const can = workflow?.pins.has(step as StepId) === false && !readOnly && !stale;
  return can && run?.status === 'completed' ? { pin: step } : {};
}

/** Type and value at a port of a step; null when neither is known yet. */
export function portPeek(
  step: string,
  title: string,
  side: 'input' | 'output',
  at: Point,
): Peek | null {
  const { steps, iterations, inside } = runsStore.getState();
  const run = selectStepRun(steps.get(step)?.runs ?? [], iterations, inside);
  const value = side === 'input' ? run?.input : run?.output;
  const type = side === 'input' ? inputType(step) : outputType(step);
  if (!value && type === undefined) return null;
  return {
    title: side === 'input' ? `Input of ${title}` : `Output of ${title}`,
    ...(value && { value }),
    ...(type !== undefined && { type }),
    at,
    ...(side === 'output' && { expression: `steps.${step}`, ...pinOf(step, run) }),
    target: side === 'input' ? { type: 'step', step } : { type: 'data', path: `steps.${step}` },
  };
}

/** Type and value of what goes along a wire; null when neither is known. */
export function wirePeek(edge: string, name: string, at: Point): Peek | null {
  const [from = ''] = edge.split('.');
  const port = /^\w+\.([\w-]+)/.exec(edge)?.[1];
  const { steps, iterations, inside } = runsStore.getState();
  const run = selectStepRun(steps.get(from)?.runs ?? [], iterations, inside);
  const went = port === undefined || run?.taken?.includes(port) !== false;
  const value = went ? run?.output : undefined;
  const type = outputType(from);
  if (!value && type === undefined) return null;
  return {
    title: `On the wire ${name}`,
    ...(value && { value }),
    ...(type !== undefined && { type }),
    at,
    expression: `steps.${from}`,
    ...pinOf(from, run),
    target: { type: 'wire', edge },
  };
}
