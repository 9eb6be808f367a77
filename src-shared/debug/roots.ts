import { analyzeTemplate } from '../expressions/analyze';
import { resolveTemplate } from '../expressions/resolve';
import { SecretRef, type ExpressionScope, type ResolvedValue } from '../expressions/types';
import type { JsonObject, JsonValue } from '../lib/json';
import { isJsonObject } from '../lib/json';
import type { RunEvent } from '../runs/events';
import type { BlobRef, Recorded } from '../runs/recorded';
import type { ScopePath } from '../runs/scope-path';
import type { RunState } from '../runs/state';
import type { BodyAt } from './bodies';
import { lastUpTo } from './log-index';
import { placeOf, type RunPrograms } from './programs';
import type { RunLog } from './run-log';
import { errorOnPath, outputsIn } from './visible';

// What expressions see at a moment, exactly as the engine gives it to them (src-main/engine/
// run-values.ts). Large values stay references until an expression asks for them.

/** The names that one graph around a step gives to it. */
export interface RootLevel {
  /** What its container gives to it; null for a workflow's own graph. */
  readonly locals: Recorded | null;
  /** Names that stand for a key of `locals.loop`. */
  readonly aliases: Readonly<Record<string, string>>;
  /** What goes along the error path on which the step, or the container around it, is. */
  readonly error: JsonValue | undefined;
}

/** The roots of expressions, values as they were recorded. */
export interface RootSources {
  readonly input: Recorded;
  readonly env: JsonObject;
  readonly run: JsonObject;
  readonly trigger: JsonObject;
  readonly steps: ReadonlyMap<string, Recorded>;
  readonly vars: ReadonlyMap<string, Recorded>;
  /** Innermost first, up to the workflow. */
  readonly levels: readonly RootLevel[];
  /** Names that `secrets` has; their values are nowhere. */
  readonly secrets: readonly string[];
  readonly missing: ExpressionScope['missing'];
  /** Wall clock of the moment: what `now()` gives. */
  readonly time: number;
}

/** `step`: whose error path counts; null for the graph as such. */
export function rootsAt(
  log: RunLog,
  programs: RunPrograms,
  state: RunState,
  bodies: readonly BodyAt[],
  step: string | null,
): RootSources | null {
  const body = bodies.at(-1);
  const created = log.at(1);
  if (body === undefined || created?.type !== 'run.created') return null;
  const seq = state.lastSeq;
  const { workflow } = body.frame;
  const called = bodies[body.frameLength]?.started ?? null;
  return {
    input: called?.input ?? (body.frameLength === 0 ? created.input : nothing),
    env: environmentOf(created, programs, workflow?.env ?? []),
    run: { id: state.run, workflow: body.frame.name, startedAt: created.time },
    trigger: {
      startedBy: body.frameLength === 0 ? created.startedBy : 'call',
      time: created.time,
    },
    steps: outputsIn(log, programs, bodies, seq),
    vars: variablesAt(log, state, body),
    levels: levelsOf(log, programs, state, bodies, step),
    secrets: workflow?.secrets ?? [],
    missing: workflow?.settings.missing ?? 'error',
    time: log.at(seq)?.time ?? created.time,
  };
}

const nothing: Recorded = Object.freeze({ value: null });

function environmentOf(
  created: Extract<RunEvent, { type: 'run.created' }>,
  programs: RunPrograms,
  names: readonly string[],
): JsonObject {
  const known = created.env ?? programs.environment ?? {};
  const env: Record<string, JsonValue> = {};
  for (const name of names) {
    const value = known[name];
    if (value !== undefined) env[name] = value;
  }
  return env;
}

/** The variables of the workflow a body belongs to; large ones as references. */
export function variablesAt(
  log: RunLog,
  state: RunState,
  body: BodyAt,
): ReadonlyMap<string, Recorded> {
  const isOwn = body.frameLength === 0;
  const path = body.path.slice(0, body.frameLength);
  const key = path.map((segment) => `${segment.step}[${segment.iteration}]`).join('/');
  const values = isOwn ? state.vars : (state.frames.get(key)?.vars ?? {});
  const variables = new Map<string, Recorded>();
  for (const [name, value] of Object.entries(values)) {
    // The state has null where the log has a reference.
    const large = value === null ? lastSet(log, path, isOwn, name, state.lastSeq) : undefined;
    variables.set(name, large ?? { value });
  }
  return variables;
}

function lastSet(
  log: RunLog,
  path: ScopePath,
  isOwn: boolean,
  name: string,
  seq: number,
): Recorded | undefined {
  const events = log.index.ofVariable(path, isOwn ? undefined : path.length, name);
  const event = log.at(lastUpTo(events, seq) ?? 0);
  return event?.type === 'variable.set' && 'blob' in event.value ? event.value : undefined;
}

function levelsOf(
  log: RunLog,
  programs: RunPrograms,
  state: RunState,
  bodies: readonly BodyAt[],
  step: string | null,
): readonly RootLevel[] {
  const levels: RootLevel[] = [];
  let inside = step;
  for (let at = bodies.length - 1; at >= 0; at -= 1) {
    const body = bodies[at];
    if (body === undefined) break;
    const isFrame = at === body.frameLength;
    const container = body.path.at(-1)?.step ?? null;
    levels.push({
      locals: isFrame ? null : (body.started?.locals ?? null),
      aliases: isFrame || container === null ? {} : aliasesOf(programs, body, container),
      error: inside === null ? undefined : errorOnPath(log, state, body, inside),
    });
    if (isFrame) break;
    inside = container;
  }
  return levels;
}

/** Names of the body of a container, by what they are in its `loop`: `order: item`. */
export function aliasesOf(
  programs: RunPrograms,
  body: BodyAt,
  container: string,
): Readonly<Record<string, string>> {
  const step = placeOf(body.frame.workflow, container)?.step;
  if (step === undefined) return {};
  try {
    return programs.definitionOf(step.kind)?.container?.aliases?.(step.config) ?? {};
  } catch {
    // A definition asked about settings that no schema has passed may fail.
    return {};
  }
}

/** Gives the value of a reference; undefined when it is not at hand. */
export type KnownBlobs = (ref: BlobRef) => JsonValue | undefined;

const noBlobs: KnownBlobs = () => undefined;

/** The roots as values. What is large and not at hand is null. */
export function rootValues(
  sources: RootSources,
  blobs: KnownBlobs = noBlobs,
): Record<string, unknown> {
  const valueOf = (recorded: Recorded): JsonValue =>
    'value' in recorded ? recorded.value : (blobs(recorded.blob) ?? null);
  const { env, run, trigger } = sources;
  const roots: Record<string, unknown> = {
    input: valueOf(sources.input),
    env,
    run,
    trigger,
    steps: objectOf(sources.steps, valueOf),
    vars: objectOf(sources.vars, valueOf),
  };
  let error: JsonValue | undefined;
  for (const level of sources.levels) {
    const locals = level.locals === null ? null : valueOf(level.locals);
    if (isJsonObject(locals)) addNames(roots, locals, level.aliases);
    // Null is an answer, too: a part that runs whether or not something failed is given it.
    if (error === undefined) {
      error = level.error ?? (isJsonObject(locals) ? locals['error'] : undefined);
    }
  }
  if (error !== undefined) roots['error'] = error;
  if (sources.secrets.length > 0) {
    roots['secrets'] = Object.fromEntries(
      sources.secrets.map((name) => [name, new SecretRef(name)]),
    );
  }
  return roots;
}

/** Inner names hide outer ones; no name hides a root. */
function addNames(
  roots: Record<string, unknown>,
  locals: JsonObject,
  aliases: Readonly<Record<string, string>>,
): void {
  const add = (name: string, value: JsonValue | undefined): void => {
    if (value !== undefined && !(name in roots)) roots[name] = value;
  };
  for (const [name, value] of Object.entries(locals)) add(name, value);
  const loop = locals['loop'];
  if (!isJsonObject(loop)) return;
  for (const [name, key] of Object.entries(aliases)) add(name, loop[key]);
}

function objectOf(
  values: ReadonlyMap<string, Recorded>,
  valueOf: (recorded: Recorded) => JsonValue,
): JsonObject {
  return Object.fromEntries([...values].map(([name, value]) => [name, valueOf(value)]));
}

/** An expression, with or without braces around it, as a template. */
export function asTemplate(text: string): string {
  return text.includes('{{') ? text : `{{ ${text} }}`;
}

/** The large values that an expression may look into. */
export function blobsFor(sources: RootSources, text: string): readonly BlobRef[] {
  const wanted = new Map<string, BlobRef>();
  const want = (recorded: Recorded | null | undefined): void => {
    if (recorded && 'blob' in recorded) wanted.set(recorded.blob.hash, recorded.blob);
  };
  const wantOf = (values: ReadonlyMap<string, Recorded>, key: unknown): void => {
    if (typeof key === 'string') want(values.get(key));
    else for (const value of values.values()) want(value);
  };
  for (const { root, path } of analyzeTemplate(asTemplate(text)).references) {
    if (root === 'steps') wantOf(sources.steps, path[0]);
    else if (root === 'vars') wantOf(sources.vars, path[0]);
    else if (root === 'input') want(sources.input);
    else if (!plainRoots.has(root)) for (const { locals } of sources.levels) want(locals);
  }
  return [...wanted.values()];
}

const plainRoots: ReadonlySet<string> = new Set(['env', 'run', 'trigger', 'secrets']);

/**
 * Evaluates an expression or a template at the moment. Changes nothing and has no chance: `now()` is the
 * moment's, `random()` and `uuid()` repeat. Throws ExpressionError.
 */
export function evaluateAt(
  sources: RootSources,
  text: string,
  blobs: KnownBlobs = noBlobs,
): ResolvedValue {
  return resolveTemplate(asTemplate(text), expressionScope(sources, blobs));
}

/** The same, fetching what is large and asked for. */
export async function evaluateLoading(
  sources: RootSources,
  text: string,
  load: (ref: BlobRef) => Promise<JsonValue>,
): Promise<ResolvedValue> {
  const refs = blobsFor(sources, text);
  const values = new Map<string, JsonValue>();
  await Promise.all(refs.map(async (ref) => values.set(ref.hash, await load(ref))));
  return evaluateAt(sources, text, (ref) => values.get(ref.hash));
}

export function expressionScope(
  sources: RootSources,
  blobs: KnownBlobs = noBlobs,
): ExpressionScope {
  return {
    roots: rootValues(sources, blobs),
    missing: sources.missing,
    now: () => sources.time,
    random: () => 0.5,
    uuid: () => '00000000-0000-4000-8000-000000000000',
  };
}
