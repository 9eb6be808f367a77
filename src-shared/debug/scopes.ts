import type { AppErrorData } from '../errors/app-error';
import { errorToJson } from '../errors/error-json';
import type { JsonValue } from '../lib/json';
import { isJsonObject } from '../lib/json';
import type { Recorded } from '../runs/recorded';
import type { RunState, StepRun } from '../runs/state';
import type { MomentFrame } from './frames';
import type { RootSources } from './roots';

export type ScopeName = 'Input' | 'Output' | 'Variables' | 'Loop' | 'Error' | 'Run';

/** One value, or several by name. Large values are references until somebody opens them. */
export type ScopeContent =
  | { readonly type: 'value'; readonly value: Recorded }
  | { readonly type: 'named'; readonly values: ReadonlyMap<string, Recorded> };

export interface MomentScope {
  readonly name: ScopeName;
  readonly content: ScopeContent;
  /** The root whose parts its parts are in an expression, e.g. `vars`; absent when none reaches them. */
  readonly root?: string;
}

export interface ScopeSources {
  readonly frame: MomentFrame;
  readonly state: RunState;
  readonly run: StepRun | undefined;
  /** Of a workflow: what came out of it. */
  readonly result: Recorded | undefined;
  readonly roots: RootSources;
  readonly extras: {
    readonly input?: Recorded;
    readonly output?: Recorded;
    readonly error?: AppErrorData;
  };
}

export function scopesOf(sources: ScopeSources): readonly MomentScope[] {
  const { frame, roots } = sources;
  const isWorkflow = frame.kind === 'workflow' || frame.kind === 'call';
  const input = isWorkflow ? roots.input : (sources.extras.input ?? sources.run?.input);
  const output = isWorkflow ? sources.result : (sources.extras.output ?? sources.run?.output);
  const scopes: MomentScope[] = [];
  if (input !== undefined) {
    scopes.push({ name: 'Input', content: value(input), ...(isWorkflow && { root: 'input' }) });
  }
  if (output !== undefined) {
    const root = isWorkflow ? {} : { root: `steps.${frame.step ?? ''}` };
    scopes.push({ name: 'Output', content: value(output), ...root });
  }
  scopes.push({ name: 'Variables', content: named(roots.vars), root: 'vars' });
  const loop = loopOf(roots);
  if (loop !== null) scopes.push(loop);
  const error = errorOf(sources);
  if (error !== null) scopes.push(error);
  scopes.push({
    name: 'Run',
    content: named(
      new Map<string, Recorded>([
        ...(isWorkflow ? [] : [['input', roots.input] as const]),
        ['run', { value: roots.run }],
        ['trigger', { value: roots.trigger }],
        ['env', { value: roots.env }],
      ]),
    ),
    root: '',
  });
  return scopes;
}

function value(recorded: Recorded): ScopeContent {
  return { type: 'value', value: recorded };
}

function named(values: ReadonlyMap<string, Recorded>): ScopeContent {
  return { type: 'named', values };
}

/** What the container around gives: of a loop its item, number and names. */
function loopOf({ levels }: RootSources): MomentScope | null {
  const level = levels.find(({ locals }) => locals !== null);
  if (!level?.locals) return null;
  const { locals } = level;
  if (!('value' in locals)) return { name: 'Loop', content: value(locals) };
  if (!isJsonObject(locals.value) || Object.keys(locals.value).length === 0) return null;
  const loop = locals.value['loop'];
  if (loop !== undefined && Object.keys(locals.value).length === 1) {
    return { name: 'Loop', content: value({ value: loop }), root: 'loop' };
  }
  const entries = Object.entries(locals.value).filter(([name]) => name !== 'error');
  if (entries.length === 0) return null;
  const values = entries.map(([name, item]): [string, Recorded] => [name, { value: item }]);
  return { name: 'Loop', content: named(new Map(values)), root: '' };
}

/** The failure of the step itself, or the one that led to where it is. */
function errorOf({ frame, run, state, roots, extras }: ScopeSources): MomentScope | null {
  const own = frame.kind === 'workflow' ? state.error : (extras.error ?? run?.error);
  if (own !== undefined) return { name: 'Error', content: value({ value: errorToJson(own) }) };
  const seen = errorSeen(roots);
  if (seen === undefined) return null;
  return { name: 'Error', content: value({ value: seen }), root: 'error' };
}

function errorSeen({ levels }: RootSources): JsonValue | undefined {
  for (const { error, locals } of levels) {
    if (error !== undefined) return error;
    if (locals === null || !('value' in locals) || !isJsonObject(locals.value)) continue;
    const given = locals.value['error'];
    if (given !== undefined) return given;
  }
  return undefined;
}
