import { nearestName } from '../../expressions/nearest-name';
import type { TemplateReference } from '../../expressions/types';
import type { JsonObject } from '../../lib/json';
import { graphIndex } from '../graph/graph-index';
import { allScopes, visibleSteps, type StepScope } from '../graph/scopes';
import type { Graph, Step } from '../model';
import type { ProblemFix } from '../problem';
import type { Use } from './use';
import { editFix } from './fixes';
import { replaceFix } from './reference-text';
import { followSchema } from './schema-path';
import { definitionOf, nameOfStep, partsOf, type Validation } from './validation';

/** `steps.fetch.body`: that the step exists, comes before, and gives what is asked of it. */
export function checkStepReference(
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
    const like = nearestStep(validation, use, String(id));
    use.report(
      {
        code: 'REFERENCE_STEP',
        message: `There is no step "${String(id).slice(0, 60)}"`,
        hint: like === undefined ? 'Refer to a step by its id.' : `Did you mean "${like}"?`,
        fixes: like === undefined ? [] : replaceFix(use, text, reference, 0, like),
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
  const seen = sight(validation, producer, use.scope);
  if (seen === 'never') {
    reportOrder(validation, use, reference, producer);
    return;
  }
  if (seen === 'perhaps' && !reference.lenient) {
    const lenient = leniently(text.slice(range.from, range.to));
    const place = use.rangeOf(range);
    use.report(
      {
        code: 'REFERENCE_PERHAPS',
        severity: 'hint',
        message: `${nameOfStep(producer.step)} may not have run when this does`,
        hint: `Write ${lenient}, or give another value with ??.`,
        fixes:
          place === null
            ? []
            : [{ title: `Change to ${lenient}`, changes: [{ ...place, insert: lenient }] }],
      },
      range,
    );
  }
  checkKeys(
    use,
    reference,
    text,
    {
      schema: outputSchema(validation, producer.step),
      whose: nameOfStep(producer.step),
      edge: () => edgeBetween(producer, use.scope),
    },
    1,
  );
}

/** So many times a name that is meant is looked for. */
const mostAdvice = 25;

/** Rather one that can be seen from here than one whose name is nearer. */
function nearestStep(validation: Validation, use: Use, id: string): string | undefined {
  // A text full of one mistake is not worth comparing all names with all others.
  if (validation.advised >= mostAdvice) return undefined;
  validation.advised += 1;
  const { workflow } = validation;
  const visible =
    use.scope === null ? workflow.steps.keys() : visibleSteps(workflow, use.scope.step.id);
  return nearestName(id, visible) ?? nearestName(id, allScopes(workflow).keys());
}

function leniently(written: string): string {
  const match =
    /^(steps\s*(?:\.\s*[A-Za-z_$][\w$]*|\[\s*["'`][^"'`]*["'`]\s*\]))\s*(\.|\[|$)([\s\S]*)$/.exec(
      written,
    );
  if (match === null) return written;
  const [, step = '', next = '', rest = ''] = match;
  if (next === '') return step.replace(/^steps\s*\.?/, 'steps?.');
  return `${step}?.${next === '.' ? '' : next}${rest}`;
}

function reportOrder(
  validation: Validation,
  use: Use,
  reference: TemplateReference,
  producer: StepScope,
): void {
  const inside = hidden(producer, use);
  use.report(
    {
      code: 'REFERENCE_ORDER',
      // A step that nothing leads to yet is a draft: it stops no run.
      severity: isDraft(validation, use) ? 'warning' : 'error',
      message:
        use.scope?.step.id === producer.step.id
          ? `${nameOfStep(producer.step)} refers to its own output`
          : `${nameOfStep(producer.step)} does not run before this, so its output is not there yet`,
      hint: inside
        ? `It lies inside "${producer.containers.at(-1)?.id ?? ''}": use that step's output.`
        : 'Connect it so that it comes first, or refer to another step.',
      fixes: inside ? [] : connectFix(validation, producer, use.scope),
    },
    reference.range,
  );
}

/** An edge that brings the step before the one that refers to it, unless it would close a circle. */
function connectFix(
  validation: Validation,
  producer: StepScope,
  user: StepScope | null,
): readonly ProblemFix[] {
  const target = user === null ? undefined : standIn(producer, user);
  if (target === undefined || target.id === producer.step.id) return [];
  if (leadsTo(producer.graph, target.id, producer.step.id)) return [];
  const { partOf } = partsOf(validation, producer.graph);
  if (partOf(target.id) !== partOf(producer.step.id)) return [];
  const fromPort = definitionOf(validation, producer.step)?.ports(producer.step.config).outputs[0];
  const toPort = definitionOf(validation, target)?.ports(target.config).inputs[0];
  if (fromPort === undefined || toPort === undefined) return [];
  const edge = {
    from: producer.step.id,
    fromPort: fromPort.name,
    to: target.id,
    toPort: toPort.name,
  };
  return editFix(validation, `Connect "${edge.from}" to "${edge.to}"`, {
    type: 'connect',
    edges: [edge],
  });
}

function isDraft(validation: Validation, { scope }: Use): boolean {
  const outermost = scope?.containers[0] ?? scope?.step;
  return outermost !== undefined && !validation.running.has(outermost.id);
}

function hidden(producer: StepScope, use: Use): boolean {
  const around = new Set(use.scope?.containers.map((container) => container.id));
  return producer.containers.some((container) => !around.has(container.id));
}

/** The step in the producer's graph that is the user, or a container around it. */
function standIn(producer: StepScope, user: StepScope): Step | undefined {
  const chain = [...user.containers, user.step];
  const same = producer.containers.every((container, index) => chain[index] === container);
  return same ? chain[producer.containers.length] : undefined;
}

/** Whether a step has finished when the other begins: for sure, perhaps or never. */
function sight(
  validation: Validation,
  producer: StepScope,
  user: StepScope | null,
): 'surely' | 'perhaps' | 'never' {
  if (user === null) return producer.containers.length === 0 ? 'surely' : 'never';
  const target = standIn(producer, user);
  if (target === undefined || target.id === producer.step.id) return 'never';
  if (leadsTo(producer.graph, producer.step.id, target.id)) return 'surely';
  const { partOf } = partsOf(validation, producer.graph);
  const entry = producer.graph.steps.get(partOf(target.id) ?? '');
  if (entry === undefined || partOf(producer.step.id) !== null) return 'never';
  const traits = definitionOf(validation, entry)?.entry;
  if (traits?.seesMain !== true) return 'never';
  // What the section belongs to has run, and so has what leads to it.
  const owner = traits.forStep === undefined ? undefined : entry.config[traits.forStep];
  const done =
    typeof owner === 'string' &&
    (owner === producer.step.id || leadsTo(producer.graph, producer.step.id, owner));
  return done ? 'surely' : 'perhaps';
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

/** The wire that brings what a step gives: from the step itself, or the last one on the way. */
export function edgeBetween(producer: StepScope, user: StepScope | null): string | undefined {
  const target = user === null ? undefined : standIn(producer, user);
  if (target === undefined) return undefined;
  const incoming = graphIndex(producer.graph).incoming(target.id);
  const edge =
    incoming.find(({ from }) => from === producer.step.id) ??
    incoming.find(({ from }) => leadsTo(producer.graph, producer.step.id, from));
  return edge?.id;
}

/** What a step gives, as far as it is known: never when an error may take the place of it. */
function outputSchema(validation: Validation, step: Step): JsonObject | undefined {
  if (step.onError !== 'fail' || step.disabled) return undefined;
  if (validation.workflow.pins.has(step.id)) return undefined;
  const definition = definitionOf(validation, step);
  if (definition?.trigger === true) return validation.workflow.input;
  return definition?.outputSchema(step.config);
}

/** That what is referred to has the keys that are asked of it, from the key at `skip` on. */
export function checkKeys(
  use: Use,
  reference: TemplateReference,
  text: string,
  owner: {
    readonly schema: JsonObject | undefined;
    readonly whose: string;
    /** Fixes that give it the key; asked only when it is missing. */
    readonly addKey?: (key: string) => readonly ProblemFix[];
    /** The wire along which it comes. */
    readonly edge?: () => string | undefined;
  },
  skip: number,
): void {
  if (reference.lenient) return;
  const found = followSchema(owner.schema, reference.path.slice(skip));
  if (found.type !== 'missing') return;
  const key = String(reference.path[skip + found.at]);
  const like = nearestName(key, found.known);
  const edge = owner.edge?.();
  use.report(
    {
      code: 'REFERENCE_KEY',
      severity: 'warning',
      ...(edge !== undefined && { edge }),
      message: `${owner.whose} has no "${key.slice(0, 60)}"`,
      hint:
        like === undefined
          ? `It has ${found.known.slice(0, 12).join(', ')}. Use ?. if it may be missing.`
          : `Did you mean "${like}"?`,
      fixes: [
        ...(like === undefined ? [] : replaceFix(use, text, reference, skip + found.at, like)),
        ...(found.at === 0 ? (owner.addKey?.(key) ?? []) : []),
      ],
    },
    reference.range,
  );
}
