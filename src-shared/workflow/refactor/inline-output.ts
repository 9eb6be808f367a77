import type { JsonObject, JsonValue } from '../../lib/json';
import { refuse } from '../edit/edit-context';
import type { WorkflowEdit } from '../edit/workflow-edit';
import { allScopes } from '../graph/scopes';
import type { Edge } from '../model';
import { walkTemplates } from '../validate/walk-templates';
import { nameIn } from './extract-check';
import type { InlineContext } from './inline-context';
import { type Origin, originOf, originsOf, stepOrigin } from './inline-values';
import { rewriteText, type Substitute, usesIn, type ValueUse } from './rewrite-text';
import { stepTexts, type StepText } from './step-texts';
import { textEdit } from './text-edit';

// What the call gives, from the steps that make it.

/** The output by one name, or key by key. */
export type Given = Origin | ReadonlyMap<string, Origin>;

function outsideTexts({ workflow, call, find }: InlineContext): readonly StepText[] {
  const texts = [...allScopes(workflow).values()].flatMap(({ step }) =>
    step.id === call.id ? [] : stepTexts(step, find),
  );
  walkTemplates(workflow.result ?? null, ['result'], (text, path) =>
    texts.push({ step: '', path, text, mode: 'template', locals: [] }),
  );
  return texts;
}

/** The names under which the call's output is there; `made` when a step has to make it. */
export function givenOutside(
  context: InlineContext,
  outgoing: readonly Edge[],
): Given | 'made' | null {
  const { workflow, container, call, output } = context;
  const called = context.called.workflow;
  const used = outsideTexts(context).flatMap((text) =>
    usesIn(text).filter(({ root, keys }) => root === 'steps' && keys[0] === call.id),
  );
  // The output of a graph is that of its last step.
  const isOutput = outgoing.length === 0 && (container !== null || workflow.result === undefined);
  if (used.length === 0 && !isOutput) return null;
  if (output !== undefined) return 'made';
  const [end, more] = context.called.ends;
  const single = end !== undefined && more === undefined ? stepOrigin(end) : null;
  if (called.result === undefined) {
    if (single !== null || used.length === 0) return single;
    const ends = context.called.ends.map((id) => nameIn(called, id));
    refuse(
      'INLINE_OUTPUT',
      `"${called.name}" can end at ${ends.join(' and ')}, and the output of the call is used`,
      'Give it a `result:` that says which output is meant.',
    );
  }
  const one = originOf(called.result);
  if (isOutput && (one === null || single === null || String(one.by) !== String(single.by))) {
    return 'made';
  }
  if (one !== null) return one.root === 'steps' ? one : 'made';
  const origins = originsOf(called.result);
  const known = ({ keys }: ValueUse): boolean =>
    origins?.get(String(keys[1] ?? ''))?.root === 'steps';
  return origins !== null && used.every(known) ? origins : 'made';
}

/** The output as a setting: the result, and what the call makes of it. */
export function madeOutput({ workflow, call, called, output }: InlineContext): JsonValue {
  const [end, more] = called.ends;
  const last = more === undefined && end !== undefined ? `{{ steps.${end} }}` : null;
  const result = called.workflow.result ?? last;
  walkTemplates(result, [], (text) => {
    const other = usesIn({ text, mode: 'template' }).find(({ root }) => root !== 'steps');
    if (other === undefined) return;
    refuse(
      'INLINE_OUTPUT',
      `The result of "${called.workflow.name}" is made of its \`${other.root}\``,
      'Let a step of it make that value first.',
    );
  });
  if (output === undefined) return result;
  const given = originOf(result);
  return mapTexts(output, (text) =>
    rewriteText({ text, mode: 'template' }, ({ root }) => {
      if (root !== 'result') return null;
      if (given !== null) return { keys: 0, by: given.by };
      return refuse(
        'INLINE_OUTPUT',
        `${nameIn(workflow, call.id)} makes its output of a result that has no name`,
        `Let the \`result:\` of "${called.workflow.name}" be the output of one step.`,
      );
    }),
  );
}

/** What used the call's output uses what makes it. */
export function outsideEdits(context: InlineContext, given: Given | null): readonly WorkflowEdit[] {
  if (given === null) return [];
  return outsideTexts(context).flatMap((text) => {
    const value = rewriteText(text, ({ root, keys }): Substitute | null => {
      if (root !== 'steps' || keys[0] !== context.call.id) return null;
      if ('by' in given) return { keys: 1, by: given.by };
      const origin = given.get(String(keys[1] ?? ''));
      return origin === undefined ? null : { keys: 2, by: origin.by };
    });
    return value === text.text ? [] : [textEdit(text, value)];
  });
}

function mapTexts(value: JsonValue, change: (text: string) => string): JsonValue {
  if (typeof value === 'string') return value.includes('{{') ? change(value) : value;
  if (Array.isArray(value)) return (value as JsonValue[]).map((item) => mapTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([key, item]) => [key, mapTexts(item, change)]),
  );
}
