import type { StepDefinition } from '../../steps/define-step';
import {
  anyType,
  numberType,
  objectOf,
  secretType,
  textType,
  type Field,
  type ObjectType,
  type Type,
} from '../../types/type';
import { unionOf } from '../../types/union';
import { graphParts } from '../graph/parts';
import { allScopes, visibleSteps, type StepScope } from '../graph/scopes';
import { reachable } from '../graph/graph-index';
import type { Graph, Step, StepId, Workflow } from '../model';
import type { FindKind } from './body-parts';
import { StepFields, stepField } from './step-fields';

export interface RootTypes {
  readonly find: FindKind;
  readonly input: Type;
  readonly vars: () => Type;
  readonly outputOf: (id: StepId) => Type;
  readonly localsOf: (container: Step) => Readonly<Record<string, Type>>;
}

/** An error as steps see it that handle one. */
const errorType: Type = {
  kind: 'object',
  fields: new Map<string, Field>([
    ['code', { type: textType, optional: false, doc: 'Such as HTTP_404.' }],
    [
      'kind',
      {
        type: unionOf(
          ['user', 'operational', 'bug'].map((value): Type => ({ kind: 'literal', value })),
        ),
        optional: false,
      },
    ],
    ['message', { type: textType, optional: false }],
    ['step', { type: textType, optional: true, merged: true, doc: 'The step that failed.' }],
    ['hint', { type: textType, optional: true, merged: true }],
    ['details', { type: anyType, optional: true, merged: true }],
    [
      'place',
      { type: objectOf({ line: numberType, column: numberType }), optional: true, merged: true },
    ],
  ]),
  rest: null,
};

const triggerType = objectOf({ startedBy: textType, time: numberType }, anyType);
const runType = objectOf({ id: textType, workflow: textType, startedAt: numberType });

/** The names that expressions of a step see, or of the workflow's own values. */
export function rootsOf(
  workflow: Workflow,
  scope: StepScope | null,
  types: RootTypes,
): ReadonlyMap<string, Type> {
  const roots = new Map<string, Type>([
    ['steps', stepsType(workflow, scope, types)],
    ['input', types.input],
    ['vars', types.vars()],
    ['env', namesType(workflow.env, textType)],
    ['secrets', namesType(workflow.secrets, secretType)],
    ['trigger', triggerType],
    ['run', runType],
  ]);
  if (scope === null) return roots;
  if (followsError(workflow, scope)) roots.set('error', errorType);
  const chain = [...scope.containers, scope.step];
  scope.containers.forEach((container, at) => {
    const names = types.find(container.kind)?.container?.locals(container.config) ?? [];
    const known = types.localsOf(container);
    for (const name of names) roots.set(name, known[name] ?? anyType);
    const inner = chain[at + 1];
    const entry = inner && sectionOf(container, inner, types.find);
    for (const name of entry?.entry?.locals ?? []) {
      roots.set(name, name === 'error' ? errorType : anyType);
    }
  });
  return roots;
}

function namesType(names: readonly string[], type: Type): ObjectType {
  return objectOf(Object.fromEntries(names.map((name) => [name, type])), anyType);
}

function stepsType(workflow: Workflow, scope: StepScope | null, types: RootTypes): ObjectType {
  const all = allScopes(workflow);
  const read = (id: StepId): Field | undefined => {
    const step = all.get(id)?.step;
    if (step === undefined) return undefined;
    const title = step.title ?? types.find(step.kind)?.title;
    return stepField(types.outputOf(id), title);
  };
  const list = (): Iterable<StepId> => {
    if (scope === null) return running(workflow.steps, types.find);
    const before = new Set(visibleSteps(workflow, scope.step.id));
    for (const id of mainStepsSeen(scope, types.find)) before.add(id);
    return before;
  };
  // That a step does not exist is told by the check of references.
  return { kind: 'object', fields: new StepFields(list, read), rest: anyType };
}

function running(steps: ReadonlyMap<StepId, Step>, find: FindKind): StepId[] {
  return [...steps.values()]
    .filter((step) => find(step.kind)?.annotation !== true)
    .map(({ id }) => id);
}

/** Steps of the main part, as sections see them that handle what became of it. */
function mainStepsSeen(scope: StepScope, find: FindKind): StepId[] {
  const chain = [...scope.containers, scope.step];
  return scope.containers.flatMap((container, at) => {
    const inner = chain[at + 1];
    const entry = inner && sectionOf(container, inner, find);
    if (entry?.entry?.seesMain !== true || container.body === undefined) return [];
    const parts = graphParts(container.body, (step) => find(step.kind)?.entry !== undefined);
    return [...parts.main.steps.keys()];
  });
}

/** The kind that begins the section of a container in which a step lies. */
function sectionOf(container: Step, inner: Step, find: FindKind): StepDefinition | undefined {
  if (container.body === undefined) return undefined;
  const part = partOf(container.body, find)(inner.id);
  const entry = part === null ? undefined : container.body.steps.get(part);
  return entry && find(entry.kind);
}

const parts = new WeakMap<Graph, (id: StepId) => StepId | null>();

function partOf(graph: Graph, find: FindKind): (id: StepId) => StepId | null {
  const known = parts.get(graph);
  if (known !== undefined) return known;
  const found = graphParts(graph, (step) => find(step.kind)?.entry !== undefined).partOf;
  parts.set(graph, found);
  return found;
}

/** Whether an edge from an error port leads to the step or to a container around it. */
function followsError(workflow: Workflow, { step, graph, containers }: StepScope): boolean {
  if (afterErrors(graph).has(step.id)) return true;
  return containers.some((container, at) => {
    const around = at === 0 ? workflow : containers[at - 1]?.body;
    return around !== undefined && afterErrors(around).has(container.id);
  });
}

const errors = new WeakMap<Graph, ReadonlySet<StepId>>();

function afterErrors(graph: Graph): ReadonlySet<StepId> {
  const known = errors.get(graph);
  if (known !== undefined) return known;
  const caught = graph.edges.filter((edge) => edge.fromPort === 'error').map((edge) => edge.to);
  const found: ReadonlySet<StepId> = caught.length === 0 ? new Set() : reachable(graph, caught);
  errors.set(graph, found);
  return found;
}
