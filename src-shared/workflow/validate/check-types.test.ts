import { describe, expect, it } from 'vitest';
import { allStepDefinitions, findStepDefinition } from '../../steps/index';
import { typeOfExample } from '../../types/of-value';
import { parseWorkflow } from '../parse-workflow';
import { applyTextChanges } from '../text-change';
import { validateWorkflow } from './validate-workflow';
import type { ValidateOptions } from './validation';

const kinds = { find: findStepDefinition, all: allStepDefinitions };

const head = `stepwell: 1
name: Test
input:
  type: object
  required: [orders]
  properties:
    orders: { type: array, items: { type: object, required: [id, total], properties: { id: { type: string }, total: { type: number } } } }
    note: { type: string }
steps:
  start: { kind: manual-start }
  fetch: { kind: http-request, with: { url: "https://x.test" } }
`;

function problemsOf(steps: string, edges: string, options: ValidateOptions = {}) {
  const text = `${head}${steps}edges: [start -> fetch, ${edges}]\n`;
  const all = validateWorkflow(parseWorkflow(text), kinds, options);
  return { text, problems: all.filter(({ code }) => /^TYPE_|^REFERENCE_KEY/.test(code)) };
}

describe('types of settings', () => {
  it('are told at the step, at the place in the text and on the wire', () => {
    const { text, problems } = problemsOf(
      `  total: { kind: transform, with: { value: { sum: "{{ input.orders.sum('total') }}" } } }
  wait: { kind: log, with: { message: x } }
  each: { kind: loop, with: { items: "{{ steps.total.sum }}" }, steps: { a: { kind: log, with: { message: a } } } }
`,
      'fetch -> total, total -> wait, wait -> each',
    );
    expect(problems).toHaveLength(1);
    const [problem] = problems;
    expect(problem).toMatchObject({
      code: 'TYPE_MISMATCH',
      step: 'each',
      path: ['items'],
      edge: 'wait.out -> each.in',
      message: '`items` wants a list, but steps.total.sum is a number',
    });
    expect(text.slice(problem?.range.from, problem?.range.to)).toBe('steps.total.sum');
  });

  it('inside lazy settings see their items, and what has to be true or false is', () => {
    const filter = (where: string) =>
      problemsOf(
        `  some: { kind: filter, with: { items: "{{ input.orders }}", where: "${where}" } }\n`,
        'fetch -> some',
      ).problems.map(({ message }) => message);
    expect(filter('{{ item.total > 3 }}')).toEqual([]);
    expect(filter('{{ item.totl > 3 }}')).toEqual(['item has no "totl"']);
    expect(filter('{{ item.total }}')).toEqual([
      '`where` wants true or false, but item.total is a number',
    ]);
  });

  it('have fixes that take the problem away', () => {
    const { text, problems } = problemsOf(
      `  tell: { kind: log, with: { message: "{{ input.orders.map(o => o.totl) }}: {{ input.note.length }}" } }\n`,
      'fetch -> tell',
    );
    expect(problems.map(({ code }) => code)).toEqual(['TYPE_KEY', 'TYPE_OPTIONAL']);
    const mended = problems
      .toReversed()
      .reduce((all, { fixes }) => applyTextChanges(all, fixes[0]?.changes ?? []), text);
    expect(mended).toContain('o.total) }}: {{ input.note?.length');
    const left = validateWorkflow(parseWorkflow(mended), kinds);
    expect(left.filter(({ code }) => code.startsWith('TYPE_'))).toEqual([]);
  });

  it('say nothing of what a condition before has asked', () => {
    const { problems } = problemsOf(
      `  has: { kind: condition, with: { when: "{{ (input.note ?? '') !== '' }}" } }
  tell: { kind: log, with: { message: "{{ input.note.trim() }}" } }
`,
      'fetch -> has, has.true -> tell',
    );
    expect(problems).toEqual([]);
  });

  it('are hints where only a recorded value contradicts', () => {
    const steps = `  tell: { kind: log, with: { message: "{{ steps.fetch.body.map(x => x) }}" } }\n`;
    expect(problemsOf(steps, 'fetch -> tell').problems).toEqual([]);
    const outputs = new Map([['fetch', typeOfExample({ body: { items: [] } })]]);
    const { problems } = problemsOf(steps, 'fetch -> tell', { evidence: { outputs } });
    expect(problems).toMatchObject([
      { code: 'TYPE_METHOD', severity: 'hint', edge: 'fetch.out -> tell.in' },
    ]);
    expect(problems[0]?.message).toMatch(/^By what has been seen so far/);
  });
});

describe('types at the ends of a workflow', () => {
  const child = parseWorkflow(
    'stepwell: 1\nname: Child\ninput: { type: object, required: [n], properties: { n: { type: number }, mode: { enum: [fast, slow] } } }\nsteps: { a: { kind: transform, with: { value: { twice: "{{ input.n * 2 }}" } } } }\n',
  ).workflow;
  const options: ValidateOptions = {
    resolveWorkflow: () =>
      child === null ? undefined : { type: 'found', key: 'child', workflow: child },
  };

  it('are those of the called workflow', () => {
    const found = (input: string, use = 'steps.ask.twice') =>
      problemsOf(
        `  ask: { kind: call, with: { workflow: child.yaml, input: ${input} } }
  use: { kind: log, with: { message: "{{ ${use} }}" } }
`,
        'fetch -> ask, ask -> use',
        options,
      ).problems.map(({ message }) => message);
    expect(found('{ n: "{{ input.orders.length }}", mode: fast }')).toEqual([]);
    expect(found('{ n: "{{ input.orders }}" }')).toEqual([
      '"Child" takes another input than "ask" gives: `n` wants a number, but is a list',
    ]);
    expect(found('{ n: 1, mode: fats }')).toEqual([
      "\"Child\" takes another input than \"ask\" gives: `mode` wants 'fast' or 'slow', but is 'fats'",
    ]);
    expect(found('{ n: 1 }', 'steps.ask.twise')).toEqual(['steps.ask has no "twise"']);
  });
});
