import { analyzeTemplate } from '../expressions/analyze';
import type { ScopePath } from '../runs/scope-path';
import { OriginFinder, widest } from './origin-finder';
import { node, type OriginNode } from './origin-node';
import type { RunPrograms } from './programs';
import type { RunLog } from './run-log';
import type { ValuePath } from './value-source';

// Where a value came from: the chain of steps, fields, expressions and lines of code that led to it, told by
// what the settings of the steps bind to.

export interface OriginRequest {
  readonly step: string;
  readonly path: ScopePath;
  readonly side: 'input' | 'output';
  readonly field: ValuePath;
}

export function originOf(
  log: RunLog,
  programs: RunPrograms,
  seq: number,
  request: OriginRequest,
): OriginNode {
  const finder = new OriginFinder(log, programs);
  return request.side === 'output'
    ? finder.output(request.step, request.path, request.field, seq, 0)
    : finder.setting(request.step, request.path, request.field, seq, 0);
}

export interface ExpressionOrigin {
  /** As in a setting, without braces: `steps.fetch.body.total`. */
  readonly expression: string;
  /** Where it is seen: a step, or a workflow (empty). */
  readonly step: string;
  readonly path: ScopePath;
}

/** Where what an expression sees at a place came from. */
export function originOfExpression(
  log: RunLog,
  programs: RunPrograms,
  seq: number,
  { expression, step, path }: ExpressionOrigin,
): OriginNode {
  const finder = new OriginFinder(log, programs);
  const { references } = analyzeTemplate(`{{ ${expression} }}`);
  const from = references
    .slice(0, widest)
    .map((reference) => finder.reference(reference, step, path, seq, 0));
  const [only] = from;
  if (from.length === 1 && only) return only;
  return node({
    kind: 'constant',
    title: from.length === 0 ? 'It names nothing that has an origin' : 'Made from several values',
    field: '',
    step: null,
    path: [],
    seq: null,
    text: expression,
    from,
  });
}
