import { describe, expect, it } from 'vitest';
import { allStepDefinitions, findStepDefinition } from '../../steps/index';
import { readCleanRoot } from '../edit/edit-context';
import { planEdit } from '../edit/plan-edit';
import { formatText } from '../format/format-text';
import { parseWorkflow } from '../parse-workflow';
import { applyTextChanges } from '../text-change';
import { typesOfWorkflow } from '../typing/workflow-types';
import { labelOf } from '../../types/label';
import { validateWorkflow } from './validate-workflow';

const kinds = { find: findStepDefinition, all: allStepDefinitions };

function textWith(cost: string, settings = ''): string {
  return `stepwell: 1
name: Costs
${settings}steps:
  start: { kind: manual-start }
  count: { kind: transform, with: { value: { tokens: 5, model: small } } }
  ask:
    kind: transform
    with:
      value: { tokens: "{{ steps.count.tokens }}", name: abc }
    cost: ${cost}
edges: [start -> count, count -> ask]
`;
}

function problemsOf(cost: string, settings = '') {
  const text = textWith(cost, settings);
  return validateWorkflow(parseWorkflow(text), kinds, {})
    .filter(({ code }) => code !== 'OUTPUT_UNUSED')
    .map(({ code, severity, range, fixes }) => ({
      code,
      severity,
      at: text.slice(range.from, range.to),
      fixed:
        fixes[0] && applyTextChanges(text, fixes[0].changes).split('cost: ')[1]?.split('\n')[0],
    }));
}

describe('what a step costs', () => {
  it('is an amount, or one binding', () => {
    const costOf = (cost: string) => parseWorkflow(textWith(cost)).workflow?.steps.get('ask')?.cost;
    expect(costOf('0.002')).toBe(0.002);
    expect(costOf('0')).toBe(0);
    expect(costOf("'{{ output.tokens * 2 }}'")).toBe('{{ output.tokens * 2 }}');
    for (const cost of ['0.002', "'{{ output.tokens * steps.count.tokens }}'"]) {
      expect(problemsOf(cost)).toEqual([]);
    }
  });

  it.each([
    ['-1', undefined],
    ['2e6', undefined],
    ['true', undefined],
    ['[1]', undefined],
    ['"€ 2"', undefined],
    ['"0.02 USD"', '0.02'],
    ['output.tokens * 2', '"{{ output.tokens * 2 }}"'],
    ['"{{ output.tokens }} USD"', undefined],
  ])('is refused as %s', (cost, fixed) => {
    expect(problemsOf(cost)).toEqual([
      { code: 'COST_INVALID', severity: 'error', at: cost, fixed },
    ]);
  });

  it('is checked by the types of the output and of the steps before', () => {
    expect(problemsOf("'{{ output.tokns * 2 }}'")).toEqual([
      {
        code: 'TYPE_KEY',
        severity: 'warning',
        at: expect.stringContaining('tokns') as string,
        fixed: "'{{ output.tokens * 2 }}'",
      },
    ]);
    expect(problemsOf("'{{ output.name }}'")).toEqual([
      { code: 'TYPE_MISMATCH', severity: 'warning', at: 'output.name', fixed: undefined },
    ]);
    expect(problemsOf("'{{ steps.cuont.tokens }}'")[0]).toMatchObject({ code: 'REFERENCE_STEP' });
    expect(problemsOf("'{{ secrets.key }}'")[0]).toMatchObject({ code: 'REFERENCE_ROOT' });
  });

  it('sees what a success gives, whatever is made of failures', () => {
    const text = textWith("'{{ output.tokens }}'").replace(
      '    cost',
      '    onError: continue\n    cost',
    );
    const { workflow } = parseWorkflow(text);
    if (workflow === null) throw new Error('no workflow');
    const types = typesOfWorkflow(workflow, { find: findStepDefinition });
    const output = types.rootsWith('ask', ['output']).get('output');
    expect(output && labelOf(output)).toBe("{ tokens: number, name: 'abc' }");
    expect(types.rootsAt('ask').has('output')).toBe(false);
  });

  it('follows a step that is renamed', () => {
    const parsed = parseWorkflow(textWith("'{{ steps.count.tokens * output.tokens }}'"));
    const plan = planEdit(parsed, { type: 'rename-step', id: 'count', to: 'tally' });
    expect(plan.ok && applyTextChanges(parsed.text, plan.value)).toContain(
      "cost: '{{ steps.tally.tokens * output.tokens }}'",
    );
  });

  it('is written beside what else a step says of its attempts, and formatted as it is', () => {
    const parsed = parseWorkflow(textWith('1').replace('    cost: 1\n', '    disabled: true\n'));
    const plan = planEdit(parsed, {
      type: 'set-step-field',
      id: 'ask',
      field: 'cost',
      value: 0.002,
    });
    const text = plan.ok ? applyTextChanges(parsed.text, plan.value) : '';
    expect(text).toContain('    cost: 0.002\n    disabled: true\n');
    expect(formatText(text, readCleanRoot)).toEqual([]);
  });
});

describe('the currency', () => {
  it('is three capital letters', () => {
    const currencyOf = (currency: string) =>
      parseWorkflow(textWith('1', `settings: { currency: ${currency} }\n`)).workflow?.settings
        .currency;
    expect(currencyOf('EUR')).toBe('EUR');
    expect(currencyOf('NOK')).toBe('NOK');
    expect(currencyOf('dollars')).toBeUndefined();
    expect(problemsOf('1', 'settings: { currency: eur }\n')).toMatchObject([
      { code: 'SCHEMA_VALUE', at: 'eur' },
    ]);
  });
});
