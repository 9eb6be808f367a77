import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../../lib/json';
import { defineStep, type ConfigProblem, type Port } from '../define-step';
import { anyValue, lazyValue } from '../lib/setting-schemas';
import { counted } from '../lib/shown';
import { docs } from './docs';
import { literalOf, objectOf } from '../../types/type';
import { unionOf } from '../../types/union';

/** Ports that exist anyway: a case may not take their name. */
export const reservedCaseNames: readonly string[] = ['default', 'error'];
const caseName = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;

const switchCase = z.object({
  name: z
    .string()
    .regex(caseName, {
      error: 'must be a name of letters, digits, _ and -, not starting with a digit or -',
    })
    .meta({ title: 'Name', description: 'The output port of this case.' }),
  when: lazyValue()
    .optional()
    .meta({ title: 'When', description: 'Taken when this is true. `value` is at hand.' }),
  equals: lazyValue()
    .optional()
    .meta({ title: 'Equals', description: 'Taken when the value is the same as this.' }),
});

export const switchConfig = z.object({
  value: anyValue()
    .optional()
    .meta({ title: 'Value', description: 'What `equals` compares with; `value` in `when`.' }),
  cases: z
    .array(switchCase)
    .meta({ title: 'Cases', description: 'Tried in order; the first that fits is taken.' }),
});
export type SwitchConfig = z.infer<typeof switchConfig>;

export const switchStep = defineStep({
  kind: 'switch',
  version: 1,
  title: 'Switch',
  description: 'Goes the way of the first case that fits, or the default way.',
  icon: 'route',
  category: 'logic',
  keywords: ['router', 'case', 'branch', 'decision', 'match', 'if'],
  config: switchConfig,
  defaults: { value: null, cases: [{ name: 'first', equals: '' }] },
  ports: (config) => ({
    inputs: [{ name: 'in' }],
    outputs: [...casePorts(config), { name: 'default', label: 'Otherwise' }],
  }),
  effects: () => 'pure',
  form: {
    value: { widget: 'expression', placeholder: '{{ input.status }}' },
    cases: { widget: 'list' },
  },
  summary: (config) => counted(casePorts(config).length, 'case'),
  outputSchema: (config) => ({
    type: 'object',
    properties: {
      case: { enum: [...casePorts(config).map((port) => port.name), 'default'] },
      value: {},
    },
    required: ['case', 'value'],
  }),
  types: {
    output: (config, { typeOf }) =>
      objectOf({
        case: unionOf([
          ...casePorts(config).map((port) => literalOf(port.name)),
          literalOf('default'),
        ]),
        value: typeOf(config['value'] ?? null),
      }),
    locals: (config, { typeOf }) => ({ value: typeOf(config['value'] ?? null) }),
  },
  lazy: [{ key: 'cases', locals: ['value'], truth: 'when' }],
  verbatim: [],
  check,
  docs,
});

/** Names that could be ports, each once; the config may be half written. */
function casePorts(config: JsonObject): Port[] {
  const names = casesOf(config)
    .map((item) => item['name'])
    .filter((name) => typeof name === 'string' && caseName.test(name))
    .filter((name) => !reservedCaseNames.includes(String(name)));
  return [...new Set(names)].map((name) => ({ name: String(name) }));
}

function casesOf(config: JsonObject): JsonObject[] {
  const cases = config['cases'];
  return Array.isArray(cases) ? cases.filter(isJsonObject) : [];
}

function check(config: JsonObject): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const seen = new Set<string>();
  for (const [index, item] of casesOf(config).entries()) {
    const name = item['name'];
    const report = (key: string | null, message: string) =>
      problems.push({
        code: 'SWITCH_CASE',
        severity: 'error',
        message,
        path: key === null ? ['cases', index] : ['cases', index, key],
      });
    if (typeof name === 'string' && reservedCaseNames.includes(name)) {
      report('name', `"${name}" is a port every switch may have; give the case another name`);
    }
    if (typeof name === 'string' && seen.has(name)) {
      report('name', `Two cases are named "${name}"; give each its own name`);
    }
    seen.add(String(name));
    const has = (key: string) => Object.hasOwn(item, key) && item[key] !== undefined;
    if (has('when') === has('equals')) {
      report(null, `Case "${String(name)}" needs either \`when\` or \`equals\`, not both`);
    }
    if (has('equals') && !Object.hasOwn(config, 'value')) {
      report('equals', 'Set `value`: it is what `equals` compares with');
    }
  }
  return problems;
}
