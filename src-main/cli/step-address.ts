import { AppError } from '@shared/errors/app-error';
import type { RunId } from '@shared/lib/ids';
import { type ScopePath, stepRunKey } from '@shared/runs/scope-path';

export interface Addressed {
  readonly runId: RunId;
  readonly path: ScopePath;
  readonly step: string;
}

/**
 * The one that is meant by `eachOrder[3]/release`, by a step's id alone, or by nothing where there
 * is only one. When none is found, the address as it was written: the service says what it is.
 */
export function findAddressed(
  run: RunId,
  written: string | undefined,
  open: readonly Addressed[],
): Addressed {
  const ofRun = open.filter(({ runId }) => runId === run);
  if (written === undefined) return theOnly(run, ofRun);
  const exact = ofRun.filter(({ path, step }) => stepRunKey(path, step) === written);
  const [found] = exact.length > 0 ? exact : ofRun.filter(({ step }) => step === written);
  if (found && (exact.length > 0 || ofRun.filter(({ step }) => step === written).length === 1)) {
    return found;
  }
  if (found)
    return theOnly(
      run,
      ofRun.filter(({ step }) => step === written),
    );
  return parseAddress(run, written);
}

function theOnly(run: RunId, candidates: readonly Addressed[]): Addressed {
  const [only, ...others] = candidates;
  if (only && others.length === 0) return only;
  const names = candidates.map(({ path, step }) => stepRunKey(path, step)).join(', ');
  throw new AppError({
    code: only ? 'STEP_AMBIGUOUS' : 'STATE_CONFLICT',
    kind: 'user',
    message: only
      ? `The run ${run} waits at several steps.`
      : `The run ${run} waits for nothing of that kind.`,
    hint: only ? `Name one of ${names}.` : '`stepwell waits` shows what runs wait for.',
  });
}

const segment = /^([A-Za-z_]\w*)\[(\d+)\]$/;

function parseAddress(run: RunId, written: string): Addressed {
  const parts = written.split('/');
  const step = parts.pop() ?? '';
  const path = parts.map((part) => {
    const [, container = part, iteration = '0'] = segment.exec(part) ?? [];
    return { step: container, iteration: Number(iteration) };
  });
  return { runId: run, path, step };
}
