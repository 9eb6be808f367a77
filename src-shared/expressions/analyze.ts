import { BoundedCache } from './bounded-cache';
import { checkExpression } from './check';
import { ExpressionError } from './expression-error';
import { library } from './library/library';
import { parseExpression } from './parse';
import { findReferences } from './references';
import { parseTemplate } from './template';
import type { ExpressionErrorData, TemplateAnalysis, TemplateReference } from './types';

/** More would help nobody, and each has to be placed in the text. */
const mostErrors = 100;

const plain: TemplateAnalysis = { hasBindings: false, single: false, references: [], errors: [] };

// Validation asks for every text of a workflow after each change, and nearly all are as before.
const cache = new BoundedCache<TemplateAnalysis>(4000, 20_000);

/** What can be said about a template text without running it. Never throws. */
export function analyzeTemplate(text: string): TemplateAnalysis {
  if (!text.includes('{{')) return plain;
  const known = cache.get(text);
  if (known) return known;
  const analysis = analyzeNew(text);
  cache.set(text, analysis);
  return analysis;
}

function analyzeNew(text: string): TemplateAnalysis {
  const template = parseTemplate(text);
  const references: TemplateReference[] = [];
  const errors: ExpressionErrorData[] = [];
  for (const segment of template.segments) {
    if (errors.length >= mostErrors) break;
    if (typeof segment === 'string') continue;
    if (segment.error) {
      errors.push(segment.error);
      continue;
    }
    const offset = segment.from + 2;
    const found = analyzeExpression(segment.source);
    errors.push(...found.errors.map((error) => error.seenIn(text, offset).toExpressionData()));
    references.push(...found.references.map((reference) => shift(reference, offset)));
  }
  return { hasBindings: true, single: template.single !== undefined, references, errors };
}

/** The same for one expression without braces; places are in `source`. */
function analyzeExpression(source: string): {
  readonly references: readonly TemplateReference[];
  readonly errors: readonly ExpressionError[];
} {
  try {
    const tree = parseExpression(source);
    const errors = checkExpression(tree, library.vocabulary);
    // References of a tree that is too deep are not worth a deep walk.
    if (errors.some((error) => error.code === 'EXPR_STACK')) return { references: [], errors };
    return { references: findReferences(tree, library.vocabulary), errors };
  } catch (error) {
    if (error instanceof ExpressionError) return { references: [], errors: [error] };
    throw error;
  }
}

function shift(reference: TemplateReference, offset: number): TemplateReference {
  const { from, to } = reference.range;
  return { ...reference, range: { from: from + offset, to: to + offset } };
}
