import { describe, expect, it } from 'vitest';
import { findStepDefinition } from '../../steps/index';
import { parseWorkflow } from '../parse-workflow';
import { namedInCode, namedInTemplate } from './named-in-text';
import { stepNamedAt, usesOfStep } from './step-uses';

const text = `stepwell: 1
name: Test
steps:
  start: { kind: manual-start }
  fetch: { kind: transform, with: { value: { n: 1 } } }
  use: { kind: transform, with: { value: "{{ steps.fetch.n + steps['fetch'].n }} fetch" } }
  code:
    kind: code
    with:
      code: |
        // fetch is only a word here
        return steps.fetch.n;
edges:
  - start -> fetch
  - fetch -> use
  - use -> code
pins: { fetch: { n: 2 } }
layout: { fetch: { x: 0, y: 0 } }
`;

const parsed = parseWorkflow(text);
const verbatim = (kind: string): readonly string[] => findStepDefinition(kind)?.verbatim ?? [];

describe('usesOfStep', () => {
  it('finds every place that means the step, and no word that only looks like it', () => {
    const uses = usesOfStep(parsed, 'fetch', verbatim);
    expect(uses.map(({ kind, line, step }) => `${kind} ${line} ${step ?? ''}`)).toEqual([
      'definition 5 fetch',
      'setting 6 use',
      'setting 6 use',
      'setting 12 code',
      'edge 14 ',
      'edge 15 ',
      'pin 17 fetch',
      'layout 18 fetch',
    ]);
    for (const { range } of uses) expect(text.slice(range.from, range.to)).toBe('fetch');
  });

  it('finds names that begin and end as others do', () => {
    const rows = parseWorkflow(text.replaceAll('fetch', 'renamed'));
    expect(usesOfStep(rows, 'renamed', verbatim)).toHaveLength(8);
    const short = parseWorkflow(text.replaceAll('fetch', 'r0'));
    expect(usesOfStep(short, 'r0', verbatim)).toHaveLength(8);
  });

  it('knows which step is named at a place', () => {
    const at = text.indexOf('steps.fetch.n') + 8;
    expect(stepNamedAt(parsed, at, verbatim)?.id).toBe('fetch');
    expect(stepNamedAt(parsed, text.indexOf('fetch is only') + 2, verbatim)).toBeNull();
    expect(stepNamedAt(parsed, text.indexOf('-> use') + 4, verbatim)?.id).toBe('use');
  });
});

describe('what a text names', () => {
  it('is told from the caret', () => {
    const template = 'a {{ steps.fetch.n + input.total + vars.seen }}';
    const named = (word: string) => namedInTemplate(template, template.indexOf(word) + 1);
    expect(named('fetch')).toEqual({ type: 'step', id: 'fetch' });
    expect(named('total')).toEqual({ type: 'input', name: 'total' });
    expect(named('seen')).toEqual({ type: 'vars', name: 'seen' });
    expect(namedInTemplate(template, 0)).toBeNull();
    const code = "const a = steps['fetch'].n + input.total;";
    expect(namedInCode(code, code.indexOf('fetch'))).toEqual({ type: 'step', id: 'fetch' });
    expect(namedInCode(code, 2)).toBeNull();
  });
});
