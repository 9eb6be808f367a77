import { analyzeTemplate } from '@shared/expressions/analyze';
import { type CompletionContext, completeExpression } from '@shared/expressions/assist/complete';
import { hoverExpression } from '@shared/expressions/assist/hover';
import { signatureAt } from '@shared/expressions/assist/signature';
import { resolveTemplate } from '@shared/expressions/resolve';
import { toErrorData } from '@shared/errors/app-error';
import { faultsOfTemplate } from '@shared/types/infer/template-faults';
import type { Surroundings } from '@shared/types/infer/inference';
import type { ExpressionHost, ExpressionPreview, ExpressionProblem } from '../../editors';
import { previewBudget, type SampleScope } from './sample-scope';

/** What an expression can see. */
export interface ExpressionData {
  readonly sample: SampleScope | null;
  readonly context: CompletionContext;
  /** What is certain of the types that the place sees; null where types say nothing. */
  readonly sure?: Surroundings | null;
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
    signature: (text, offset) => signatureAt(text, offset, data().context),
    diagnose: (text) => diagnose(text, data().sure ?? null),
    preview: (text) => preview(text, data()),
  };
}

function diagnose(text: string, sure: Surroundings | null): readonly ExpressionProblem[] {
  const { errors } = analyzeTemplate(text);
  if (errors.length > 0 || sure === null) return errors;
  // Whether something may be missing is told by the validation, which sees the conditions before.
  return faultsOfTemplate(text, sure)
    .filter(({ code }) => code !== 'TYPE_OPTIONAL')
    .map(({ code, message, hint, range, fix }) => ({
      code,
      message,
      hint,
      range,
      severity: 'warning' as const,
      ...(fix && { fix }),
    }));
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
