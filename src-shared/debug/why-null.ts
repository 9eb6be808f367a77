import type { ScopePath } from '../runs/scope-path';
import { originOf } from './origin';
import type { OriginNode } from './origin-node';
import type { RunPrograms } from './programs';
import type { RunLog } from './run-log';
import { pathText } from './value-diff';
import { valueAt, type ValuePath } from './value-source';
import { Explainer, longest, shortValue, whySkipped, type Because, type Reason } from './why';

/** Why there is no value at a place of what a step was given, or gave. */
export function whyNull(
  log: RunLog,
  programs: RunPrograms,
  seq: number,
  request: {
    readonly step: string;
    readonly path: ScopePath;
    readonly side: 'input' | 'output';
    readonly field: ValuePath;
  },
): Because {
  const explain = new Explainer(log, programs, seq);
  const { step, path, side, field } = request;
  const title = explain.title(path, step);
  const run = explain.run(path, step);
  const name =
    field.length === 0
      ? `The ${side} of ${title}`
      : `${pathText(field)} in the ${side} of ${title}`;
  const recorded = side === 'input' ? run?.input : run?.output;
  if (recorded === undefined) {
    const skipped = whySkipped(log, programs, seq, { step, path });
    return {
      what: `${name} is not there`,
      reasons: [explain.reason(`${skipped.what}.`, step, path, null), ...skipped.reasons],
    };
  }
  const value = valueAt(recorded, field);
  if (value !== null && value !== undefined)
    return { what: `${name} is ${shortValue(value)}`, reasons: [] };
  const what = value === null ? `${name} is null` : `${name} is not there`;
  if (side === 'output' && run?.status === 'skipped') {
    return { what, reasons: whySkipped(log, programs, seq, { step, path }).reasons };
  }
  if (run?.pinned)
    return {
      what,
      reasons: [explain.reason('The step is pinned, and the pin has it so.', step, path, null)],
    };
  const origin = originOf(log, programs, seq, request);
  const reasons = nullChain(explain, origin);
  if (reasons.length > 0) return { what, reasons };
  const text =
    value === null
      ? 'The step gave it so; no setting of the step has it from elsewhere.'
      : 'The step gave nothing under that name.';
  return { what, reasons: [explain.reason(text, step, path, origin.seq)] };
}

/** Follows what is null to where it begins. */
function nullChain(explain: Explainer, origin: OriginNode): readonly Reason[] {
  const reasons: Reason[] = [];
  const open = [...origin.from];
  for (
    let next = open.shift();
    next !== undefined && reasons.length < longest;
    next = open.shift()
  ) {
    if (next.value !== undefined && next.value !== null) continue;
    const place = next.field === '' ? '' : ` at ${next.field}`;
    const bound = next.text === undefined ? '' : `: ${next.text}`;
    const state = next.value === null ? 'is null' : 'has nothing';
    reasons.push(
      explain.reason(`${next.title}${place} ${state}${bound}`, next.step, next.path, next.seq),
    );
    const run = next.step === null ? undefined : explain.run(next.path, next.step);
    if (
      next.kind === 'output' &&
      next.step !== null &&
      (run === undefined || run.status === 'skipped')
    ) {
      const because = whySkipped(explain.log, explain.programs, explain.seq, {
        step: next.step,
        path: next.path,
      });
      reasons.push(
        explain.reason(`${because.what}.`, next.step, next.path, null),
        ...because.reasons,
      );
      continue;
    }
    open.push(...next.from);
  }
  return reasons;
}
