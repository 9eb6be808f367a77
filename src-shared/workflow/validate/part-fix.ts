import type { TemplateAnalysis } from '../../expressions/types';
import { misfit } from '../../types/misfit';
import type { Type } from '../../types/type';
import type { ProblemFix } from '../problem';
import type { Use } from './use';

/** What flows is an object of which exactly one part is of the type that is wanted. */
export function partFix(
  use: Use,
  analysis: TemplateAnalysis,
  given: Type,
  wanted: Type,
  text: string,
): readonly ProblemFix[] {
  const [reference, ...others] = analysis.references;
  if (reference === undefined || others.length > 0 || given.kind !== 'object') return [];
  const { from, to } = reference.range;
  const written = text.slice(from, to);
  if (text.slice(2, -2).trim() !== written) return [];
  const fitting = [...given.fields].filter(
    ([name, field]) =>
      field.type.kind !== 'any' &&
      /^[A-Za-z_$][\w$]*$/.test(name) &&
      misfit(field.type, wanted) === undefined,
  );
  const place = use.rangeOf({ from: to - 1, to });
  const [name] = fitting[0] ?? [];
  if (fitting.length !== 1 || name === undefined || place === null) return [];
  const changes = [{ from: place.to, to: place.to, insert: `.${name}` }];
  return [{ title: `Use ${written}.${name}`, changes }];
}
