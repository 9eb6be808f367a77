import type { JsonObject } from '@shared/lib/json';
import { codeStepTypes } from '@shared/steps/code/code-types';
import { jsonSchemaToType } from './json-schema-to-type';

/** What the code of a step can reach, as far as it is known before a run. */
export interface CodeContext {
  /** JSON Schema of the run's input. */
  readonly input?: JsonObject | undefined;
  /** Steps whose output the code may read, with the schema of it where known. */
  readonly steps: readonly {
    readonly id: string;
    readonly title?: string;
    readonly output?: JsonObject | undefined;
  }[];
  /** Names and initial values of the workflow's variables. */
  readonly vars: JsonObject;
  /** Names that exist inside the enclosing containers: `item`, `index`, … */
  readonly locals: readonly string[];
  /** Names of the step's own arguments. */
  readonly args: readonly string[];
  /** Whether Node's own names and modules are at hand. */
  readonly modules: 'none' | 'node';
}

export const emptyCodeContext: CodeContext = {
  steps: [],
  vars: {},
  locals: [],
  args: [],
  modules: 'none',
};

/** Ambient declarations for a code step: its own globals, and those of its sandbox. */
export function ambientTypes(context: CodeContext): string {
  const steps = context.steps.map(
    ({ id, title, output }) =>
      `  /** Output of ${comment(title ?? id)}. */\n  ${id}: ${jsonSchemaToType(output)};`,
  );
  const locals = context.locals
    .filter((name) => !reserved.has(name))
    .map((name) => `declare const ${name}: any;`);
  return [
    '/** The input of the run. */',
    `declare const input: ${context.input ? jsonSchemaToType(context.input) : 'any'};`,
    '/** Outputs of the steps before this one, by step id. */',
    `declare const steps: {\n${steps.join('\n')}\n};`,
    "/** The workflow's variables as they are now. `setVariable` changes one. */",
    `declare const vars: { ${Object.keys(context.vars)
      .map((name) => `${JSON.stringify(name)}: any; `)
      .join('')}[name: string]: any };`,
    ...(context.locals.length > 0
      ? [
          '/** The round of the enclosing loop. */',
          'declare const loop: { item: any; index: number; [name: string]: any };',
        ]
      : []),
    ...locals,
    '/** The arguments of this step. */',
    `declare const args: { ${context.args
      .map((name) => `${JSON.stringify(name)}: any; `)
      .join('')}[name: string]: any };`,
    codeStepTypes(context.modules),
  ].join('\n');
}

const reserved = new Set([
  'input',
  'steps',
  'vars',
  'loop',
  'args',
  'log',
  'fetch',
  'signal',
  'setVariable',
  'emit',
  'sleep',
  'console',
  'env',
  'run',
  'trigger',
]);

function comment(text: string): string {
  return text.replaceAll('*/', '*\\/').replaceAll(/\s+/g, ' ');
}
