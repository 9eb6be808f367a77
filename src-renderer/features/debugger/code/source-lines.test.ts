import { describe, expect, it } from 'vitest';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { sourceLineOf, sourceTargetAt } from './source-lines';

const text = `format: stepwell/1
name: Lines
steps:
  start:
    kind: manual
  sum:
    kind: code
    with:
      language: javascript
      code: |
        const total = 1;
        return total;
edges:
  - start -> sum
`;

function targetAt(line: number) {
  const lines = text.split('\n');
  const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
  return sourceTargetAt(parseWorkflow(text), line, start, start + (lines[line - 1] ?? '').length);
}

describe('breakpoints in the text of a workflow', () => {
  it('knows steps, wires and lines of code by the line they are written on', () => {
    expect(targetAt(6)).toEqual({ type: 'step', step: 'sum' });
    expect(targetAt(11)).toEqual({
      type: 'line',
      step: 'sum',
      line: 1,
      text: 'const total = 1;',
    });
    expect(targetAt(12)).toMatchObject({ type: 'line', line: 2 });
    expect(targetAt(14)).toEqual({ type: 'wire', edge: 'start.out -> sum.in' });
    expect(targetAt(2)).toBeNull();
  });

  it('shows each where it is written', () => {
    const parsed = parseWorkflow(text);
    for (const line of [4, 6, 11, 12, 14]) {
      const target = targetAt(line);
      expect(target && sourceLineOf(parsed, target)).toBe(line);
    }
  });
});
