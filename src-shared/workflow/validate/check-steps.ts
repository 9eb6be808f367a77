import { checkConfig } from '../../steps/check-config';
import { configJsonSchema } from '../../steps/config-json-schema';
import type { ConfigProblem, StepDefinition } from '../../steps/define-step';
import { nearestName } from '../../expressions/nearest-name';
import { allScopes } from '../graph/scopes';
import type { Step } from '../model';
import type { ProblemFix } from '../problem';
import { shorten } from '../source/check-keys';
import { findEntry, nodeAt } from '../source/node';
import { editFix } from './fixes';
import { settingSchema } from './setting-schema';
import { definitionOf, reportSetting, reportStep, type Validation } from './validation';

const longTitle = 120;
const longestTitle = 10_000;

/** Kinds, settings and names of all steps. */
export function checkSteps(validation: Validation): void {
  for (const { step } of allScopes(validation.workflow).values()) {
    checkKind(validation, step);
    checkTitle(validation, step);
    const definition = definitionOf(validation, step);
    if (definition === undefined) continue;
    for (const problem of checkConfig(definition, step.config)) {
      reportConfigProblem(validation, step, definition, problem);
    }
  }
}

function checkKind(validation: Validation, step: Step): void {
  if (step.kind === '' || definitionOf(validation, step) !== undefined) return;
  const like = nearestName(
    step.kind,
    validation.kinds.all.map((definition) => definition.kind),
  );
  const range = validation.parsed.places.stepField(step.id, 'kind');
  reportStep(
    validation,
    step.id,
    {
      code: 'STEP_UNKNOWN',
      message: `There is no step kind "${step.kind.slice(0, 60)}"`,
      hint:
        like === undefined
          ? 'The step is kept, but the workflow cannot run. A newer Stepwell may know it.'
          : `Did you mean "${like}"?`,
      fixes:
        like === undefined || range === null
          ? []
          : [{ title: `Change to "${like}"`, changes: [{ ...range, insert: like }] }],
    },
    'kind',
  );
}

function checkTitle(validation: Validation, step: Step): void {
  const length = step.title?.length ?? 0;
  if (length <= longTitle) return;
  const tooLarge = length > longestTitle;
  reportStep(
    validation,
    step.id,
    {
      code: tooLarge ? 'VALUE_TOO_LARGE' : 'TITLE_LONG',
      severity: tooLarge ? 'error' : 'hint',
      message: `The title of "${step.id}" has ${length} characters`,
      hint: 'Keep titles short and put the rest into `description`.',
    },
    'title',
  );
}

function reportConfigProblem(
  validation: Validation,
  step: Step,
  definition: StepDefinition,
  problem: ConfigProblem,
): void {
  const { code, message, severity, path } = problem;
  if (code === 'SETTING_UNKNOWN') {
    reportUnknownSetting(validation, step, problem, namesMeant(step, definition));
    return;
  }
  const inside = problem.place === undefined ? undefined : offsetOf(step, problem);
  const fixes =
    code === 'SETTING_INVALID'
      ? [
          ...retypeFix(validation, step, definition, path),
          ...choiceFix(validation, step, definition, path),
        ]
      : [];
  reportSetting(validation, step.id, path, { code, message, severity, fixes }, inside);
}

/** A number or a truth value that stands as text, where that is all that is wrong with it. */
function retypeFix(
  validation: Validation,
  step: Step,
  definition: StepDefinition,
  path: ConfigProblem['path'],
): readonly ProblemFix[] {
  const [key, ...deeper] = path;
  if (typeof key !== 'string' || deeper.length > 0) return [];
  const value = plainValue(step.config[key]);
  if (value === undefined) return [];
  const parsed = definition.config.safeParse({ ...step.config, [key]: value });
  const solved = parsed.success || parsed.error.issues.every((issue) => issue.path[0] !== key);
  if (!solved) return [];
  return editFix(validation, `Change to ${String(value)}`, {
    type: 'set-config',
    id: step.id,
    path: [key],
    value,
  });
}

/** The choice that a misspelt one was meant to be: `post` for `POST`. */
function choiceFix(
  validation: Validation,
  step: Step,
  definition: StepDefinition,
  path: ConfigProblem['path'],
): readonly ProblemFix[] {
  const written = path.reduce<unknown>(
    (value, key) => (value as Record<string | number, unknown> | null | undefined)?.[key],
    step.config,
  );
  const choices = settingSchema(configJsonSchema(definition), path)?.['enum'];
  if (typeof written !== 'string' || !Array.isArray(choices)) return [];
  const like = nearestName(
    written,
    choices.filter((choice) => typeof choice === 'string'),
  );
  if (like === undefined) return [];
  const edit = { type: 'set-config', id: step.id, path, value: like } as const;
  return editFix(validation, `Change to ${like}`, edit);
}

function plainValue(text: unknown): number | boolean | string | undefined {
  if (typeof text === 'number') return String(text);
  if (typeof text !== 'string') return undefined;
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}

/** Where a 1-based line and column lie inside the text at the problem's path. */
function offsetOf(step: Step, { place, path }: ConfigProblem) {
  let value: unknown = step.config;
  for (const key of path) value = (value as Record<string | number, unknown> | null)?.[key];
  if (place === undefined || typeof value !== 'string') return undefined;
  const lines = value.split('\n').slice(0, place.line - 1);
  const from = lines.reduce((sum, line) => sum + line.length + 1, 0) + place.column - 1;
  const at = Math.min(from, Math.max(0, value.length - 1));
  return { from: at, to: at + 1 };
}

interface NamesMeant {
  readonly known: readonly string[];
  /** The only setting that is needed and not there: most likely what was meant. */
  readonly missing: string | undefined;
}

function namesMeant({ config }: Step, definition: StepDefinition): NamesMeant {
  const { required } = configJsonSchema(definition);
  const names = Array.isArray(required) ? required.map(String) : [];
  const missing = names.filter((name) => !Object.hasOwn(config, name));
  return {
    known: Object.keys(definition.form),
    missing: missing.length === 1 ? missing[0] : undefined,
  };
}

/** At the key, which is what is wrong, with the one that was most likely meant as a fix. */
function reportUnknownSetting(
  validation: Validation,
  step: Step,
  { code, message, severity, path }: ConfigProblem,
  { known, missing }: NamesMeant,
): void {
  const key = String(path[0] ?? '');
  const near = nearestName(key, known);
  const like = near ?? missing;
  const source = validation.parsed.source.steps.get(step.id);
  const entry = findEntry(nodeAt(source?.node ?? undefined, ['with']), key);
  if (entry === undefined) return;
  const free = like !== undefined && !Object.hasOwn(step.config, like);
  validation.problems.add({
    code,
    message,
    severity,
    ...(free && {
      hint: near === undefined ? `"${like}" is missing: is this it?` : `Did you mean "${like}"?`,
    }),
    from: entry.keyFrom,
    to: entry.keyTo,
    step: step.id,
    path,
    fixes: [
      ...(free
        ? [
            {
              title: `Rename to "${like}"`,
              changes: [{ from: entry.keyFrom, to: entry.keyTo, insert: like }],
            },
          ]
        : []),
      ...editFix(validation, `Remove "${shorten(key)}"`, {
        type: 'set-config',
        id: step.id,
        path: [key],
        value: undefined,
      }),
    ],
  });
}
