import { describe, expect, it } from 'vitest';
import { allStepDefinitions, findStepDefinition } from '../../steps/index';
import { parseWorkflow } from '../parse-workflow';
import type { Problem } from '../problem';
import { applyTextChanges } from '../text-change';
import { validateWorkflow } from './validate-workflow';

const kinds = { find: findStepDefinition, all: allStepDefinitions };

function problemsOf(text: string): readonly Problem[] {
  return validateWorkflow(parseWorkflow(text), kinds);
}

/** A workflow of a start and the steps given, one `id: …` per line. */
function file(steps: string, edges: readonly string[], more = ''): string {
  const list = edges.map((edge) => `  - ${edge}\n`).join('');
  const body = steps
    .trim()
    .split('\n')
    .map((line) => `  ${line}\n`)
    .join('');
  return `stepwell: 1\nname: T\n${more}steps:\n  start: { kind: manual-start }\n${body}edges:\n${list}`;
}

/** Code, severity and the text that each problem points at. */
function summary(text: string): string[] {
  return problemsOf(text).map(
    ({ code, severity, range }) => `${severity} ${code} ${text.slice(range.from, range.to)}`,
  );
}

const good = file(
  `
ask: { kind: http-request, with: { url: "https://x.test" } }
is: { kind: condition, with: { when: "{{ steps.ask.status === 200 }}" } }
yes: { kind: log, with: { message: ok } }
no: { kind: log, with: { message: "{{ steps.ask.body }}" } }`,
  ['start -> ask', 'ask -> is', 'is.true -> yes', 'is.false -> no'],
);

describe('validateWorkflow', () => {
  it('finds nothing in a workflow that is right', () => {
    expect(problemsOf(good)).toEqual([]);
  });

  it('tells an unknown kind and what was meant', () => {
    const text = file('a: { kind: htp-request }', ['start -> a']);
    const [problem] = problemsOf(text);
    expect(problem).toMatchObject({ code: 'STEP_UNKNOWN', step: 'a', line: 5 });
    const fixed = applyTextChanges(text, problem?.fixes[0]?.changes ?? []);
    expect(fixed).toContain('kind: http-request');
  });

  it('tells unknown ports, with the right one as a fix', () => {
    const text = good.replace('is.true', 'is.tru');
    expect(summary(text)).toContain('error PORT_UNKNOWN is.tru -> yes');
    const problem = problemsOf(text).find(({ code }) => code === 'PORT_UNKNOWN');
    expect(applyTextChanges(text, problem?.fixes[0]?.changes ?? [])).toBe(good);
  });

  it('knows the error port of a step that has one', () => {
    const steps = (policy: string) =>
      file(
        `a: { kind: log, with: { message: x }${policy} }\nb: { kind: log, with: { message: "{{ error.message }}" } }`,
        ['start -> a', 'a.error -> b'],
      );
    expect(summary(steps(''))).toContain('error PORT_UNKNOWN a.error -> b');
    expect(summary(steps(', onError: port'))).toEqual([]);
  });

  it('knows the error inside a container behind an error port', () => {
    const text = (from: string) => `stepwell: 1
name: T
steps:
  start: { kind: manual-start }
  a: { kind: log, with: { message: x }, onError: port }
  each:
    kind: loop
    with: { items: [1] }
    steps: { b: { kind: log, with: { message: "{{ error.message }}" } } }
edges: [start -> a, ${from} -> each]
`;
    expect(summary(text('a.error'))).toEqual([]);
    expect(summary(text('a'))).toEqual(['error REFERENCE_ROOT error.message']);
  });

  it('tells a cycle with its path, and a step that leads to itself', () => {
    const text = file(
      'a: { kind: log, with: { message: x } }\nb: { kind: log, with: { message: x } }',
      ['start -> a', 'a -> b', 'b -> a', 'b -> b'],
    );
    const messages = problemsOf(text)
      .filter(({ code }) => code === 'GRAPH_CYCLE')
      .map(({ message }) => message);
    expect(messages).toEqual([
      'Steps lead round in a circle: a -> b -> a',
      'The step "b" leads to itself',
    ]);
  });

  it('wants one start', () => {
    const none = good.replace(
      'start: { kind: manual-start }',
      'start: { kind: log, with: { message: x } }',
    );
    expect(problemsOf(none).map(({ code }) => code)).toContain('GRAPH_TRIGGER');
    const two = file('again: { kind: manual-start }', []);
    expect(summary(two)).toEqual(['error GRAPH_TRIGGER again']);
  });

  it('tells steps that are never reached and branches that lead nowhere', () => {
    const text = good.replace('  - is.false -> no\n', '');
    expect(summary(text)).toEqual([
      'hint BRANCH_MISSING is',
      'warning STEP_UNREACHABLE no',
      'warning REFERENCE_ORDER steps.ask.body',
    ]);
  });

  it('tells settings that are missing, wrong or unknown, but not what a binding will give', () => {
    const text = file(
      `
a: { kind: http-request, with: { url: "https://x.test", methd: POST, maxRedirects: "5" } }
b: { kind: loop, with: { concurrency: "{{ input.n }}" } }`,
      ['start -> a', 'a -> b'],
    );
    expect(summary(text)).toEqual([
      'warning SETTING_UNKNOWN methd',
      'error SETTING_INVALID "5"',
      'warning CONTAINER_EMPTY b',
      'error SETTING_MISSING with',
    ]);
    const [unknown] = problemsOf(text);
    expect(applyTextChanges(text, unknown?.fixes[0]?.changes ?? [])).toContain('method: POST');
  });

  it('places a syntax error in code on its line', () => {
    const text = `stepwell: 1
name: T
steps:
  start: { kind: manual-start }
  run:
    kind: code
    with:
      code: |
        const a = 1;
        const b = ;
edges: [start -> run]
`;
    const [problem] = problemsOf(text);
    expect(problem).toMatchObject({ code: 'CODE_SYNTAX', line: 10, column: 19, step: 'run' });
  });

  it('tells references to steps that do not exist or do not come before', () => {
    const text = good
      .replace('{{ steps.ask.body }}', '{{ steps.aks.body }}')
      .replace('message: ok', 'message: "{{ steps.no }}"');
    expect(summary(text)).toEqual([
      'error REFERENCE_ORDER steps.no',
      'error REFERENCE_STEP steps.aks.body',
    ]);
    const problem = problemsOf(text)[1];
    expect(applyTextChanges(text, problem?.fixes[0]?.changes ?? [])).toContain('steps.ask.body');
  });

  it('tells references to keys that an output does not have', () => {
    expect(summary(good.replace('steps.ask.body', 'steps.ask.boddy'))).toEqual([
      'warning REFERENCE_KEY steps.ask.boddy',
    ]);
    expect(summary(good.replace('steps.ask.body', 'steps.ask?.boddy'))).toEqual([]);
  });

  it('tells references into a loop from outside, and allows the other way', () => {
    const text = `stepwell: 1
name: T
steps:
  start: { kind: manual-start }
  load: { kind: read-file, with: { path: a.json } }
  each:
    kind: loop
    with: { items: "{{ steps.load.content }}", item: order }
    steps:
      one: { kind: log, with: { message: "{{ order.id }} {{ loop.index }} {{ steps.load }}" } }
      two: { kind: log, with: { message: "{{ steps.one }} {{ item }}" } }
    edges: [one -> two]
  end: { kind: log, with: { message: "{{ steps.one }} {{ order }}" } }
edges: [start -> load, load -> each, each -> end]
`;
    expect(summary(text)).toEqual([
      'error REFERENCE_ROOT item',
      'error REFERENCE_ORDER steps.one',
      'error REFERENCE_ROOT order',
    ]);
  });

  it('tells secrets, variables and environment names that are not declared, with a fix', () => {
    const text = file(
      `a: { kind: http-request, with: { url: "https://{{ env.HOST }}", auth: bearer, token: "{{ secrets.token }}", headers: { n: "{{ vars.n }}" } } }`,
      ['start -> a'],
    );
    const problems = problemsOf(text);
    expect(problems.map(({ code }) => code)).toEqual([
      'ENV_UNDECLARED',
      'SECRET_UNDECLARED',
      'VAR_UNDECLARED',
    ]);
    for (const { fixes, code } of problems) {
      const fixed = applyTextChanges(text, fixes[0]?.changes ?? []);
      expect(problemsOf(fixed).map((problem) => problem.code)).not.toContain(code);
    }
  });

  it('tells errors in expressions at their place', () => {
    const text = good.replace('{{ steps.ask.body }}', 'a {{ 1 + }} b {{ x.constructor }}');
    const codes = problemsOf(text).map(({ code }) => code);
    expect(codes).toContain('EXPR_SYNTAX');
    expect(codes).toContain('EXPR_FORBIDDEN');
    const syntax = problemsOf(text).find(({ code }) => code === 'EXPR_SYNTAX');
    expect(syntax?.line).toBe(8);
  });

  it('tells pins and places of steps that do not exist', () => {
    const text = `${good}pins: { aks: 1 }\nlayout: { gone: { x: 0, y: 0 } }\n`;
    expect(summary(text)).toEqual(['warning PIN_UNKNOWN aks', 'hint LAYOUT_UNKNOWN gone']);
    const [pin, place] = problemsOf(text);
    expect(applyTextChanges(text, pin?.fixes[0]?.changes ?? [])).toContain('pins: { ask: 1 }');
    expect(applyTextChanges(text, place?.fixes[0]?.changes ?? [])).toBe(
      `${good}pins: { aks: 1 }\n`,
    );
  });

  it('tells outputs that nothing uses', () => {
    const text = file(
      `a: { kind: filter, with: { items: [1], where: "{{ item > 0 }}" } }\nb: { kind: log, with: { message: x } }`,
      ['start -> a', 'a -> b'],
    );
    expect(summary(text)).toEqual(['hint OUTPUT_UNUSED a']);
  });

  it('tells steps inside what is no container, and ids that look alike', () => {
    const text = file(
      `a1: { kind: log, with: { message: x }, steps: { b: { kind: log, with: { message: x } } } }\nal: { kind: log, with: { message: x } }`,
      ['start -> a1', 'a1 -> al'],
    );
    expect(problemsOf(text).map(({ code }) => code)).toEqual([
      'CONTAINER_UNEXPECTED',
      'ID_CONFUSABLE',
    ]);
  });

  it('tells schemas that are none, and samples that do not fit', () => {
    const text = file(
      'a: { kind: log, with: { message: "{{ input.nam }}" } }',
      ['start -> a'],
      `input: { type: object, properties: { name: { type: string }, n: { type: numbr } }, required: [name] }
samples: [{ name: S, input: { name: 1 } }]
`,
    );
    expect(summary(text)).toEqual([
      'error SCHEMA_INVALID numbr',
      'warning SAMPLE_INVALID 1',
      'warning REFERENCE_KEY input.nam',
    ]);
  });

  it('tells a list where a text is bound to the wrong type', () => {
    const text = good.replace(
      'no: { kind: log, with: { message: "{{ steps.ask.body }}" } }',
      'no: { kind: filter, with: { items: "{{ steps.ask.status }}", where: true } }',
    );
    expect(summary(text)).toEqual(['warning TYPE_MISMATCH steps.ask.status']);
  });
});
