import { stepRunKey, type ScopePath } from '../runs/scope-path';
import { bodiesAt } from './bodies';
import { lastUpTo } from './log-index';
import { node, type OriginNode } from './origin-node';
import { titleOf, type RunPrograms } from './programs';
import type { RunLog } from './run-log';

// What a chain of origins finds in the events themselves.

/** The failure that a step on an error path sees as `error`. */
export function errorOrigin(
  log: RunLog,
  programs: RunPrograms,
  { step, path, seq }: { readonly step: string; readonly path: ScopePath; readonly seq: number },
  plain: Pick<OriginNode, 'field' | 'from'>,
): OriginNode {
  for (let at = seq; at > 0; at -= 1) {
    const event = log.at(at);
    if (event?.type !== 'step.failed' || event.step === step) continue;
    const body = bodiesAt(log, programs, event.path, at).at(-1);
    const title = `Failure of ${titleOf(body?.frame.workflow ?? null, event.step)}`;
    return node({
      ...plain,
      kind: 'error',
      title,
      step: event.step,
      path: event.path,
      seq: at,
      text: event.error.message,
    });
  }
  return node({ ...plain, kind: 'error', title: 'A failure', step: null, path, seq: null });
}

/** The event with which a step last started by then. */
export function startOf(log: RunLog, step: string, path: ScopePath, seq: number): number | null {
  const events = log.index.ofStep(stepRunKey(path, step));
  for (let at = lastUpTo(events, seq); at !== undefined; at = lastUpTo(events, at - 1)) {
    if (log.at(at)?.type === 'step.started') return at;
  }
  return null;
}
