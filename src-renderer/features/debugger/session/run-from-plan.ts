import type { RunLog } from '@shared/debug/run-log';
import { sameJson } from '@shared/lib/same-json';
import { type ScopePath, stepRunKey } from '@shared/runs/scope-path';
import { allScopes } from '@shared/workflow/graph/scopes';
import type { Workflow } from '@shared/workflow/model';
import type { ForkEdit } from '../dap/stepwell-protocol';

export interface RunFromPlan {
  /** The last event that the new run has in common with the old one: the step has not begun. */
  readonly at: number;
  /** Settings that were changed since the old run. */
  readonly edits: readonly ForkEdit[];
  /** Steps that were added or removed since: the new run does not know. */
  readonly unknown: readonly string[];
}

/**
 * How a new run is made that goes on from before a step with what the old one had given it; null
 * where the step did not start in the old run.
 */
export function planRunFrom(
  log: RunLog,
  step: string,
  path: ScopePath,
  /** The workflow as the old run had it, and as it is now. */
  before: Workflow | null,
  now: Workflow | null,
): RunFromPlan | null {
  const events = log.index.ofStep(stepRunKey(path, step)).filter((seq) => seq <= log.length);
  const [first] = events;
  if (first === undefined || first < 2) return null;
  if (!events.some((seq) => log.at(seq)?.type === 'step.started')) return null;
  const at = first - 1;
  const steps = log.stateAt(at)?.steps;
  const edits: ForkEdit[] = [];
  const old = before ? allScopes(before) : new Map<string, never>();
  const fresh = now ? allScopes(now) : new Map<string, never>();
  for (const [id, { step: changed, containers }] of fresh) {
    const known = old.get(id)?.step;
    if (known === undefined || known.kind !== changed.kind) continue;
    if (sameJson(known.config, changed.config)) continue;
    // What has begun there has been given its settings. Inside a container, they count from then on.
    const status = containers.length === 0 ? steps?.get(id)?.status : undefined;
    if (status !== undefined && status !== 'pending' && status !== 'queued') continue;
    edits.push({ type: 'config', step: id, path: [], config: changed.config });
  }
  return { at, edits, unknown: difference(old, fresh) };
}

function difference(
  old: ReadonlyMap<string, unknown>,
  fresh: ReadonlyMap<string, unknown>,
): readonly string[] {
  if (old.size === 0 || fresh.size === 0) return [];
  return [
    ...[...fresh.keys()].filter((id) => !old.has(id)),
    ...[...old.keys()].filter((id) => !fresh.has(id)),
  ];
}
