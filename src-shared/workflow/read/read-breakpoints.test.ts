import { describe, expect, it } from 'vitest';
import { allStepDefinitions, findStepDefinition } from '../../steps/index';
import { parseWorkflow } from '../parse-workflow';
import { applyTextChanges } from '../text-change';
import { validateWorkflow } from '../validate/validate-workflow';

const kinds = { find: findStepDefinition, all: allStepDefinitions };

const text = (breakpoints: string) => `stepwell: 1
name: T
vars: { total: 0 }
steps:
  start: { kind: manual-start }
  fetch:
    kind: code
    with:
      code: |
        const a = 1;
        return a;
  say: { kind: log, with: { message: hello } }
  hint: { kind: note, with: { text: Look } }
edges:
  - start -> fetch
  - fetch -> say
breakpoints:
${breakpoints}
`;

const read = (list: string) => parseWorkflow(text(list));
const findings = (list: string) =>
  validateWorkflow(read(list), kinds).filter(({ code }) => code !== 'NODE_UNREACHABLE');

describe('breakpoints in a file', () => {
  it('are read from the short and the long form', () => {
    const parsed = read(`  - fetch
  - start -> fetch
  - fetch:2:8
  - { at: fetch, when: '{{ input.x }}', hits: 3, enabled: false, iteration: 36 }
  - { every: log, hits: '>= 2' }
  - { changes: '{{ vars.total }}', log: 'now {{ vars.total }}', after: 'start.out -> fetch.in' }`);
    expect(parsed.problems).toEqual([]);
    expect(parsed.workflow?.breakpoints).toEqual([
      { id: 'file:fetch', target: { type: 'step', step: 'fetch' }, enabled: true },
      {
        id: 'file:start -> fetch',
        target: { type: 'wire', edge: 'start.out -> fetch.in' },
        enabled: true,
      },
      {
        id: 'file:fetch:2:8',
        target: { type: 'line', step: 'fetch', line: 2, column: 8 },
        enabled: true,
      },
      {
        id: 'file:fetch#2',
        target: { type: 'step', step: 'fetch' },
        enabled: false,
        condition: '{{ input.x }}',
        hitCondition: '3',
        iteration: 36,
      },
      {
        id: 'file:every log',
        target: { type: 'kind', kind: 'log' },
        enabled: true,
        hitCondition: '>= 2',
      },
      {
        id: 'file:changes vars.total',
        target: { type: 'data', path: 'vars.total' },
        enabled: true,
        logMessage: 'now {{ vars.total }}',
        waitFor: 'file:start -> fetch',
      },
    ]);
    expect(findings('  - { at: fetch:1, text: const a = 1; }')).toEqual([]);
  });

  it.each([
    ['  a: b', 'SCHEMA_TYPE'],
    ['  - 7', 'BREAKPOINT_INVALID'],
    ['  - fetch:0', 'BREAKPOINT_INVALID'],
    ['  - a b c', 'BREAKPOINT_INVALID'],
    ['  - {}', 'BREAKPOINT_INVALID'],
    ['  - { at: fetch, every: log }', 'BREAKPOINT_INVALID'],
    ['  - { at: fetch, hits: often }', 'BREAKPOINT_INVALID'],
    ['  - { at: fetch, iteration: -1 }', 'BREAKPOINT_INVALID'],
    ['  - { at: fetch, condition: x }', 'KEY_UNKNOWN'],
  ])('warns of %s', (list, code) => {
    expect(read(list).problems).toMatchObject([{ code, severity: 'warning' }]);
  });

  it.each([
    ['  - fetsh', '"fetsh", which is no step', 'fetch'],
    ['  - fetsh:2', '"fetsh", which is no step', 'fetch:2'],
    ['  - fetch -> sai', '"fetch -> sai", which is no edge', 'fetch -> say'],
    ['  - fetch.ok -> say', '"fetch.ok -> say", which is no edge', 'fetch -> say'],
    ['  - { every: lgo }', 'the kind "lgo"', 'log'],
    ['  - { changes: vars.totl }', '"totl", which is no variable', 'vars.total'],
    ['  - { changes: steps.fetsh.a }', '"fetsh", which is no step', 'steps.fetch.a'],
    ['  - fetch\n  - { at: say, after: fetsh }', 'waits for "fetsh"', 'fetch'],
    ['  - say:1', 'has no code', 'say'],
  ])('says that %s names nothing, and what was meant', (list, message, meant) => {
    const [problem, ...others] = findings(list);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: 'BREAKPOINT_UNKNOWN', severity: 'warning' });
    expect(problem?.message).toContain(message);
    expect(problem?.hint).toContain('Did you mean');
    const [fix] = problem?.fixes ?? [];
    const mended = applyTextChanges(text(list), fix?.changes ?? []);
    expect(mended).toContain(meant);
    expect(
      validateWorkflow(parseWorkflow(mended), kinds).filter(({ code }) =>
        code.startsWith('BREAKPOINT'),
      ),
    ).toEqual([]);
  });

  it.each([
    ['  - hint', 'BREAKPOINT_UNKNOWN'],
    ['  - fetch:9', 'BREAKPOINT_LINE'],
    ['  - { at: fetch:1, text: other(); }', 'BREAKPOINT_LINE'],
    ['  - { changes: input.x }', 'BREAKPOINT_INVALID'],
    ['  - { changes: 1 + 1 }', 'BREAKPOINT_INVALID'],
    ["  - { at: fetch, when: 'a +' }", 'EXPR_SYNTAX'],
    ["  - { at: fetch, log: 'x {{ a + }}' }", 'EXPR_SYNTAX'],
  ])('warns of %s, which still lets the workflow run', (list, code) => {
    expect(findings(list)).toMatchObject([{ code, severity: 'warning' }]);
  });
});
