import type { BreakpointTarget } from '@shared/debug/breakpoints';
import { findStep } from '@shared/workflow/graph/scopes';
import type { ParsedWorkflow } from '@shared/workflow/parse-workflow';
import { codeOf, codeSettingOf } from './code-setting';

// Where places of the workflow are in its text: a step at the line of its id, a wire at its line,
// a line of code where it is written.

export function sourceLineOf(parsed: ParsedWorkflow, target: BreakpointTarget): number | null {
  switch (target.type) {
    case 'step':
      return lineAt(parsed, parsed.places.stepId(target.step)?.from);
    case 'wire':
      return lineAt(parsed, parsed.places.edge(target.edge)?.from);
    case 'line': {
      const first = firstCodeLine(parsed, target.step);
      return first === null ? null : first + target.line - 1;
    }
    case 'kind':
    case 'data':
      return null;
  }
}

/** What a breakpoint on a line of the text would stand at. */
export function sourceTargetAt(
  parsed: ParsedWorkflow,
  line: number,
  startOfLine: number,
  endOfLine: number,
): BreakpointTarget | null {
  const { places, text } = parsed;
  // Past the indentation: the start of a line may still belong to what stands before it.
  const content =
    startOfLine + (/^\s*(- )?/.exec(text.slice(startOfLine, endOfLine))?.[0].length ?? 0);
  const edge = places.edgeAt(content);
  if (edge !== null) return { type: 'wire', edge };
  const step = places.stepAt(content);
  if (step === null) return null;
  const first = firstCodeLine(parsed, step);
  const code = codeOf(parsed.workflow, step);
  if (first !== null && code !== null && line >= first) {
    const lines = code.replace(/\n$/, '').split('\n');
    const at = line - first;
    if (at < lines.length) return { type: 'line', step, line: at + 1, text: lines[at] ?? '' };
  }
  return { type: 'step', step };
}

function firstCodeLine(parsed: ParsedWorkflow, step: string): number | null {
  const found = parsed.workflow && findStep(parsed.workflow, step);
  const setting = found ? codeSettingOf(found.kind) : null;
  return setting === null ? null : parsed.places.firstLine(step, [setting]);
}

function lineAt({ source }: ParsedWorkflow, offset: number | undefined): number | null {
  return offset === undefined ? null : source.lines.place(offset).line;
}
