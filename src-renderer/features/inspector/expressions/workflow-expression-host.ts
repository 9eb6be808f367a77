import { analyzeTemplate } from '@shared/expressions/analyze';
import { resolveTemplate } from '@shared/expressions/resolve';
import { toErrorData } from '@shared/errors/app-error';
import type { ExpressionHost, ExpressionPreview } from '../../editors';
import { previewBudget, type SampleScope } from './sample-scope';

/** Completion, hover, checks and previews for expressions that see the given data. */
export function workflowExpressionHost(read: () => SampleScope | null): ExpressionHost {
  let sample: SampleScope | null | undefined;
  // Worked out when something is asked, once: a form has many fields, few of them bound.
  const data = (): SampleScope | null => (sample === undefined ? (sample = read()) : sample);
  return {
    complete: () => [],
    hover: () => null,
    diagnose: (text) => analyzeTemplate(text).errors,
    preview: (text) => preview(text, data()),
  };
}

function preview(text: string, sample: SampleScope | null): ExpressionPreview {
  const analysis = analyzeTemplate(text);
  // A syntax error is underlined; telling it twice is noise. And without data there is no value.
  if (!sample || !analysis.hasBindings || analysis.errors.length > 0) return { type: 'none' };
  const missing = analysis.references.find(
    ({ root, path }) => root === 'steps' && path.length > 0 && !sample.known.has(String(path[0])),
  );
  const { source } = sample;
  if (missing) {
    return { type: 'error', message: `${String(missing.path[0])} has not run yet`, source };
  }
  try {
    return { type: 'value', value: resolveTemplate(text, sample.scope, previewBudget), source };
  } catch (error) {
    return { type: 'error', message: toErrorData(error).message, source };
  }
}
