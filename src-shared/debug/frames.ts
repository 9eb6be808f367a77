import { stepRunKey, scopeKey, type ScopePath } from '../runs/scope-path';
import type { RunState } from '../runs/state';
import type { BodyAt } from './bodies';
import { placeOf, titleOf, type RunPrograms } from './programs';

/**
 * `step`: a step at work. `iteration`: a body of a container that repeats it. `section`: a part of a
 * container, such as a catch or a branch. `call`: a called workflow as a whole. `workflow`: the run's own.
 */
export type MomentFrameKind = 'step' | 'iteration' | 'section' | 'call' | 'workflow';

/** One line of the call stack of a run. */
export interface MomentFrame {
  /** The same as long as it is the same thing. */
  readonly id: string;
  readonly kind: MomentFrameKind;
  /** For people: `Fetch orders`, `Each order, iteration 37`. */
  readonly name: string;
  /** The step, or the container whose body it is; null for a workflow. */
  readonly step: string | null;
  /** Of that step; of a workflow, of the steps in it. */
  readonly path: ScopePath;
  /** Of a body: of the steps inside. */
  readonly body: ScopePath | null;
  /** Of a body: counted from 0. */
  readonly iteration?: number;
  /** Of a section: the entry it begins with; absent: the main part. */
  readonly section?: string;
  readonly attempt?: number;
  /** The workflow in whose text it stands. */
  readonly workflow: { readonly id: string | null; readonly hash: string; readonly name: string };
}

/** Innermost first. */
export function framesAt(
  programs: RunPrograms,
  state: RunState,
  bodies: readonly BodyAt[],
  step: string | null,
): readonly MomentFrame[] {
  const frames: MomentFrame[] = [];
  const inner = bodies.at(-1);
  if (inner !== undefined && step !== null) frames.push(stepFrame(state, inner, step));
  for (let at = bodies.length - 1; at >= 0; at -= 1) {
    const body = bodies[at];
    if (body === undefined) continue;
    const outer = bodies[at - 1];
    if (at !== body.frameLength) {
      if (outer !== undefined) frames.push(bodyFrame(programs, body));
      continue;
    }
    frames.push(workflowFrame(body, at === 0));
    const caller = body.path.at(-1);
    if (outer !== undefined && caller !== undefined) {
      frames.push(stepFrame(state, outer, caller.step));
    }
  }
  return frames;
}

function workflowRef(body: BodyAt): MomentFrame['workflow'] {
  const { id, hash, name } = body.frame;
  return { id, hash, name };
}

function stepFrame(state: RunState, body: BodyAt, step: string): MomentFrame {
  const key = stepRunKey(body.path, step);
  const attempt = state.steps.get(key)?.attempt ?? 0;
  const title = titleOf(body.frame.workflow, step);
  return {
    id: `step:${key}`,
    kind: 'step',
    name: attempt > 1 ? `${title}, attempt ${attempt}` : title,
    step,
    path: body.path,
    body: null,
    ...(attempt > 0 && { attempt }),
    workflow: workflowRef(body),
  };
}

function bodyFrame(programs: RunPrograms, body: BodyAt): MomentFrame {
  const segment = body.path.at(-1);
  const step = segment?.step ?? '';
  const iteration = segment?.iteration ?? 0;
  const title = titleOf(body.frame.workflow, step);
  const container = placeOf(body.frame.workflow, step)?.step;
  const repeats =
    container === undefined || repeatsBody(programs, container.kind, body.started?.section);
  const common = {
    id: `body:${scopeKey(body.path)}`,
    step,
    path: body.path.slice(0, -1),
    body: body.path,
    iteration,
    workflow: workflowRef(body),
  };
  if (repeats)
    return { ...common, kind: 'iteration', name: `${title}, iteration ${iteration + 1}` };
  const section = body.started?.section;
  const part = section === undefined ? 'main part' : titleOf(body.frame.workflow, section);
  return {
    ...common,
    kind: 'section',
    name: `${title}: ${part}`,
    ...(section !== undefined && { section }),
  };
}

/** Containers that absorb `continue` run their body again and again; others have parts. */
function repeatsBody(programs: RunPrograms, kind: string, section: string | undefined): boolean {
  const traits = programs.definitionOf(kind)?.container;
  return section === undefined && traits?.absorbs?.includes('continue') === true;
}

function workflowFrame(body: BodyAt, isRun: boolean): MomentFrame {
  return {
    id: isRun ? 'workflow' : `call:${scopeKey(body.path)}`,
    kind: isRun ? 'workflow' : 'call',
    name: body.frame.name,
    step: null,
    path: body.path,
    body: body.path,
    workflow: workflowRef(body),
  };
}
