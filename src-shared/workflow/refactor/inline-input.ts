import { refuse } from '../edit/edit-context';
import type { WorkflowEdit } from '../edit/workflow-edit';
import { allScopes } from '../graph/scopes';
import type { StepId } from '../model';
import { nameIn } from './extract-check';
import type { InlineContext } from './inline-context';
import { type Origin, originOf, originsOf } from './inline-values';
import { codeUsesName, rewriteText, type Substitute, usesIn, type ValueUse } from './rewrite-text';
import { localsWithin, type StepText } from './step-texts';
import { textEdit } from './text-edit';

// What the steps of a called workflow use of its input, from where the call had it.

export function usesInput({ texts }: InlineContext): boolean {
  return texts.some((text) => usesIn(text).some(({ root }) => root === 'input'));
}

/** Whether every use of the input can be replaced by what it was made of. */
export function isPlain(context: InlineContext): boolean {
  const whole = originOf(context.input);
  const origins = originsOf(context.input);
  return context.texts.every((text) =>
    usesIn(text).every((use) => {
      if (use.root !== 'input') return true;
      const origin = whole ?? origins?.get(String(use.keys[0] ?? '')) ?? null;
      return origin !== null && !isShadowed(context, text, origin);
    }),
  );
}

const everywhere = new Set(['input', 'steps', 'vars', 'env']);

/** A name that means something else, or something besides, where the value would be written. */
function isShadowed({ called, find }: InlineContext, text: StepText, { root }: Origin): boolean {
  if (everywhere.has(root)) return false;
  const { workflow } = called;
  const scope = allScopes(workflow).get(text.step);
  if (scope === undefined || text.locals.includes(root)) return true;
  if (localsWithin(workflow, find, scope, null).has(root)) return true;
  if (root === 'error' && workflow.edges.some((edge) => edge.fromPort === 'error')) return true;
  if (text.mode === 'template') return new RegExp(`(?<![\\w$.])${root}\\b`).test(text.text);
  return !text.text.includes(`const ${root} = input.`) && codeUsesName(text.text, root);
}

/** The steps' texts as they stand here; `carried` is the step that has the input, if one has. */
export function insideEdits(context: InlineContext, carried: StepId | null): WorkflowEdit[] {
  const whole = originOf(context.input);
  const origins = originsOf(context.input);
  const aliases = variableAliases(context);
  return context.texts.flatMap((text) => {
    checkForeign(context, text);
    const value = rewriteText(text, (use): Substitute | null => {
      if (use.root === 'vars') return renamed(use, aliases);
      if (use.root !== 'input') return null;
      if (carried !== null) return { keys: 0, by: ['steps', carried] };
      if (whole !== null) return { keys: 0, by: whole.by };
      const origin = origins?.get(String(use.keys[0] ?? ''));
      return origin === undefined ? null : { keys: 1, by: origin.by };
    });
    // What declared a name of the loop around is that name itself again.
    const tidy =
      text.mode === 'code' ? value.replace(/^const ([A-Za-z_$][\w$]*) = \1;\n/gm, '') : value;
    return tidy === text.text ? [] : [textEdit(text, tidy)];
  });
}

/** A variable that only stands for one of the caller's is that one. */
function renamed({ keys }: ValueUse, aliases: ReadonlyMap<string, string>): Substitute | null {
  const name = String(keys[0] ?? '');
  const alias = aliases.get(name);
  return alias === undefined || alias === name ? null : { keys: 1, by: ['vars', alias] };
}

/** Variables that begin as one of the caller's: `vars: { total: '{{ input.total }}' }`. */
function variableAliases({ input, called }: InlineContext): ReadonlyMap<string, string> {
  const origins = originsOf(input);
  const aliases = new Map<string, string>();
  for (const [name, value] of Object.entries(called.workflow.vars)) {
    const own = originOf(value);
    if (own?.root !== 'input' || typeof own.by === 'string') continue;
    const by = origins?.get(own.by[1] ?? '')?.by;
    const [root, alias, ...rest] = typeof by === 'string' ? [] : (by ?? []);
    if (root === 'vars' && alias !== undefined && rest.length === 0) aliases.set(name, alias);
  }
  return aliases;
}

/** What means something else in a called workflow than here. */
function checkForeign({ called, find }: InlineContext, text: StepText): void {
  const { workflow } = called;
  const scope = allScopes(workflow).get(text.step);
  for (const { root, keys } of usesIn(text)) {
    const own = scope && localsWithin(workflow, find, scope, null).has(root);
    const differs = root === 'trigger' || (root === 'run' && keys[0] !== 'id');
    if (!differs || own === true || text.locals.includes(root)) continue;
    refuse(
      'INLINE_RUN',
      `${nameIn(workflow, text.step)} asks for \`${root}\`, which is another one here`,
      'Pass what it needs as input first, or keep the call.',
    );
  }
}

/** Variables and names that the steps bring along. */
export function sharedEdits(context: InlineContext): readonly WorkflowEdit[] {
  const { workflow, container, called } = context;
  const edits: WorkflowEdit[] = [];
  const aliases = variableAliases(context);
  const name = `"${called.workflow.name}"`;
  for (const [variable, value] of Object.entries(called.workflow.vars)) {
    const alias = aliases.get(variable);
    if (alias === variable) continue;
    if (alias !== undefined || Object.hasOwn(workflow.vars, variable)) {
      refuse(
        'INLINE_VARIABLE',
        `Both workflows have a variable "${variable}"`,
        `Rename it in ${name} first.`,
      );
    }
    if (container !== null || JSON.stringify(value).includes('{{')) {
      refuse(
        'INLINE_VARIABLE',
        `The variable "${variable}" of ${name} begins anew with each call`,
        'Keep the call, or let the steps pass the value on as their output.',
      );
    }
    edits.push({ type: 'set-workflow-field', field: 'vars', path: [variable], value });
  }
  for (const field of ['env', 'secrets'] as const) {
    const names = called.workflow[field].filter((one) => !workflow[field].includes(one));
    if (names.length === 0) continue;
    edits.push({ type: 'set-workflow-field', field, value: [...workflow[field], ...names] });
  }
  for (const [id, value] of called.workflow.pins) {
    if (!called.triggers.has(id)) edits.push({ type: 'set-pin', id, value });
  }
  return edits;
}
