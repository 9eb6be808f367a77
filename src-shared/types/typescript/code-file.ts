import { isJsonObject } from '../../lib/json';
import type { Step } from '../../workflow/model';
import { typeOfSetting } from '../../workflow/typing/setting-type';
import type { WorkflowTypes } from '../../workflow/typing/workflow-types';
import type { Surroundings } from '../infer/inference';
import type { Type } from '../type';
import { type ContextOptions, declareNames } from './context-file';
import { isImportable, type VirtualFile } from './virtual-file';

/** Names of the sandbox that are declared already. */
const taken = new Set(
  'secrets env run trigger log fetch signal setVariable emit sleep console'.split(' '),
);

/** What the code of a step sees, beside what its sandbox gives: data, by name. */
export function codeNames(types: WorkflowTypes, step: Step): Surroundings {
  const names = new Map<string, Type>();
  for (const [name, type] of types.rootsAt(step.id)) if (!taken.has(name)) names.set(name, type);
  const { args } = step.config;
  const roots = types.rootsAt(step.id);
  names.set('args', typeOfSetting(isJsonObject(args) ? args : {}, roots));
  return names;
}

export interface CodeFileOptions {
  /** Declares every step that can be seen, to be offered; else those that the code names. */
  readonly everyStep?: boolean;
  readonly docs?: Readonly<Record<string, string>>;
}

/** What code sees, declared: of hundreds of steps the dear part of its file, and not of its own text. */
export interface CodeSurroundings {
  /** Names that can be imported from the context. */
  readonly imports: readonly string[];
  readonly context: VirtualFile['context'];
}

/** The code of a step as a file: the body of a function, with what it sees imported. */
export function codeFile(
  types: WorkflowTypes,
  step: Step,
  setting: string,
  { everyStep = false, docs }: CodeFileOptions = {},
): VirtualFile | null {
  const code = step.config[setting];
  if (typeof code !== 'string') return null;
  const steps = new Set([...code.matchAll(/[A-Za-z_$][\w$]*/g)].map(([word]) => word));
  const around = codeSurroundings(types, step, {
    ...(!everyStep && { steps }),
    ...(docs && { docs }),
  });
  return fileInSurroundings(around, step, setting, code);
}

/** Declares what the code of a step sees: all of it, or of the steps only the named ones. */
export function codeSurroundings(
  types: WorkflowTypes,
  step: Step,
  options: Omit<ContextOptions, 'for'> = {},
): CodeSurroundings {
  const names = codeNames(types, step);
  return {
    imports: [...names.keys()].filter(isImportable),
    context: {
      name: `file:///code/${step.id}/context.d.ts`,
      text: declareNames(names, { for: 'code', ...options }, 'export declare const'),
    },
  };
}

/** The file of code whose surroundings are declared already. */
export function fileInSurroundings(
  { imports, context }: CodeSurroundings,
  step: Step,
  setting: string,
  code: string,
): VirtualFile {
  const ending = step.config['language'] === 'typescript' ? 'ts' : 'js';
  // On one line with the code, so that its lines keep their numbers.
  const before = `import { ${imports.join(', ')} } from './context'; export async function step() {`;
  return {
    name: `file:///code/${step.id}/step.${ending}`,
    text: `${before}${code}\n}\n`,
    from: before.length,
    to: before.length + code.length,
    context,
    origin: { kind: 'code', step: step.id, path: [setting], offset: 0 },
  };
}
