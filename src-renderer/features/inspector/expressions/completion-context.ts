import type { CompletionContext, CompletionRoot } from '@shared/expressions/assist/complete';
import type { WorkflowTypes } from '@shared/workflow/typing/workflow-types';
import { ownOutput } from '@shared/workflow/typing/own-output';
import type { SampleScope } from './sample-scope';

const docs: Readonly<Record<string, string>> = {
  steps: 'Outputs of the steps before this one.',
  input: "The run's input.",
  vars: "The workflow's variables.",
  env: 'Environment variables the workflow may read.',
  secrets: 'Secrets, by name. Only the setting that gets one sees its value.',
  trigger: 'What started the run.',
  run: 'The run itself.',
  error: 'The error that is handled here.',
  output: 'What this attempt has given.',
};

/**
 * What completion and hover know of the place of an expression: types, and data where there is
 * some. `locals` are names of the setting's own.
 */
export function completionContext(
  types: WorkflowTypes,
  stepId: string | null,
  locals: readonly string[],
  sample: SampleScope | null,
): CompletionContext {
  const names = types.rootsWith(stepId, locals);
  const data = sample?.scope.roots ?? {};
  const local: [string, CompletionRoot][] = [];
  const common: [string, CompletionRoot][] = [];
  for (const [name, type] of names) {
    // What an attempt cost is recorded, so it sees no secret.
    if (name === 'secrets' && locals.includes(ownOutput)) continue;
    const known = docs[name];
    const own = known === undefined || name === ownOutput;
    const value = data[name];
    const root = {
      type,
      doc: known ?? 'Of the item or the round that is worked on.',
      ...(value !== undefined && { value }),
    };
    (own ? local : common).push([name, root]);
  }
  // What belongs to this very place is wanted most.
  return { roots: Object.fromEntries([...local, ...common]) };
}
