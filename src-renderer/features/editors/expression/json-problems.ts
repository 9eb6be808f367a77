import { findJsonFault } from '@shared/text/json-fault';
import type { ExpressionHost, ExpressionProblem } from './expression-host';
import { boundTexts } from './json-texts';

/** What is wrong with a JSON text and with the bindings in its texts. */
export function jsonProblems(text: string, host?: ExpressionHost): readonly ExpressionProblem[] {
  if (text.trim() === '') return [];
  // A binding may stand bare, for the whole value.
  if (host && /^\s*\{\{/.test(text)) return host.diagnose(text);
  const fault = findJsonFault(text);
  const bindings = boundTexts(text).flatMap((written) =>
    (host?.diagnose(written.text) ?? []).map((problem) => placed(problem, written.offsetOf)),
  );
  if (fault === null) return bindings;
  const { message, from, to } = fault;
  return [{ code: 'JSON', message, range: { from, to } }, ...bindings];
}

function placed(problem: ExpressionProblem, offsetOf: (at: number) => number): ExpressionProblem {
  const { range, fix, ...rest } = problem;
  return {
    ...rest,
    ...(range && { range: { from: offsetOf(range.from), to: offsetOf(range.to) } }),
    ...(fix && { fix: { ...fix, from: offsetOf(fix.from), to: offsetOf(fix.to) } }),
  };
}
