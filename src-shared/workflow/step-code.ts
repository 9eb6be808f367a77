import type { StepDefinition } from '../steps/define-step';
import type { Step } from './model';

type FindKind = (kind: string) => Pick<StepDefinition, 'form' | 'verbatim'> | undefined;

/** The key of a kind's settings that holds source code which can be stepped through. */
export function codeKeyOf(kind: string, find: FindKind): string | undefined {
  const definition = find(kind);
  return definition?.verbatim.find((key) => definition.form[key]?.widget === 'code');
}

/** The source code of a step; null when its kind has none or none is written. */
export function codeOf(step: Pick<Step, 'kind' | 'config'>, find: FindKind): string | null {
  const key = codeKeyOf(step.kind, find);
  const code = key === undefined ? undefined : step.config[key];
  return typeof code === 'string' ? code : null;
}
