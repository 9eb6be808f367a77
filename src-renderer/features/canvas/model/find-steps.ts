import type { StepDefinition } from '@shared/steps/define-step';
import type { StepId } from '@shared/workflow/model';
import type { GraphIndex } from './graph-index';

/** Steps whose title, id, kind, summary or description hold all the words, in document order. */
export function findSteps(
  index: GraphIndex,
  find: (kind: string) => StepDefinition | undefined,
  query: string,
): readonly StepId[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const found: StepId[] = [];
  for (const [id, { step }] of index.steps) {
    const definition = find(step.kind);
    const text = [
      id,
      step.title ?? '',
      step.kind,
      definition?.title ?? '',
      step.description ?? '',
      summaryOf(definition, step.config),
    ]
      .join('\n')
      .toLowerCase();
    if (words.every((word) => text.includes(word))) found.push(id);
  }
  return found;
}

/** The line under the title. A half-typed setting must not take the canvas down. */
export function summaryOf(
  definition: StepDefinition | undefined,
  config: Parameters<StepDefinition['summary']>[0],
): string {
  try {
    return definition?.summary(config) ?? '';
  } catch {
    // Validation names what is wrong with the settings; here the line is simply left out.
    return '';
  }
}
