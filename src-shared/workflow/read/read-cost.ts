import { analyzeTemplate } from '../../expressions/analyze';
import { mostCost } from '../../runs/cost';
import type { StepId } from '../model';
import type { ProblemFix } from '../problem';
import type { MapNode, SourceNode } from '../source/node';
import { childOf, isNothing, nameOf, wrongType, type ReadContext } from './read-context';

/** Three capital letters, as ISO 4217 has them. */
export const currencyPattern = /^[A-Z]{3}$/;

/** `cost: 0.002`, or one binding that gives an amount. */
export function readCost(
  context: ReadContext,
  step: MapNode,
  id: StepId,
): number | string | undefined {
  const node = childOf(step, 'cost');
  if (node === undefined || isNothing(node)) return undefined;
  const value = node.type === 'scalar' ? node.value : undefined;
  if (typeof value === 'number' && value >= 0 && value <= mostCost) return value;
  if (typeof value === 'string' && value.includes('{{') && analyzeTemplate(value).single) {
    return value;
  }
  context.problems.add({
    code: 'COST_INVALID',
    message: `\`cost\` must be an amount from 0 to ${mostCost} or one binding, found ${nameOf(node)}`,
    hint: "Write, for example, 0.002 or '{{ output.body.usage.total_tokens * 0.000002 }}'. Its currency is set once, under `settings:`.",
    from: node.from,
    to: node.to,
    step: id,
    fixes: fixesFor(node),
  });
  return undefined;
}

function fixesFor(node: SourceNode): readonly ProblemFix[] {
  if (node.type !== 'scalar' || typeof node.value !== 'string' || node.alias) return [];
  const text = node.value.trim();
  const change = (title: string, insert: string): readonly ProblemFix[] => [
    { title, changes: [{ from: node.from, to: node.to, insert }] },
  ];
  const amount = /^(\d+(?:\.\d+)?)(?:\s*[A-Z]{3})?$/.exec(text)?.[1];
  if (amount !== undefined) return change(`Change to ${amount}`, amount);
  if (text === '' || text.includes('{{')) return [];
  if (analyzeTemplate(`{{ ${text} }}`).errors.length > 0) return [];
  return change('Put it in braces', JSON.stringify(`{{ ${text} }}`));
}

/** `currency: EUR` of the workflow's settings. */
export function readCurrency(context: ReadContext, settings: MapNode): string | undefined {
  const node = childOf(settings, 'currency');
  if (node === undefined || isNothing(node)) return undefined;
  const value = node.type === 'scalar' ? node.value : undefined;
  if (typeof value === 'string' && currencyPattern.test(value)) return value;
  const upper = typeof value === 'string' ? value.trim().toUpperCase() : '';
  const fixes = currencyPattern.test(upper)
    ? [
        {
          title: `Change to ${upper}`,
          changes: [{ from: node.from, to: node.to, insert: upper }],
        },
      ]
    : [];
  wrongType(context, node, '`currency`', 'three capital letters such as EUR', {
    code: 'SCHEMA_VALUE',
    fixes,
  });
  return undefined;
}
