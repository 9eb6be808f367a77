import type { StepDefinition } from '../../steps/define-step';
import { graphParts, type GraphParts } from '../graph/parts';
import type { Graph, Step, StepId, Workflow } from '../model';
import type { ParsedWorkflow } from '../parse-workflow';
import type { ProblemFix, Severity, TextRange } from '../problem';
import type { SourcePath } from '../source/node';
import type { ProblemList } from '../source/problem-list';
import type { TypeEvidence } from '../typing/evidence';
import type { WorkflowTypes } from '../typing/workflow-types';

/** The step kinds that a workflow is checked against. */
export interface StepKinds {
  readonly find: (kind: string) => StepDefinition | undefined;
  readonly all: readonly StepDefinition[];
}

/** What a reference of a step to another workflow leads to. */
export type FoundWorkflow =
  | {
      readonly type: 'found';
      /** The same for every reference that leads to the same workflow. */
      readonly key: string;
      readonly workflow: Workflow;
      /** The first error it has: it cannot run. */
      readonly broken?: { readonly message: string; readonly line: number };
    }
  /** There is none; `known` are the references that would lead to one. */
  | {
      readonly type: 'missing';
      readonly known?: readonly string[];
      readonly why?: WhyMissing;
    };

/** Why a reference leads nowhere, where that is more than that there is nothing. */
export interface WhyMissing {
  readonly code: 'WORKFLOW_MISSING' | 'WORKFLOW_AMBIGUOUS' | 'WORKFLOW_BROKEN';
  /** It follows "… calls "x", but ". */
  readonly message: string;
  readonly hint: string;
}

export interface ValidateOptions {
  /**
   * Looks a workflow up by what a step says; `from` is the key of the workflow that says it, null
   * for the one that is validated. Undefined when it cannot be said. Without a resolver nothing is
   * said about other workflows.
   */
  readonly resolveWorkflow?: (reference: string, from: string | null) => FoundWorkflow | undefined;
  /** The key of the workflow that is validated, where it has one: it may be called by others. */
  readonly self?: string;
  /** What is known of types beside the text: recorded outputs, what code returns. */
  readonly evidence?: Pick<TypeEvidence, 'code' | 'outputs' | 'input'>;
}

/** What the checks share. */
export interface Validation {
  readonly parsed: ParsedWorkflow;
  readonly workflow: Workflow;
  readonly kinds: StepKinds;
  readonly problems: ProblemList;
  /** Steps of the top level that a run can come to. */
  readonly running: ReadonlySet<StepId>;
  readonly options: ValidateOptions;
  /** Fixes that have been drawn, which costs more than to find the problem. */
  drawn: number;
  /** Names that were looked for among all steps. */
  advised: number;
  readonly parts: WeakMap<Graph, GraphParts>;
  /** What is certain. */
  readonly types: WorkflowTypes;
  /** The same with what examples show; null without any. */
  readonly seen: WorkflowTypes | null;
}

/** The parts of a container's graph; the workflow's own graph has one. */
export function partsOf(validation: Validation, graph: Graph): GraphParts {
  const known = validation.parts.get(graph);
  if (known !== undefined) return known;
  const parts = graphParts(
    graph,
    (step) => graph !== validation.workflow && definitionOf(validation, step)?.entry !== undefined,
  );
  validation.parts.set(graph, parts);
  return parts;
}

export interface Finding {
  readonly code: string;
  readonly message: string;
  readonly severity?: Severity;
  readonly hint?: string;
  readonly fixes?: readonly ProblemFix[];
  /** The wire along which it comes about, beside the step where it shows. */
  readonly edge?: string;
}

/** At a step's id, or at the value of one of its keys. */
export function reportStep(
  validation: Validation,
  id: StepId,
  finding: Finding,
  key?: string,
): void {
  const { places } = validation.parsed;
  const range = (key === undefined ? null : places.stepField(id, key)) ?? places.stepId(id);
  validation.problems.add({ ...finding, ...at(range), step: id });
}

/** At a setting of a step, or at a place inside a text setting. */
export function reportSetting(
  validation: Validation,
  id: StepId,
  path: SourcePath,
  finding: Finding,
  inside?: TextRange,
): void {
  const { places } = validation.parsed;
  const exact = inside === undefined ? null : insideRange(validation, id, path, inside);
  const range = exact ?? (validation.problems.isFull() ? null : places.config(id, path));
  validation.problems.add({ ...finding, ...at(range), step: id, path });
}

/** The file's range of a range inside a text setting, where its writing allows. */
export function insideRange(
  validation: Validation,
  id: StepId,
  path: SourcePath,
  inside: TextRange,
): TextRange | null {
  const source = validation.parsed.source.steps.get(id);
  return source === undefined
    ? null
    : rangeInside(validation, [...source.path, 'with', ...path], inside);
}

/** The same by a path from the root. */
export function rangeInside(
  validation: Validation,
  path: SourcePath,
  inside: TextRange,
): TextRange | null {
  if (validation.problems.isFull()) return null;
  const { places } = validation.parsed;
  const from = places.inside(path, inside.from);
  const last = places.inside(path, Math.max(inside.from, inside.to - 1));
  if (from === null || last === null) return null;
  return { from, to: Math.max(from, inside.to > inside.from ? last + 1 : last) };
}

export function reportEdge(validation: Validation, edge: string, finding: Finding): void {
  const range = validation.parsed.places.edge(edge);
  validation.problems.add({ ...finding, ...at(range), edge });
}

/** At the value of one of a step's own keys, or at a place inside it where it is a text. */
export function reportField(
  validation: Validation,
  id: StepId,
  key: string,
  finding: Finding,
  inside?: TextRange,
): void {
  const path = validation.parsed.source.steps.get(id)?.path ?? [];
  const exact = inside === undefined ? null : rangeInside(validation, [...path, key], inside);
  if (exact === null) reportStep(validation, id, finding, key);
  else validation.problems.add({ ...finding, ...exact, step: id });
}

/** At a value by its path from the root, or at a place inside it where it is a text. */
export function reportValue(
  validation: Validation,
  path: SourcePath,
  finding: Finding,
  inside?: TextRange,
): void {
  const { places } = validation.parsed;
  let range = inside === undefined ? null : rangeInside(validation, path, inside);
  for (let length = path.length; length > 0 && range === null; length -= 1) {
    range = places.value(path.slice(0, length));
  }
  validation.problems.add({ ...finding, ...at(range) });
}

function at(range: TextRange | null): TextRange {
  return range ?? { from: 0, to: 0 };
}

export function definitionOf(validation: Validation, step: Step): StepDefinition | undefined {
  return validation.kinds.find(step.kind);
}

/** The name of a step for a message: its title and id, or its id. */
export function nameOfStep(step: Step): string {
  return step.title === undefined || step.title === step.id
    ? `"${step.id}"`
    : `"${step.title.slice(0, 60)}" (${step.id})`;
}
