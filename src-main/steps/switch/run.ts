import type { SwitchConfig } from '@shared/steps/switch/definition';
import { typeName } from '@shared/lib/type-name';
import type { JsonValue } from '@shared/lib/json';
import { finalError } from '../../engine/step-error';
import type { StepContext, StepRunner } from '../../engine/types';
import { canonicalKey } from '../lib/canonical-key';
import { plainJson } from '../lib/plain-json';

type SwitchCase = SwitchConfig['cases'][number];

export const runSwitch: StepRunner<SwitchConfig> = (context) => {
  const { config } = context;
  const value = plainJson(config.value ?? null);
  const fitting = config.cases.find((item) => fits(context, item, value));
  const name = fitting?.name ?? 'default';
  return { output: { case: name, value }, taken: [name] };
};

function fits(context: StepContext<SwitchConfig>, item: SwitchCase, value: JsonValue): boolean {
  if (item.equals !== undefined) {
    return canonicalKey(context.evaluate(item.equals, { value })) === canonicalKey(value);
  }
  if (item.when === undefined) return false;
  const answer = context.evaluate(item.when, { value });
  if (typeof answer === 'boolean') return answer;
  throw finalError({
    code: 'SWITCH_CASE',
    kind: 'user',
    message: `Case "${item.name}" gave ${typeName(answer)}, but must give true or false`,
    hint: 'Write a comparison such as {{ value > 100 }}, or use `equals`.',
  });
}
