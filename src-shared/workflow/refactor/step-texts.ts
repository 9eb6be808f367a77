import type { StepDefinition } from '../../steps/define-step';
import { graphParts } from '../graph/parts';
import { allScopes, type StepScope } from '../graph/scopes';
import type { Step, StepId, Workflow } from '../model';
import type { SourcePath } from '../source/node';
import { ownOutput } from '../typing/own-output';
import { walkTemplates } from '../validate/walk-templates';

export type FindDefinition = (kind: string) => StepDefinition | undefined;

/** A text of a step that can refer to values. */
export interface StepText {
  readonly step: StepId;
  /** From the step's map: `['with', 'url']`, `['skipWhen']`. */
  readonly path: SourcePath;
  readonly text: string;
  readonly mode: 'template' | 'code';
  /** Names that only this setting sees, such as `item` in a filter. */
  readonly locals: readonly string[];
}

/** Every text of a step's own that can refer to values, without those of the steps inside it. */
export function stepTexts(step: Step, find: FindDefinition): readonly StepText[] {
  const definition = find(step.kind);
  if (definition?.annotation === true) return [];
  const texts: StepText[] = [];
  if (step.skipWhen !== undefined) {
    const text = step.skipWhen;
    texts.push({ step: step.id, path: ['skipWhen'], text, mode: 'template', locals: [] });
  }
  if (typeof step.cost === 'string') {
    const text = step.cost;
    texts.push({ step: step.id, path: ['cost'], text, mode: 'template', locals: [ownOutput] });
  }
  for (const [key, value] of Object.entries(step.config)) {
    if (definition?.verbatim.includes(key)) {
      if (typeof value !== 'string') continue;
      texts.push({ step: step.id, path: ['with', key], text: value, mode: 'code', locals: [] });
      continue;
    }
    const lazy = definition?.lazy.find((setting) => setting.key === key);
    const locals = [
      ...(lazy?.locals ?? []),
      ...(lazy?.seesBody ? (definition?.container?.locals(step.config) ?? []) : []),
    ];
    walkTemplates(value, ['with', key], (text, path) => {
      texts.push({ step: step.id, path, text, mode: 'template', locals });
    });
  }
  return texts;
}

/**
 * The names that containers around a step give to it, those inside `within` only. With null all
 * containers around it count.
 */
export function localsWithin(
  workflow: Workflow,
  find: FindDefinition,
  scope: StepScope,
  within: ReadonlySet<StepId> | null,
): ReadonlySet<string> {
  const names = new Set<string>();
  const chain = [...scope.containers, scope.step];
  let inside = within === null;
  scope.containers.forEach((container, at) => {
    inside ||= within?.has(container.id) === true;
    if (!inside) return;
    for (const name of find(container.kind)?.container?.locals(container.config) ?? []) {
      names.add(name);
    }
    const inner = chain[at + 1];
    if (container.body === undefined || inner === undefined) return;
    const parts = graphParts(container.body, (step) => find(step.kind)?.entry !== undefined);
    const entry = container.body.steps.get(parts.partOf(inner.id) ?? '');
    for (const name of (entry && find(entry.kind)?.entry?.locals) ?? []) names.add(name);
  });
  return names;
}

/** The variables that a step sets when it runs, in its settings or in its code. */
export function variablesSet(step: Step, find: FindDefinition): readonly string[] {
  const declared = find(step.kind)?.variables?.(step.config) ?? [];
  const inCode = stepTexts(step, find)
    .filter(({ mode }) => mode === 'code')
    .flatMap(({ text }) =>
      [...text.matchAll(/\bsetVariable\(\s*(["'`])([A-Za-z_]\w*)\1/g)].map(
        ([, , name = '']) => name,
      ),
    );
  return [...declared, ...inCode];
}

/** A step and everything inside it, in the order of the file. */
export function withInner(workflow: Workflow, ids: ReadonlySet<StepId>): readonly StepScope[] {
  return [...allScopes(workflow).values()].filter(
    ({ step, containers }) => ids.has(step.id) || containers.some(({ id }) => ids.has(id)),
  );
}
