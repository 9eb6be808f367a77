import { errorToJson } from '../errors/error-json';
import type { JsonObject, JsonValue } from '../lib/json';
import { isJsonObject } from '../lib/json';
import type { Recorded } from '../runs/recorded';
import { stepRunKey } from '../runs/scope-path';
import type { RunState, StepRun } from '../runs/state';
import { graphIndex } from '../workflow/graph/graph-index';
import { bodyStart, mainBodyOf, type BodyAt } from './bodies';
import { lastUpTo } from './log-index';
import { placeOf, type RunPrograms } from './programs';
import type { RunLog } from './run-log';

// What steps see of each other, told from the log as the engine tells it while it runs
// (src-main/engine/scope.ts): outputs of finished steps, and the error of the path they are on.

/** Outputs by step id: those of this body, and of the ones around it when it began. */
export function outputsIn(
  log: RunLog,
  programs: RunPrograms,
  bodies: readonly BodyAt[],
  seq: number,
): ReadonlyMap<string, Recorded> {
  const body = bodies.at(-1);
  if (body === undefined) return new Map();
  const seen = new Map<string, Recorded>();
  const isFrame = bodies.length - 1 === body.frameLength;
  if (!isFrame) {
    merge(seen, outputsIn(log, programs, bodies.slice(0, -1), Math.min(body.since, seq)));
    merge(seen, outputsOfMain(log, programs, bodies, body));
  }
  const state = log.stateAt(seq);
  if (state !== null) merge(seen, ownOutputs(state, body));
  return seen;
}

function merge(into: Map<string, Recorded>, more: ReadonlyMap<string, Recorded>): void {
  for (const [id, output] of more) into.set(id, output);
}

function ownOutputs(state: RunState, body: BodyAt): ReadonlyMap<string, Recorded> {
  const outputs = new Map<string, Recorded>();
  for (const id of body.graph.steps.keys()) {
    const output = visibleOutput(state.steps.get(stepRunKey(body.path, id)));
    if (output !== undefined) outputs.set(id, output);
  }
  return outputs;
}

/** What later steps see of a step run; undefined when they see nothing. */
export function visibleOutput(run: StepRun | undefined): Recorded | undefined {
  switch (run?.status) {
    case 'completed':
      return run.output;
    case 'failed':
      return run.handled === 'fail' ? undefined : run.output;
    case 'skipped':
      return run.output;
    default:
      return undefined;
  }
}

/** Sections of some kinds see what the part without an entry gave. */
function outputsOfMain(
  log: RunLog,
  programs: RunPrograms,
  bodies: readonly BodyAt[],
  body: BodyAt,
): ReadonlyMap<string, Recorded> {
  const entry = body.started?.section;
  const kind = entry === undefined ? undefined : placeOf(body.frame.workflow, entry)?.step.kind;
  const sees = kind !== undefined && programs.definitionOf(kind)?.entry?.seesMain === true;
  const path = sees ? mainBodyOf(log, body) : null;
  const started = path === null ? null : bodyStart(log, path, body.since);
  if (path === null || started === null) return new Map();
  const main: BodyAt = { ...body, path, started, since: started.seq };
  return outputsIn(log, programs, [...bodies.slice(0, -1), main], body.since);
}

/**
 * What goes along the error path that a step is on: of the failure that led there first. Undefined
 * when it is on none.
 */
export function errorOnPath(
  log: RunLog,
  state: RunState,
  body: BodyAt,
  step: string,
): JsonValue | undefined {
  const known = new Map<string, JsonValue | undefined>();
  const look = (id: string): JsonValue | undefined => {
    if (known.has(id)) return known.get(id);
    // A circle of a broken file leads nowhere.
    known.set(id, undefined);
    let first = Infinity;
    let error: JsonValue | undefined;
    for (const edge of graphIndex(body.graph).incoming(id)) {
      const run = state.steps.get(stepRunKey(body.path, edge.from));
      if (run?.taken?.includes(edge.fromPort) !== true) continue;
      const passed = errorOf(run) ?? look(edge.from);
      const ended = lastUpTo(log.index.ofStep(stepRunKey(body.path, edge.from)), state.lastSeq);
      if (passed === undefined || ended === undefined || ended >= first) continue;
      first = ended;
      error = passed;
    }
    known.set(id, error);
    return error;
  };
  return look(step);
}

function errorOf(run: StepRun): JsonObject | undefined {
  if (run.status !== 'failed' || run.handled !== 'port') return undefined;
  const output = run.output !== undefined && 'value' in run.output ? run.output.value : null;
  const error = isJsonObject(output) ? output['error'] : undefined;
  return error !== undefined && isJsonObject(error) ? error : run.error && errorToJson(run.error);
}
