import type { TemplateReference } from '../../expressions/types';
import type { JsonObject, JsonValue } from '../../lib/json';
import { nearestName } from '../../expressions/nearest-name';
import { graphIndex } from '../graph/graph-index';
import { allScopes, type StepScope } from '../graph/scopes';
import type { Graph, Step } from '../model';
import type { ProblemFix, TextRange } from '../problem';
import { createPatch } from '../source/patch';
import { drawPatch } from '../source/patch-text';
import { followSchema } from './schema-path';
import { definitionOf, nameOfStep, type Finding, type Validation } from './validation';

/** Where a template stands and what may be said there. */
export interface Use {
  /** Null for a value of the workflow itself. */
  readonly scope: StepScope | null;
  readonly roots: ReadonlySet<string>;
  readonly locals: ReadonlySet<string>;
  readonly rangeOf: (inside: TextRange) => TextRange | null;
  readonly report: (finding: Finding, inside?: TextRange) => void;
}

/** One use of a root: `steps.fetch.body`, `vars.count`, `secrets.token` … */
export function checkReference(
  validation: Validation,
  use: Use,
  reference: TemplateReference,
  text: string,
): void {
  const { root, range } = reference;
  if (use.locals.has(root)) return;
  if (!use.roots.has(root)) {
    const hint = rootHint(root, use);
    use.report({ code: 'REFERENCE_ROOT', message: `There is no "${root}" here`, hint }, range);
    return;
  }
  switch (root) {
    case 'steps':
      checkStepReference(validation, use, reference, text);
      return;
    case 'input':
      checkKeys(validation.workflow.input, reference, 0, 'The input', use);
      return;
    case 'vars':
      checkVariable(validation, use, reference);
      return;
    case 'env':
    case 'secrets':
      checkListed(validation, use, reference, root);
      return;
    default:
  }
}

function rootHint(root: string, use: Use): string {
  if (root === 'secrets') {
    return 'A secret can be bound to a setting only, not to a result, a variable or a list item.';
  }
  if (root === 'error') return 'It exists only after an edge from an `error` port.';
  if (root === 'loop' || root === 'item' || root === 'index')
    return 'It exists only inside a loop.';
  const like = nearestName(root, use.roots);
  return like === undefined
    ? `Begin with one of ${[...use.roots].join(', ')}.`
    : `Did you mean "${like}"?`;
}

function checkStepReference(
  validation: Validation,
  use: Use,
  reference: TemplateReference,
  text: string,
): void {
  const { path, range } = reference;
  const id = path[0];
  if (id === undefined) return;
  const scopes = allScopes(validation.workflow);
  const producer = scopes.get(String(id));
  if (producer === undefined) {
    const like = nearestName(String(id), scopes.keys());
    use.report(
      {
        code: 'REFERENCE_STEP',
        message: `There is no step "${String(id).slice(0, 60)}"`,
        hint: like === undefined ? 'Refer to a step by its id.' : `Did you mean "${like}"?`,
        fixes: like === undefined ? [] : replaceName(use, text, reference, String(id), like),
      },
      range,
    );
    return;
  }
  if (definitionOf(validation, producer.step)?.annotation === true) {
    const message = `${nameOfStep(producer.step)} never runs, so it has no output`;
    use.report({ code: 'REFERENCE_STEP', message, hint: 'Refer to another step.' }, range);
    return;
  }
  const visible =
    use.scope === null ? producer.containers.length === 0 : runsBefore(producer, use.scope);
  if (!visible) {
    use.report(
      {
        code: 'REFERENCE_ORDER',
        // A step that nothing leads to yet is a draft: it stops no run.
        severity: isDraft(validation, use) ? 'warning' : 'error',
        message:
          use.scope?.step.id === producer.step.id
            ? `${nameOfStep(producer.step)} refers to its own output`
            : `${nameOfStep(producer.step)} does not run before this, so its output is not there yet`,
        hint: hidden(producer, use)
          ? `It lies inside "${producer.containers.at(-1)?.id ?? ''}": use that step's output.`
          : 'Connect it so that it comes first, or refer to another step.',
      },
      range,
    );
    return;
  }
  checkKeys(outputSchema(validation, producer.step), reference, 1, nameOfStep(producer.step), use);
}

function isDraft(validation: Validation, { scope }: Use): boolean {
  const outermost = scope?.containers[0] ?? scope?.step;
  return outermost !== undefined && !validation.running.has(outermost.id);
}

function hidden(producer: StepScope, use: Use): boolean {
  const around = new Set(use.scope?.containers.map((container) => container.id));
  return producer.containers.some((container) => !around.has(container.id));
}

/** Whether a way leads from one step to the other, or to a container around the other. */
function runsBefore(producer: StepScope, user: StepScope): boolean {
  const chain = [...user.containers, user.step];
  const target = chain[producer.containers.length];
  if (target === undefined || target.id === producer.step.id) return false;
  const sameGraph = producer.containers.every((container, index) => chain[index] === container);
  return sameGraph && leadsTo(producer.graph, producer.step.id, target.id);
}

function leadsTo(graph: Graph, from: string, to: string): boolean {
  const { incoming } = graphIndex(graph);
  const seen = new Set<string>();
  const queue = [to];
  // Breadth first from the user: what is referred to is mostly near.
  for (let at = 0; at < queue.length; at += 1) {
    for (const edge of incoming(queue[at] ?? '')) {
      if (edge.from === from) return true;
      if (seen.has(edge.from)) continue;
      seen.add(edge.from);
      queue.push(edge.from);
    }
  }
  return false;
}

/** What a step gives, as far as it is known: never when an error may take the place of it. */
function outputSchema(validation: Validation, step: Step): JsonObject | undefined {
  if (step.onError !== 'fail' || step.disabled) return undefined;
  if (validation.workflow.pins.has(step.id)) return undefined;
  const definition = definitionOf(validation, step);
  if (definition?.trigger === true) return validation.workflow.input;
  return definition?.outputSchema(step.config);
}

/** The schema of what a reference gives; undefined when it is not known. */
export function schemaOfReference(
  validation: Validation,
  { root, path }: TemplateReference,
): JsonObject | undefined {
  if (root === 'input') {
    const found = followSchema(validation.workflow.input, path);
    return found.type === 'known' ? found.schema : undefined;
  }
  const producer =
    root === 'steps' ? allScopes(validation.workflow).get(String(path[0])) : undefined;
  if (producer === undefined) return undefined;
  const found = followSchema(outputSchema(validation, producer.step), path.slice(1));
  return found.type === 'known' ? found.schema : undefined;
}

function checkKeys(
  schema: JsonObject | undefined,
  reference: TemplateReference,
  skip: number,
  whose: string,
  use: Use,
): void {
  if (reference.lenient) return;
  const found = followSchema(schema, reference.path.slice(skip));
  if (found.type !== 'missing') return;
  const key = String(reference.path[skip + found.at]);
  const like = nearestName(key, found.known);
  use.report(
    {
      code: 'REFERENCE_KEY',
      severity: 'warning',
      message: `${whose} has no "${key.slice(0, 60)}"`,
      hint:
        like === undefined
          ? `It has ${found.known.slice(0, 12).join(', ')}. Use ?. if it may be missing.`
          : `Did you mean "${like}"?`,
    },
    reference.range,
  );
}

function checkVariable(validation: Validation, use: Use, reference: TemplateReference): void {
  const name = reference.path[0];
  if (name === undefined || reference.lenient) return;
  if (Object.hasOwn(validation.workflow.vars, String(name))) return;
  const declared = variablesOf(validation);
  if (declared.has(String(name))) return;
  const like = nearestName(String(name), declared);
  use.report(
    {
      code: 'VAR_UNDECLARED',
      message: `There is no variable "${String(name).slice(0, 60)}"`,
      hint: like === undefined ? 'Declare it under `vars:`.' : `Did you mean "${like}"?`,
      fixes: declareFix(validation, ['vars', String(name)], null),
    },
    reference.range,
  );
}

const variables = new WeakMap<Validation, ReadonlySet<string>>();

/** Declared under `vars:` or set by a step. */
function variablesOf(validation: Validation): ReadonlySet<string> {
  const known = variables.get(validation);
  if (known !== undefined) return known;
  const names = new Set(Object.keys(validation.workflow.vars));
  for (const { step } of allScopes(validation.workflow).values()) {
    for (const name of definitionOf(validation, step)?.variables?.(step.config) ?? []) {
      names.add(name);
    }
  }
  variables.set(validation, names);
  return names;
}

function checkListed(
  validation: Validation,
  use: Use,
  reference: TemplateReference,
  list: 'env' | 'secrets',
): void {
  const name = reference.path[0];
  if (name === undefined || validation.workflow[list].includes(String(name))) return;
  const like = nearestName(String(name), validation.workflow[list]);
  const secret = list === 'secrets';
  const declare = `Add the name to \`${list}:\`; the value never stands in the file.`;
  use.report(
    {
      code: secret ? 'SECRET_UNDECLARED' : 'ENV_UNDECLARED',
      message: secret
        ? `The secret "${String(name).slice(0, 60)}" is not declared`
        : `The environment variable "${String(name).slice(0, 60)}" is not on the list`,
      hint: like === undefined ? declare : `Did you mean "${like}"?`,
      fixes: declareFix(validation, [list], String(name)),
    },
    reference.range,
  );
}

function declareFix(
  validation: Validation,
  path: readonly string[],
  value: JsonValue,
): readonly ProblemFix[] {
  const { text, source } = validation.parsed;
  if (source.root?.type !== 'map') return [];
  const patch = createPatch(source.root);
  const order = { level: 0, before: ['settings', 'steps', 'edges', 'pins', 'samples', 'layout'] };
  const name = value === null ? path.at(-1) : String(value);
  if (value === null) patch.set(path, { value }, { order });
  else patch.append(path, { value, inlineFrom: 0 }, { order });
  const changes = drawPatch(text, source.root, patch.root);
  const title = `Declare "${String(name).slice(0, 40)}" under \`${path[0] ?? ''}\``;
  return changes === null ? [] : [{ title, changes }];
}

function replaceName(
  use: Use,
  text: string,
  { range }: TemplateReference,
  id: string,
  like: string,
): readonly ProblemFix[] {
  const at = text.indexOf(id, range.from + 'steps'.length);
  if (at === -1 || at + id.length > range.to) return [];
  const place = use.rangeOf({ from: at, to: at + id.length });
  if (place === null) return [];
  return [{ title: `Change to "${like}"`, changes: [{ ...place, insert: like }] }];
}
