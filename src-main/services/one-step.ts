import { momentAt } from '@shared/debug/moment';
import { programsOf, type RunPrograms } from '@shared/debug/programs';
import { rootValues } from '@shared/debug/roots';
import { RunLog } from '@shared/debug/run-log';
import { visibleOutput } from '@shared/debug/visible';
import { AppError } from '@shared/errors/app-error';
import type { OneStepChoice } from '@shared/ipc/runs';
import type { ContentHash, RunId } from '@shared/lib/ids';
import { isJsonObject, type JsonObject, type JsonValue } from '@shared/lib/json';
import { scopeKey, type ScopePath, stepRunKey } from '@shared/runs/scope-path';
import type { RunState } from '@shared/runs/state';
import { allScopes, type StepScope } from '@shared/workflow/graph/scopes';
import { stepsToRun } from '@shared/workflow/graph/only-steps';
import type { Workflow } from '@shared/workflow/model';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import type { ExecutableKind, OneStepRequest } from '../engine/types';
import type { EventsRepository } from '../storage/repositories/events';
import type { VersionsRepository } from '../storage/repositories/versions';

// What a step needs to run by itself: what was there before it in another run, else the steps that
// give it.

export interface OneStepParts {
  readonly versions: Pick<VersionsRepository, 'text'>;
  readonly eventLog: Pick<EventsRepository, 'whole'>;
  readonly kinds: ReadonlyMap<string, ExecutableKind>;
}

export interface PreparedStep {
  readonly only: OneStepRequest;
  /** Of the other run; undefined without one. */
  readonly input: JsonValue | undefined;
}

export async function prepareStep(
  { step, from, path }: OneStepChoice,
  workflow: Workflow,
  parts: OneStepParts,
): Promise<PreparedStep> {
  const place = allScopes(workflow).get(step);
  if (place === undefined) throw stepGone(step);
  refuse(place, parts.kinds);
  const around = place.containers.at(-1);
  const asked = { step, from, path, around: around?.id };
  const seen = from === null ? null : await lookBack(asked, workflow, parts);
  if (around !== undefined && seen === null) throw notReached(place, around.title ?? around.id);
  const { steps } = place.graph;
  const isEntry = (id: string): boolean =>
    parts.kinds.get(steps.get(id)?.kind ?? '')?.definition.entry !== undefined;
  const live = stepsToRun(
    place.graph,
    step,
    // The head of a part of a frame only says where the part begins.
    (id) => isEntry(id) || (seen?.steps.has(id) === true && !workflow.pins.has(id)),
    (id) => workflow.pins.has(id),
  );
  const runs = new Set(live);
  const there = allScopes(workflow);
  const given = [...(seen?.steps ?? [])].flatMap(([id, output]) =>
    runs.has(id) || !there.has(id) ? [] : [{ step: id, output, taken: seen?.taken(id) ?? [] }],
  );
  const only: OneStepRequest = {
    step,
    live,
    ...(seen !== null && { from: seen.run }),
    given,
    vars: seen?.vars ?? null,
    locals: seen?.locals ?? {},
  };
  return { only, input: seen?.input };
}

/** What a run gave to a step, as it was before that began. */
interface Seen {
  readonly run: RunId;
  readonly input: JsonValue;
  readonly steps: ReadonlyMap<string, JsonValue>;
  readonly vars: JsonObject;
  readonly locals: JsonObject;
  readonly taken: (step: string) => readonly string[] | undefined;
}

interface Asked extends OneStepChoice {
  /** The container that the step lies in. */
  readonly around: string | undefined;
}

/** Runs of one step follow each other, each with what the one before had: so many are looked through. */
const mostRuns = 30;

/** The run itself, or one that it took over from, where the graph around the step was at work. */
async function lookBack(
  asked: Asked,
  workflow: Workflow,
  parts: OneStepParts,
): Promise<Seen | null> {
  let { from, path } = asked;
  for (let looked = 0; from !== null && looked < mostRuns; looked += 1) {
    const log = RunLog.of(await parts.eventLog.whole(from));
    const created = log.at(1);
    if (created?.type !== 'run.created') return null;
    const alone = created.only && allScopes(workflow).get(created.only.step)?.containers.at(-1)?.id;
    if (created.only && alone === asked.around) {
      const { locals } = created;
      const given = locals && 'value' in locals && isJsonObject(locals.value) ? locals.value : {};
      return seenIn(log, asked.step, [], given, parts);
    }
    const place = placeIn(log, asked.around, path);
    if (place !== null) return seenIn(log, asked.step, place, {}, parts);
    from = created.only?.from ?? null;
    path = null;
  }
  return null;
}

/** Where a step of the container is to be looked for in a run; null when that was never there. */
function placeIn(log: RunLog, around: string | undefined, path: ScopePath | null) {
  if (path !== null && (path.length === 0 || log.index.ofBody(scopeKey(path)).length > 0)) {
    if (around === undefined || path.at(-1)?.step === around) return path;
  }
  if (around === undefined) return [];
  const inside = [...(log.state?.steps.values() ?? [])].filter(
    (run) => run.path.at(-1)?.step === around,
  );
  return inside.at(-1)?.path ?? null;
}

function seenIn(
  log: RunLog,
  step: string,
  path: ScopePath,
  given: JsonObject,
  parts: OneStepParts,
): Seen | null {
  const started = log.index
    .ofStep(stepRunKey(path, step))
    .find((seq) => log.at(seq)?.type === 'step.started');
  const at = started === undefined ? log.length : started - 1;
  const moment = momentAt(log, programsFor(log, parts), at, { step, path });
  const frame = moment?.frames[0];
  if (!moment || !frame) return null;
  const roots = rootValues(moment.roots(frame)) as JsonObject;
  const { input, steps, vars } = roots;
  const locals = Object.fromEntries(Object.entries(roots).filter(([name]) => !own.has(name)));
  return {
    run: moment.state.run,
    input: input ?? null,
    steps: new Map([
      ...Object.entries(isJsonObject(steps) ? steps : {}),
      ...givenAlone(log, moment.state),
    ]),
    vars: isJsonObject(vars) ? vars : {},
    locals: { ...given, ...locals },
    taken: (id) => takenBy(moment.state, path, id),
  };
}

/** Roots that every run has for itself. */
const own: ReadonlySet<string> = new Set([
  'input',
  'steps',
  'vars',
  'env',
  'run',
  'trigger',
  'secrets',
]);

/** In a run of one step all stand side by side, whatever lies around them in the workflow. */
function givenAlone(log: RunLog, state: RunState): readonly (readonly [string, JsonValue])[] {
  const created = log.at(1);
  if (created?.type !== 'run.created' || !created.only) return [];
  return [...state.steps.values()].flatMap((run) => {
    const output = run.path.length === 0 ? visibleOutput(run) : undefined;
    return output && 'value' in output ? [[run.step, output.value] as const] : [];
  });
}

function programsFor(log: RunLog, { versions, kinds }: OneStepParts): RunPrograms {
  const workflows = new Map<string, Workflow>();
  const { state } = log;
  for (const one of state === null ? [] : [state, ...state.frames.values()]) {
    const { hash } = one.workflow;
    const text = textOf(versions, hash);
    const known = text === null ? null : parseWorkflow(text).workflow;
    if (known) workflows.set(hash, known);
  }
  return programsOf(workflows, (kind) => kinds.get(kind)?.definition);
}

/** By the step of that name that is nearest around. */
function takenBy(state: RunState, path: ScopePath, step: string) {
  for (let length = path.length; length >= 0; length -= 1) {
    const run = state.steps.get(stepRunKey(path.slice(0, length), step));
    if (run !== undefined) return run.taken;
  }
  return undefined;
}

function textOf(versions: OneStepParts['versions'], hash: ContentHash): string | null {
  try {
    return versions.text(hash);
  } catch {
    // A version that is gone leaves what the log says.
    return null;
  }
}

/** Steps that mean nothing without what is around them. */
function refuse({ step }: StepScope, kinds: OneStepParts['kinds']): void {
  const definition = kinds.get(step.kind)?.definition;
  const why =
    definition?.annotation === true
      ? 'is a note, which never runs'
      : definition?.entry !== undefined
        ? 'only begins a part of the frame around it'
        : definition?.leaves !== undefined && definition.leaves !== 'return'
          ? 'ends the loop around it, and there is none when it runs by itself'
          : step.disabled
            ? 'is disabled'
            : undefined;
  if (why === undefined) return;
  throw new AppError({
    code: 'STEP_NOT_ALONE',
    kind: 'user',
    message: `“${step.title ?? step.id}” cannot run by itself: it ${why}.`,
    hint: 'Run the workflow, or choose another step.',
    details: { step: step.id },
  });
}

function notReached({ step }: StepScope, around: string): AppError {
  return new AppError({
    code: 'STEP_NOT_REACHED',
    kind: 'user',
    message: `“${step.title ?? step.id}” lies in “${around}”, and no run that is shown has been there.`,
    hint: 'Run the workflow until it gets there, or choose such a run; then the step can run by itself.',
    details: { step: step.id },
  });
}

function stepGone(step: string): AppError {
  return new AppError({
    code: 'NOT_FOUND',
    kind: 'user',
    message: `There is no step “${step}” in the workflow any more.`,
    hint: 'Choose another step.',
  });
}
