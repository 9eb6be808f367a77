import type { ParsedWorkflow } from '../../workflow/parse-workflow';
import type { Problem, ProblemFix, TextRange } from '../../workflow/problem';
import { findStep } from '../../workflow/graph/scopes';
import type { TypeScriptFinding } from './virtual-file';

/** Syntax errors have codes below this. */
const firstSemantic = 2000;

const longestMessage = 300;

/**
 * The problems of a workflow with what TypeScript finds beside them. Where something is told of the
 * same place already, it is not told twice.
 */
export function withTypeScriptProblems(
  parsed: ParsedWorkflow,
  problems: readonly Problem[],
  findings: readonly TypeScriptFinding[],
): readonly Problem[] {
  if (findings.length === 0 || parsed.workflow === null) return problems;
  const broken = new Set(
    problems.flatMap(({ code, step }) => (code === 'CODE_SYNTAX' && step ? [step] : [])),
  );
  const added: Problem[] = [];
  for (const finding of findings) {
    if (broken.has(finding.step)) continue;
    const problem = asProblem(parsed, finding);
    if (problem === null) continue;
    const told = [...problems, ...added].some(
      (other) =>
        other.step === problem.step &&
        other.severity !== 'hint' &&
        overlaps(other.range, problem.range),
    );
    if (!told) added.push(problem);
  }
  return [...problems, ...added].sort((a, b) => a.range.from - b.range.from);
}

function overlaps(one: TextRange, other: TextRange): boolean {
  return one.from < other.to && other.from < one.to;
}

function asProblem(parsed: ParsedWorkflow, finding: TypeScriptFinding): Problem | null {
  const { kind, step: id, path, from, to, code, message } = finding;
  const step = parsed.workflow && findStep(parsed.workflow, id);
  if (!step) return null;
  const { places } = parsed;
  const start = places.insideConfig(id, path, from);
  const last = places.insideConfig(id, path, Math.max(from, to - 1));
  const range =
    start !== null && last !== null
      ? { from: start, to: last + 1 }
      : (places.config(id, path) ?? { from: 0, to: 0 });
  const syntax = code < firstSemantic;
  const [first = ''] = message.split('\n');
  const { line, column } = placeOf(parsed.text, range.from);
  return {
    code: syntax ? 'CODE_SYNTAX' : kind === 'code' ? 'CODE_TYPE' : 'TYPE_CALL',
    severity: syntax ? 'error' : 'warning',
    message: withoutStop(first).slice(0, longestMessage),
    ...(!syntax && { hint: `TypeScript says so (TS${code}).` }),
    range,
    line,
    column,
    step: id,
    path,
    fixes: start === null ? [] : fixesFor(first, range),
  };
}

function withoutStop(message: string): string {
  return message.replace(/\.$/, '');
}

function fixesFor(message: string, range: TextRange): readonly ProblemFix[] {
  const like = /Did you mean '([A-Za-z_$][\w$]*)'\?/.exec(message)?.[1];
  if (like === undefined) return [];
  return [{ title: `Change to "${like}"`, changes: [{ ...range, insert: like }] }];
}

function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}
