import type { JsonObject, JsonValue } from '../../lib/json';
import { isJsonObject } from '../../lib/json';
import { refuse } from '../edit/edit-context';
import { reachable } from '../graph/graph-index';
import { allScopes, type StepScope } from '../graph/scopes';
import type { Graph, StepId } from '../model';
import { freeStepId } from '../step-id';
import { nameIn, type Part } from './extract-check';
import { surelyRanBefore, surelyRuns } from './flow-facts';
import { codeUsesName, formatPath, rewriteText, type Substitute, usesIn } from './rewrite-text';
import {
  type FindDefinition,
  localsWithin,
  stepTexts,
  type StepText,
  variablesSet,
  withInner,
} from './step-texts';

// What steps use of the workflow around them becomes the input of their own workflow.

/** A value from outside that the steps use. */
interface Need {
  /** The root and, for those that hold many values, the key: `['steps', 'fetch']`, `['item']`. */
  readonly path: readonly string[];
  /** Somebody surely asks for it, and not whether it is there. */
  strict: boolean;
  /** The key of the new workflow's input. */
  key: string;
}

export interface ExtractedInputs {
  /** The `input` of the step that calls, by key. */
  readonly mapping: JsonObject;
  /** JSON Schema of the new workflow's input; undefined when it needs none. */
  readonly schema: JsonObject | undefined;
  readonly vars: JsonObject;
  readonly env: readonly string[];
  readonly secrets: readonly string[];
  /** The text of a step as it stands in the new workflow. */
  readonly rewritten: (text: StepText) => string;
}

/** Roots that hold many values by name: each is passed on by itself. */
const keyed = new Set(['input', 'steps', 'vars']);

export function extractInputs(part: Part, find: FindDefinition): ExtractedInputs {
  const { workflow, ids } = part;
  const scopes = withInner(workflow, ids);
  const inside = new Set(scopes.map(({ step }) => step.id));
  const owned = ownVariables(part, scopes, inside, find);
  const errors = stepsAfterErrors(part.graph, part.running);
  const needs = new Map<string, Need>();
  const env = new Set<string>();
  const secrets = new Set<string>();

  const hiddenFrom = contexts(part, find, errors);
  const surely = new Map([...part.running].map((id) => [id, isSure(part, find, id)] as const));

  const note = (path: readonly string[], strict: boolean): void => {
    const name = path.join('.');
    const known = needs.get(name);
    if (known === undefined) needs.set(name, { path, strict, key: '' });
    else known.strict ||= strict;
  };

  for (const { step } of scopes) {
    for (const text of stepTexts(step, find)) {
      const hidden = hiddenFrom(text);
      for (const { root, keys, lenient } of usesIn(text)) {
        if (hidden.has(root)) continue;
        const key = keys[0] === undefined ? undefined : String(keys[0]);
        const strict = !lenient && surely.get(step.id) === true;
        if (root === 'env' || root === 'secrets') {
          const list = root === 'env' ? env : secrets;
          for (const name of key === undefined ? workflow[root] : [key]) list.add(name);
        } else if (!keyed.has(root)) note([root], strict);
        else if (key === undefined) {
          if (root === 'steps') {
            refuse(
              'EXTRACT_COMPUTED',
              `${nameIn(workflow, step.id)} reads the output of a step by a computed name`,
              'Write the name of the step, such as steps.fetch.',
            );
          }
          note([root], strict);
        } else if (root === 'steps' ? !inside.has(key) : root !== 'vars' || !owned.has(key)) {
          note([root, key], strict);
        }
      }
      if (text.mode !== 'code') continue;
      for (const name of localsAround(part, find)) {
        if (!hidden.has(name) && codeUsesName(text.text, name)) note([name], false);
      }
    }
  }
  for (const name of owned) note(['vars', name], true);
  giveKeys(needs);

  const vars: Record<string, JsonValue> = {};
  for (const name of owned) vars[name] = `{{ input${access(needs, `vars.${name}`)} }}`;
  return {
    mapping: Object.fromEntries(
      [...needs.values()].map((need) => [need.key, `{{ ${outside(part, need)} }}`]),
    ),
    schema: schemaOf(part, [...needs.values()]),
    vars,
    env: workflow.env.filter((name) => env.has(name)),
    secrets: workflow.secrets.filter((name) => secrets.has(name)),
    rewritten: (text) => rewritten(text, part, find, { needs, hiddenFrom, owned, inside }),
  };
}

/** `.key`, to be written after `input`. */
function access(needs: ReadonlyMap<string, Need>, name: string): string {
  return formatPath(['input', needs.get(name)?.key ?? name]).slice('input'.length);
}

/** Keys of the input stay as they are; others give way. */
function giveKeys(needs: ReadonlyMap<string, Need>): void {
  const taken = new Set<string>();
  const own = (need: Need): boolean => need.path[0] === 'input' && need.path.length === 2;
  for (const need of needs.values()) if (own(need)) taken.add((need.key = need.path[1] ?? ''));
  for (const need of needs.values()) {
    if (own(need)) continue;
    need.key = freeStepId(need.path.at(-1) ?? 'value', taken);
    taken.add(need.key);
  }
}

/** What the calling step writes for a need. */
function outside(part: Part, need: Need): string {
  return isThere(part, need)
    ? formatPath(need.path)
    : `${formatPath(need.path, need.path[0] === 'steps')} ?? null`;
}

/** Whether a value is there when the call begins, or has to be: the steps fail without it. */
function isThere({ workflow, graph, container, entries }: Part, need: Need): boolean {
  const [root = '', key] = need.path;
  if (key === undefined || root === 'vars') return true;
  if (root === 'input') return need.strict || isRequired(workflow.input, key);
  const producer = allScopes(workflow).get(key);
  if (producer === undefined) return need.strict;
  // The step itself, or the container around it that stands in the producer's graph.
  const around = container === null ? undefined : allScopes(workflow).get(container);
  const chain = around === undefined ? [] : [...around.containers, around.step];
  const stands = chain.find(({ id }) => producer.graph.steps.has(id));
  if (producer.graph === graph) {
    return entries.every(({ id }) => surelyRanBefore(graph, key, id));
  }
  return stands !== undefined && surelyRanBefore(producer.graph, key, stands.id);
}

function isRequired(schema: JsonObject | undefined, key: string): boolean {
  const required = schema?.['required'];
  return Array.isArray(required) && required.includes(key);
}

function schemaOf(part: Part, needs: readonly Need[]): JsonObject | undefined {
  if (needs.length === 0) return undefined;
  const known = part.workflow.input?.['properties'];
  const properties: Record<string, JsonValue> = {};
  for (const need of needs) {
    const [root, key] = need.path;
    const own =
      root === 'input' && isJsonObject(known) && key !== undefined ? known[key] : undefined;
    properties[need.key] =
      own !== undefined && isThere(part, need) ? own : { description: describe(part, need) };
  }
  return { type: 'object', required: needs.map(({ key }) => key), properties };
}

function describe({ workflow }: Part, { path: [root = '', key] }: Need): string {
  if (key === undefined) return root === 'input' ? 'The whole input' : `The caller's \`${root}\``;
  if (root === 'steps') return `What ${nameIn(workflow, key)} gives`;
  return root === 'vars' ? `The variable \`${key}\`` : `The input \`${key}\``;
}

/** Variables that the steps set: they have to be nobody else's. */
function ownVariables(
  part: Part,
  scopes: readonly StepScope[],
  inside: ReadonlySet<StepId>,
  find: FindDefinition,
): ReadonlySet<string> {
  const { workflow } = part;
  const setBy = new Map<string, StepId>();
  for (const { step } of scopes) {
    for (const name of variablesSet(step, find)) setBy.set(name, step.id);
  }
  if (setBy.size === 0) return new Set();
  for (const [name, id] of setBy) {
    if (part.container === null) continue;
    refuse(
      'EXTRACT_VARIABLE',
      `${nameIn(workflow, id)} sets the variable "${name}", which would begin anew each time`,
      'Leave that step out of the selection, or select the whole frame.',
    );
  }
  for (const { step } of allScopes(workflow).values()) {
    if (inside.has(step.id)) continue;
    const names = new Set(variablesSet(step, find));
    for (const text of stepTexts(step, find)) {
      for (const { root, keys } of usesIn(text)) {
        if (root === 'vars') names.add(keys[0] === undefined ? '*' : String(keys[0]));
      }
    }
    shareNone(workflow, setBy, names, nameIn(workflow, step.id));
  }
  const result = usesIn({ text: JSON.stringify(workflow.result ?? null), mode: 'code' });
  const asked = result.flatMap(({ root, keys }) =>
    root === 'vars' ? [String(keys[0] ?? '*')] : [],
  );
  shareNone(workflow, setBy, new Set(asked), 'The result of the workflow');
  return new Set([...setBy.keys()]);
}

function shareNone(
  workflow: Part['workflow'],
  setBy: ReadonlyMap<string, StepId>,
  names: ReadonlySet<string>,
  who: string,
): void {
  for (const [name, id] of setBy) {
    if (!names.has(name) && !names.has('*')) continue;
    refuse(
      'EXTRACT_VARIABLE',
      `${nameIn(workflow, id)} sets the variable "${name}", which ${who} uses, but variables of a called workflow are its own`,
      `Select both, or let ${nameIn(workflow, id)} give its value as output instead.`,
    );
  }
}

/** Names that containers around the selection, and what always is, give to its steps. */
function localsAround(part: Part, find: FindDefinition): readonly string[] {
  const [first] = part.running;
  const scope = first === undefined ? undefined : allScopes(part.workflow).get(first);
  const around = scope === undefined ? [] : localsWithin(part.workflow, find, scope, null);
  return [...around, 'run', 'trigger', 'error'];
}

type HiddenFrom = (text: StepText) => ReadonlySet<string>;

/** Names that a text gets from inside the selection, which are none of the outside's business. */
function contexts(part: Part, find: FindDefinition, errors: ReadonlySet<StepId>): HiddenFrom {
  const { workflow, ids } = part;
  return ({ step, locals }) => {
    const scope = allScopes(workflow).get(step);
    const hidden = new Set(locals);
    if (scope === undefined) return hidden;
    for (const name of localsWithin(workflow, find, scope, ids)) hidden.add(name);
    const chain = [...scope.containers, scope.step].map(({ id }) => id);
    const inner = chain.slice(chain.findIndex((id) => ids.has(id)));
    const caught = inner.some((id, at) => {
      const graph = at === 0 ? null : allScopes(workflow).get(inner[at - 1] ?? '')?.step.body;
      if (at === 0) return errors.has(id);
      return graph !== null && graph !== undefined && stepsAfterErrors(graph).has(id);
    });
    if (caught) hidden.add('error');
    return hidden;
  };
}

/** Steps that see the error of an edge from an `error` port inside the selection. */
function stepsAfterErrors(graph: Graph, inside?: ReadonlySet<StepId>): ReadonlySet<StepId> {
  const within = (id: StepId): boolean => inside === undefined || inside.has(id);
  const caught = graph.edges.filter(
    (edge) => edge.fromPort === 'error' && within(edge.from) && within(edge.to),
  );
  return caught.length === 0
    ? new Set()
    : reachable(
        graph,
        caught.map((edge) => edge.to),
      );
}

function isSure(part: Part, find: FindDefinition, id: StepId): boolean {
  const { graph, running, entries } = part;
  const from = entries.map((entry) => entry.id);
  return surelyRuns(graph, find, from, running, id);
}

interface Rewriting {
  readonly needs: ReadonlyMap<string, Need>;
  readonly hiddenFrom: HiddenFrom;
  readonly owned: ReadonlySet<string>;
  readonly inside: ReadonlySet<StepId>;
}

function rewritten(
  text: StepText,
  part: Part,
  find: FindDefinition,
  { needs, hiddenFrom, owned, inside }: Rewriting,
): string {
  const hidden = hiddenFrom(text);
  const changed = rewriteText(text, ({ root, keys }): Substitute | null => {
    if (hidden.has(root)) return null;
    const [key] = keys;
    const name = key === undefined || !keyed.has(root) ? root : `${root}.${key}`;
    if (root === 'vars' && key !== undefined && owned.has(String(key))) return null;
    if (root === 'steps' && inside.has(String(key))) return null;
    const need = needs.get(name);
    if (need === undefined) return null;
    if (need.path[0] === 'input' && need.path[1] === need.key) return null;
    return { keys: name === root ? 0 : 1, by: ['input', need.key] };
  });
  if (text.mode !== 'code') return changed;
  // Code has the names of the loop around it as if they were declared: now it declares them.
  const lines = localsAround(part, find).flatMap((name) => {
    const need = needs.get(name);
    if (need === undefined || hidden.has(name) || !codeUsesName(text.text, name)) return [];
    return [`const ${name} = ${formatPath(['input', need.key])};\n`];
  });
  return lines.join('') + changed;
}
