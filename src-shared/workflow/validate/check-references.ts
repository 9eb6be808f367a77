import { analyzeTemplate } from '../../expressions/analyze';
import type { TemplateAnalysis } from '../../expressions/types';
import type { StepDefinition } from '../../steps/define-step';
import { allScopes, type StepScope } from '../graph/scopes';
import { graphIndex, reachable } from '../graph/graph-index';
import type { Graph } from '../model';
import type { TextRange } from '../problem';
import type { SourcePath } from '../source/node';
import { ownOutput } from '../typing/own-output';
import { checkReference } from './check-reference';
import type { Use } from './use';
import { checkAmountTypes, checkTypes, checkValueTypes } from './check-types';
import {
  definitionOf,
  insideRange,
  rangeInside,
  reportField,
  nameOfStep,
  partsOf,
  reportSetting,
  reportStep,
  reportValue,
  type Finding,
  type Validation,
} from './validation';
import { walkTemplates } from './walk-templates';

const commonRoots = ['input', 'steps', 'vars', 'env', 'trigger', 'run'] as const;

/** Everything that bindings say: their syntax, and that what they refer to exists. */
export function checkReferences(validation: Validation): void {
  const used = new Set<string>();
  let everything = false;
  const note = (analysis: TemplateAnalysis): void => {
    for (const { root, path } of analysis.references) {
      if (root !== 'steps') continue;
      if (path[0] === undefined) everything = true;
      else used.add(String(path[0]));
    }
  };
  for (const scope of allScopes(validation.workflow).values()) {
    const definition = definitionOf(validation, scope.step);
    if (definition === undefined) continue;
    checkStep(validation, scope, definition, note);
    noteCode(scope, definition, used);
  }
  checkWorkflowValues(validation, note);
  if (!everything) reportUnused(validation, used);
}

function checkStep(
  validation: Validation,
  scope: StepScope,
  definition: StepDefinition,
  note: (analysis: TemplateAnalysis) => void,
): void {
  const { step } = scope;
  const locals = localsAround(validation, scope);
  const errors = afterErrorPort(validation, scope) ? ['error'] : [];
  checkGuard(validation, scope, [...commonRoots, ...locals, ...errors], locals, note);
  checkCost(validation, scope, [...commonRoots, ...locals, ...errors], locals, note);
  for (const [key, value] of Object.entries(step.config)) {
    if (definition.verbatim.includes(key)) continue;
    const lazy = definition.lazy.find((setting) => setting.key === key);
    // What a runner evaluates item by item never sees a secret.
    const secrets = lazy === undefined ? ['secrets'] : [];
    const inside = lazy?.seesBody ? (definition.container?.locals(step.config) ?? []) : [];
    const own = [...locals, ...inside, ...(lazy?.locals ?? [])];
    const roots = [...commonRoots, ...own, ...errors, ...secrets];
    walkTemplates(value, [key], (text, path) => {
      const use: Use = {
        scope,
        roots: new Set(roots),
        locals: new Set(own),
        rangeOf: (range) => insideRange(validation, step.id, path, range),
        report: (finding, range) => reportSetting(validation, step.id, path, finding, range),
      };
      const { analysis, told } = checkTemplate(validation, text, note, use);
      checkTypes(validation, { use, definition, path, lazy, analysis, told, text });
    });
  }
}

/** `skipWhen` sees what the settings see, but secrets. */
function checkGuard(
  validation: Validation,
  scope: StepScope,
  roots: readonly string[],
  locals: readonly string[],
  note: (analysis: TemplateAnalysis) => void,
): void {
  const { skipWhen } = scope.step;
  if (skipWhen === undefined) return;
  checkTemplate(validation, skipWhen, note, fieldUse(validation, scope, 'skipWhen', roots, locals));
}

/** `cost` sees the same, and the output of its own attempt. */
function checkCost(
  validation: Validation,
  scope: StepScope,
  roots: readonly string[],
  locals: readonly string[],
  note: (analysis: TemplateAnalysis) => void,
): void {
  const { cost } = scope.step;
  if (typeof cost !== 'string') return;
  const own = [...locals, ownOutput];
  const use = fieldUse(validation, scope, 'cost', [...roots, ownOutput], own);
  const { analysis, told } = checkTemplate(validation, cost, note, use);
  checkAmountTypes(validation, { use, analysis, told, text: cost, path: ['cost'] }, [ownOutput]);
}

/** A text that a step says about itself, beside its settings. */
function fieldUse(
  validation: Validation,
  scope: StepScope,
  key: string,
  roots: readonly string[],
  locals: readonly string[],
): Use {
  const { id } = scope.step;
  const source = validation.parsed.source.steps.get(id);
  return {
    scope,
    roots: new Set(roots),
    locals: new Set(locals),
    rangeOf: (range) =>
      source === undefined ? null : rangeInside(validation, [...source.path, key], range),
    report: (finding, range) => reportField(validation, id, key, finding, range),
  };
}

function checkTemplate(
  validation: Validation,
  text: string,
  note: (analysis: TemplateAnalysis) => void,
  use: Use,
): { readonly analysis: TemplateAnalysis; readonly told: readonly TextRange[] } {
  const analysis = analyzeTemplate(text);
  note(analysis);
  reportErrors(analysis, use);
  const told: TextRange[] = [];
  const noting: Use = {
    ...use,
    report: (finding, range) => {
      if (range !== undefined) told.push(range);
      use.report(finding, range);
    },
  };
  for (const reference of analysis.references) checkReference(validation, noting, reference, text);
  return { analysis, told };
}

function reportErrors(analysis: TemplateAnalysis, use: Use): void {
  for (const { code, message, hint, range } of analysis.errors) {
    const finding: Finding = { code, message, ...(hint !== undefined && { hint }) };
    use.report(finding, range);
  }
}

/** Names that the containers around a step give to it, and the sections of them that it is in. */
function localsAround(validation: Validation, scope: StepScope): readonly string[] {
  const chain = [...scope.containers, scope.step];
  return scope.containers.flatMap((container, index) => {
    const around = definitionOf(validation, container)?.container;
    const names = around === undefined ? [] : [...around.locals(container.config)];
    const inner = chain[index + 1];
    if (container.body === undefined || inner === undefined) return names;
    const section = partsOf(validation, container.body).partOf(inner.id);
    const entry = section === null ? undefined : container.body.steps.get(section);
    const given = entry === undefined ? undefined : definitionOf(validation, entry)?.entry?.locals;
    return given === undefined ? names : [...names, ...given];
  });
}

/** Whether an edge from an error port leads to the step or to a container around it. */
function afterErrorPort(validation: Validation, scope: StepScope): boolean {
  const { step, graph, containers } = scope;
  if (stepsAfterErrors(graph).has(step.id)) return true;
  return containers.some((container, index) => {
    const around = index === 0 ? validation.workflow : containers[index - 1]?.body;
    return around !== undefined && stepsAfterErrors(around).has(container.id);
  });
}

const afterErrors = new WeakMap<Graph, ReadonlySet<string>>();

function stepsAfterErrors(graph: Graph): ReadonlySet<string> {
  const known = afterErrors.get(graph);
  if (known !== undefined) return known;
  const caught = graph.edges.filter((edge) => edge.fromPort === 'error').map((edge) => edge.to);
  const found = reachable(graph, caught);
  afterErrors.set(graph, found);
  return found;
}

function checkWorkflowValues(
  validation: Validation,
  note: (analysis: TemplateAnalysis) => void,
): void {
  const { workflow } = validation;
  const check = (roots: readonly string[]) => (text: string, path: SourcePath) => {
    const use: Use = {
      scope: null,
      roots: new Set(roots),
      locals: new Set(),
      rangeOf: (range) => rangeInside(validation, path, range),
      report: (finding, range) => reportValue(validation, path, finding, range),
    };
    const { analysis, told } = checkTemplate(validation, text, note, use);
    checkValueTypes(validation, { use, analysis, told, text });
  };
  walkTemplates(workflow.vars, ['vars'], check(['input', 'env', 'trigger', 'run']));
  if (workflow.result !== undefined) {
    walkTemplates(workflow.result, ['result'], check(commonRoots));
  }
}

/** Source code reads outputs as `steps.id` too; it is not analysed, only looked through. */
function noteCode(scope: StepScope, definition: StepDefinition, used: Set<string>): void {
  for (const key of definition.verbatim) {
    const code = scope.step.config[key];
    if (typeof code !== 'string' || !code.includes('steps')) continue;
    for (const [word] of code.matchAll(/[A-Za-z_][A-Za-z0-9_]*/g)) used.add(word);
  }
}

function reportUnused(validation: Validation, used: ReadonlySet<string>): void {
  for (const { step, graph } of allScopes(validation.workflow).values()) {
    const definition = definitionOf(validation, step);
    if (definition === undefined || used.has(step.id) || step.disabled) continue;
    // What it is for: a value. Everything else is done for its effect or its decision.
    const producesValue =
      definition.category === 'data' &&
      definition.variables === undefined &&
      definition.effects(step.config) === 'pure';
    const leadsOn = graphIndex(graph).outgoing(step.id).length > 0;
    if (!producesValue || !leadsOn) continue;
    reportStep(validation, step.id, {
      code: 'OUTPUT_UNUSED',
      severity: 'hint',
      message: `Nothing uses the output of ${nameOfStep(step)}`,
      hint: `Refer to it as {{ steps.${step.id} }}, or remove the step.`,
    });
  }
}
