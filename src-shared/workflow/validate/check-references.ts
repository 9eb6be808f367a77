import { analyzeTemplate } from '../../expressions/analyze';
import type { TemplateAnalysis } from '../../expressions/types';
import { configJsonSchema } from '../../steps/config-json-schema';
import type { StepDefinition } from '../../steps/define-step';
import { isJsonObject } from '../../lib/json';
import { allScopes, type StepScope } from '../graph/scopes';
import { graphIndex, reachable } from '../graph/graph-index';
import type { Graph } from '../model';
import type { SourcePath } from '../source/node';
import { checkReference, schemaOfReference, type Use } from './check-reference';
import { typesMeet, typesOf } from './schema-path';
import {
  definitionOf,
  insideRange,
  nameOfStep,
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
  for (const [key, value] of Object.entries(step.config)) {
    if (definition.verbatim.includes(key)) continue;
    const lazy = definition.lazy.find((setting) => setting.key === key);
    // What a runner evaluates item by item never sees a secret.
    const secrets = lazy === undefined ? ['secrets'] : [];
    const inside = lazy?.seesBody ? (definition.container?.locals(step.config) ?? []) : [];
    const own = [...locals, ...inside, ...(lazy?.locals ?? [])];
    const roots = [...commonRoots, ...own, ...errors, ...secrets];
    walkTemplates(value, [key], (text, path) => {
      const analysis = analyzeTemplate(text);
      note(analysis);
      const use: Use = {
        scope,
        roots: new Set(roots),
        locals: new Set(own),
        rangeOf: (range) => insideRange(validation, step.id, path, range),
        report: (finding, range) => reportSetting(validation, step.id, path, finding, range),
      };
      reportErrors(analysis, use);
      for (const reference of analysis.references) checkReference(validation, use, reference, text);
      if (lazy === undefined) checkType(validation, use, definition, path, analysis, text);
    });
  }
}

function reportErrors(analysis: TemplateAnalysis, use: Use): void {
  for (const { code, message, hint, range } of analysis.errors) {
    const finding: Finding = { code, message, ...(hint !== undefined && { hint }) };
    use.report(finding, range);
  }
}

/** Names that the containers around a step give to it. */
function localsAround(validation: Validation, scope: StepScope): readonly string[] {
  return scope.containers.flatMap((container) => {
    const locals = definitionOf(validation, container)?.container?.locals;
    return locals === undefined ? [] : [...locals(container.config)];
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

/** A setting that is one binding has the type of what it is bound to. */
function checkType(
  validation: Validation,
  use: Use,
  definition: StepDefinition,
  path: SourcePath,
  analysis: TemplateAnalysis,
  text: string,
): void {
  const [reference, ...others] = analysis.references;
  const [key, ...deeper] = path;
  if (!analysis.single || reference === undefined || others.length > 0 || deeper.length > 0) return;
  // Only when the binding is the reference and nothing else is its type known.
  const { from, to } = reference.range;
  if (text.replace(/^\{\{|\}\}$/g, '').trim() !== text.slice(from, to).trim()) return;
  const given = schemaOfReference(validation, reference);
  const properties = configJsonSchema(definition)['properties'];
  const setting = isJsonObject(properties) ? properties[String(key)] : undefined;
  if (given === undefined || !isJsonObject(setting)) return;
  const [has, wants] = [typesOf(given), typesOf(setting)];
  // Numbers and truth values are written out where text is wanted.
  if (has === undefined || wants === undefined || typesMeet(has, [...wants, 'null'])) return;
  if (wants.includes('string') && !has.includes('object') && !has.includes('array')) return;
  use.report(
    {
      code: 'TYPE_MISMATCH',
      severity: 'warning',
      message: `\`${String(key)}\` wants ${wants.join(' or ')}, but ${text.slice(from, to)} is ${has.join(' or ')}`,
      hint: 'Bind another value, or convert it in the expression.',
    },
    reference.range,
  );
}

function checkWorkflowValues(
  validation: Validation,
  note: (analysis: TemplateAnalysis) => void,
): void {
  const { workflow } = validation;
  const check = (roots: readonly string[]) => (text: string, path: SourcePath) => {
    const analysis = analyzeTemplate(text);
    note(analysis);
    const use: Use = {
      scope: null,
      roots: new Set(roots),
      locals: new Set(),
      rangeOf: () => null,
      report: (finding) => reportValue(validation, path, finding),
    };
    reportErrors(analysis, use);
    for (const reference of analysis.references) checkReference(validation, use, reference, text);
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
