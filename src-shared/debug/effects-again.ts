import { stepRunKey, type ScopePath } from '../runs/scope-path';
import { graphIndex } from '../workflow/graph/graph-index';
import type { Step, StepId } from '../workflow/model';
import { bodiesAt } from './bodies';
import { placeOf, type RunPrograms } from './programs';
import type { RunLog } from './run-log';

// Which effects a person is about to take back: they stay in the world, so that doing their steps
// again would make them happen a second time.

export interface EffectAgain {
  readonly step: string;
  readonly title: string;
  /** In how many iterations it has happened. */
  readonly count: number;
  /** One of them has begun and not ended: nobody knows what it has done so far. */
  readonly unfinished: boolean;
}

export type GoingBack =
  | { readonly type: 'restart'; readonly step: string; readonly path: ScopePath }
  /** Sets `to` next, of the graph in which `path` ends. */
  | { readonly type: 'jump'; readonly to: string; readonly path: ScopePath };

/** Unsafe steps that have happened, or have begun, and would be done again, in the order in which they began. */
export function effectsAgain(
  log: RunLog,
  programs: RunPrograms,
  back: GoingBack,
): readonly EffectAgain[] {
  const { state } = log;
  if (state === null) return [];
  const keys = stepsOf(log, programs, back).map((step) => stepRunKey(back.path, step));
  const isInside = (key: string): boolean =>
    keys.some((outer) => key === outer || key.startsWith(`${outer}[`));
  const found = new Map<string, EffectAgain>();
  for (const [key, run] of state.steps) {
    const unfinished = run.status === 'running' || run.status === 'waiting';
    const isOver = run.status === 'completed' && run.by !== 'debugger';
    if ((!isOver && !unfinished) || !run.input || !isInside(key)) continue;
    const place = bodiesAt(log, programs, run.path, log.length).at(-1);
    const step = placeOf(place?.frame.workflow ?? null, run.step)?.step;
    if (step === undefined || !isUnsafe(programs, step)) continue;
    const id = `${place?.frame.hash ?? ''} ${step.id}`;
    const known = found.get(id);
    found.set(id, {
      step: step.id,
      title: step.title ?? step.id,
      count: (known?.count ?? 0) + (unfinished ? 0 : 1),
      unfinished: unfinished || known?.unfinished === true,
    });
  }
  return [...found.values()];
}

function stepsOf(log: RunLog, programs: RunPrograms, back: GoingBack): readonly string[] {
  if (back.type === 'restart') return [back.step];
  const graph = bodiesAt(log, programs, back.path, log.length).at(-1)?.graph;
  const reopened = new Set([back.to]);
  if (graph === undefined) return [...reopened];
  const { outgoing } = graphIndex(graph);
  // A set gives what is added while it is walked.
  for (const step of reopened) for (const { to } of outgoing(step as StepId)) reopened.add(to);
  return [...reopened];
}

/** As the engine sees it: what coordinates others has no effect of its own. */
function isUnsafe(programs: RunPrograms, step: Step): boolean {
  const definition = programs.definitionOf(step.kind);
  if (definition === undefined || definition.container || definition.calls) return false;
  const effects = definition.effects(step.config);
  return effects !== 'pure' && effects !== 'idempotent';
}
