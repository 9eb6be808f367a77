import { analyzeTemplate } from '@shared/expressions/analyze';
import { type CompletionContext, completeExpression } from '@shared/expressions/assist/complete';
import { hoverExpression } from '@shared/expressions/assist/hover';
import { resolveTemplate } from '@shared/expressions/resolve';
import { toErrorData } from '@shared/errors/app-error';
import type { ExpressionHost, ExpressionPreview } from '../../editors';
import { previewBudget, type SampleScope } from './sample-scope';

/** What an expression can see. */
export interface ExpressionData {
  readonly sample: SampleScope | null;
  readonly context: CompletionContext;
  /** Steps that ran in the shown run, those with an output too large for a preview included. */
  readonly ran?: ReadonlySet<string>;
}

const nothing: ExpressionData = { sample: null, context: { roots: {} } };

/** Completion, hover, checks and previews for expressions that see the given data. */
export function workflowExpressionHost(read: () => ExpressionData | null): ExpressionHost {
  let known: ExpressionData | undefined;
  // Worked out when something is asked, once: a form has many fields, few of them bound.
  const data = (): ExpressionData => (known ??= read() ?? nothing);
  return {
    complete: (text, offset) => completeExpression(text, offset, data().context),
    hover: (text, offset) => hoverExpression(text, offset, data().context),
    diagnose: (text) => analyzeTemplate(text).errors,
    preview: (text) => preview(text, data()),
  };
}

function preview(text: string, { sample, ran }: ExpressionData): ExpressionPreview {
  const analysis = analyzeTemplate(text);
  // A syntax error is underlined; telling it twice is noise. And without data there is no value.
  if (!sample || !analysis.hasBindings || analysis.errors.length > 0) return { type: 'none' };
  const missing = analysis.references.find(
    ({ root, path }) => root === 'steps' && path.length > 0 && !sample.known.has(String(path[0])),
  );
  // Names of an item or a round exist only once there is a list to take it from.
  const { roots } = sample.scope;
  if (analysis.references.some(({ root }) => !Object.hasOwn(roots, root))) return { type: 'none' };
  const { source } = sample;
  if (missing) {
    // Large outputs stay in main: there is a value, but none to show here.
    if (ran?.has(String(missing.path[0]))) return { type: 'none' };
    return { type: 'error', message: `${String(missing.path[0])} has not run yet`, source };
  }
  try {
    return { type: 'value', value: resolveTemplate(text, sample.scope, previewBudget), source };
  } catch (error) {
    return { type: 'error', message: toErrorData(error).message, source };
  }
}
