import type { Breakpoint } from '../../debug/breakpoints';
import { anchorLine } from '../../debug/anchor-line';
import { analyzeTemplate } from '../../expressions/analyze';
import { nearestName } from '../../expressions/nearest-name';
import { graphIndex } from '../graph/graph-index';
import { allScopes } from '../graph/scopes';
import type { BreakpointSource } from '../read/read-context';
import { formatTarget, nameOfFileBreakpoint } from '../read/breakpoint-text';
import { formatEdge, parseEdge } from '../read/read-edges';
import type { ProblemFix } from '../problem';
import { findEntry, type SourceNode } from '../source/node';
import { codeOf } from '../step-code';
import { removalFix } from './fixes';
import type { Finding, Validation } from './validation';

/** That the breakpoints of the file stand at something. A run needs none, so these are warnings. */
export function checkBreakpoints(validation: Validation): void {
  const { breakpoints } = validation.parsed.source;
  if (breakpoints.length === 0) return;
  const names = new Set(breakpoints.map(({ breakpoint }) => breakpoint.id));
  for (const source of breakpoints) {
    checkTarget(validation, source);
    checkExpressions(validation, source);
    const { waitFor } = source.breakpoint;
    if (waitFor === undefined || names.has(waitFor)) continue;
    const name = nameOfFileBreakpoint(waitFor) ?? waitFor;
    const others = breakpoints.map(({ breakpoint }) => formatTarget(breakpoint.target));
    reportUnknown(
      validation,
      source,
      'after',
      `waits for "${shown(name)}", which is no breakpoint`,
      {
        like: nearestName(name, others),
      },
    );
  }
}

function checkTarget(validation: Validation, source: BreakpointSource): void {
  const { target } = source.breakpoint;
  switch (target.type) {
    case 'step':
      checkStep(validation, source, target.step);
      return;
    case 'line':
      if (checkStep(validation, source, target.step)) checkLine(validation, source);
      return;
    case 'wire':
      checkWire(validation, source, target.edge);
      return;
    case 'kind': {
      if (validation.kinds.find(target.kind)) return;
      const like = nearestName(
        target.kind,
        validation.kinds.all.map(({ kind }) => kind),
      );
      const said = `stands at the kind "${shown(target.kind)}", which does not exist`;
      reportUnknown(validation, source, 'every', said, { like });
      return;
    }
    case 'data':
      checkPath(validation, source, target.path);
      return;
  }
}

function checkStep(validation: Validation, source: BreakpointSource, id: string): boolean {
  const scopes = allScopes(validation.workflow);
  const found = scopes.get(id);
  if (found === undefined) {
    const like = nearestName(id, scopes.keys());
    const { target } = source.breakpoint;
    const insert =
      like === undefined ? undefined : formatTarget({ ...target, step: like } as typeof target);
    const said = `stands at "${shown(id)}", which is no step`;
    reportUnknown(validation, source, 'at', said, { like, insert });
    return false;
  }
  if (validation.kinds.find(found.step.kind)?.annotation !== true) return true;
  reportUnknown(validation, source, 'at', `stands at "${id}", which never runs`, {});
  return false;
}

function checkWire(validation: Validation, source: BreakpointSource, id: string): void {
  const scopes = allScopes(validation.workflow);
  const edge = parseEdge(id);
  const from = edge && scopes.get(edge.from);
  const graph = from?.graph;
  if (graph && graph.edges.some((other) => other.id === id)) return;
  // Of the same step first: a port that was renamed is the likeliest slip.
  const near = graph && edge ? graphIndex(graph).outgoing(edge.from) : [];
  const ids = [...near, ...[...scopes.values()].flatMap((scope) => scope.graph.edges)].map(
    formatEdge,
  );
  const name = edge === null ? id : formatEdge(edge);
  const only = near.length === 1 && near[0] ? formatEdge(near[0]) : undefined;
  const said = `stands at "${shown(name)}", which is no edge`;
  reportUnknown(validation, source, 'at', said, { like: nearestName(name, new Set(ids)) ?? only });
}

function checkLine(validation: Validation, source: BreakpointSource): void {
  const { target } = source.breakpoint;
  if (target.type !== 'line') return;
  const step = allScopes(validation.workflow).get(target.step)?.step;
  const code = step && codeOf(step, validation.kinds.find);
  if (code === undefined || code === null) {
    reportUnknown(
      validation,
      source,
      'at',
      `stands at a line of "${target.step}", which has no code`,
      { like: target.step },
    );
    return;
  }
  const anchored = anchorLine(code, target);
  if (anchored.line === null) {
    report(validation, source, 'at', {
      code: 'BREAKPOINT_LINE',
      severity: 'warning',
      message: `${titleOf(source.breakpoint)} does not stand anywhere: ${anchored.reason}`,
      hint: 'Correct the line, or remove the breakpoint.',
      fixes: removal(validation, source),
    });
  }
}

function checkPath(validation: Validation, source: BreakpointSource, path: string): void {
  const { references, errors } = analyzeTemplate(`{{ ${path} }}`);
  const reference = references[0];
  const [error] = errors;
  if (error || !reference || !['steps', 'vars'].includes(reference.root)) {
    report(validation, source, 'changes', {
      code: 'BREAKPOINT_INVALID',
      severity: 'warning',
      message: `${titleOf(source.breakpoint)} watches no value that can change`,
      hint: 'Write a path such as steps.fetch.body.total or vars.total.',
      fixes: removal(validation, source),
    });
    return;
  }
  const name = String(reference.path[0] ?? '');
  const known =
    reference.root === 'steps' ? [...allScopes(validation.workflow).keys()] : variables(validation);
  if (known.includes(name)) return;
  const like = nearestName(name, known);
  const what = reference.root === 'steps' ? 'step' : 'variable';
  reportUnknown(validation, source, 'changes', `watches "${shown(name)}", which is no ${what}`, {
    like,
    insert: like === undefined ? undefined : path.replace(name, like),
  });
}

function variables(validation: Validation): string[] {
  const names = new Set(Object.keys(validation.workflow.vars));
  for (const { step } of allScopes(validation.workflow).values()) {
    const set = validation.kinds.find(step.kind)?.variables?.(step.config) ?? [];
    for (const name of set) names.add(name);
  }
  return [...names];
}

/** That conditions and log texts are expressions; on a line the condition is code of that step. */
function checkExpressions(validation: Validation, source: BreakpointSource): void {
  const { condition, logMessage, target } = source.breakpoint;
  if (condition !== undefined && target.type !== 'line') {
    const text = condition.includes('{{') ? condition : `{{ ${condition} }}`;
    reportErrors(validation, source, 'when', text);
  }
  if (logMessage !== undefined) reportErrors(validation, source, 'log', logMessage);
}

function reportErrors(
  validation: Validation,
  source: BreakpointSource,
  key: string,
  text: string,
): void {
  const [error] = analyzeTemplate(text).errors;
  if (error === undefined) return;
  report(validation, source, key, {
    code: error.code,
    severity: 'warning',
    message: `\`${key}\` of ${titleOf(source.breakpoint)}: ${error.message}`,
    ...(error.hint !== undefined && { hint: error.hint }),
  });
}

function reportUnknown(
  validation: Validation,
  source: BreakpointSource,
  key: string,
  said: string,
  advice: { readonly like?: string | undefined; readonly insert?: string | undefined },
): void {
  const { like, insert = like } = advice;
  const node = valueOf(source, key);
  const renamed: readonly ProblemFix[] =
    insert !== undefined && node.type === 'scalar' && node.style === 'plain' && !node.alias
      ? [
          {
            title: `Change to "${insert}"`,
            changes: [{ from: node.from, to: node.to, insert }],
          },
        ]
      : [];
  report(validation, source, key, {
    code: 'BREAKPOINT_UNKNOWN',
    severity: 'warning',
    message: `${titleOf(source.breakpoint)} ${said}`,
    hint: like === undefined ? 'Remove the breakpoint.' : `Did you mean "${like}"?`,
    fixes: [...renamed, ...removal(validation, source)],
  });
}

function report(
  validation: Validation,
  source: BreakpointSource,
  key: string,
  finding: Finding,
): void {
  const { from, to } = valueOf(source, key);
  validation.problems.add({ ...finding, from, to });
}

function valueOf({ node }: BreakpointSource, key: string): SourceNode {
  return findEntry(node, key)?.value ?? node;
}

function removal(validation: Validation, { path }: BreakpointSource): readonly ProblemFix[] {
  return removalFix(validation, 'Remove the breakpoint', path);
}

function titleOf({ target }: Breakpoint): string {
  return `The breakpoint "${shown(formatTarget(target))}"`;
}

function shown(text: string): string {
  return text.slice(0, 80);
}
