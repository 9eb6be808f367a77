import type { TemplateReference } from '../../expressions/types';
import { allScopes, type StepScope } from '../graph/scopes';
import type { TextRange } from '../problem';
import { edgeBetween } from './check-step-reference';
import type { Validation } from './validation';

/** The wire that brings what a faulty expression reads, where it reads what a step gives. */
export function edgeOfFault(
  { workflow }: Validation,
  user: StepScope | null,
  references: readonly TemplateReference[],
  range: TextRange,
): string | undefined {
  const inside = references.filter(
    (each) => each.range.from < range.to && range.from < each.range.to,
  );
  const reference = (inside.length > 0 ? inside : references).find(
    ({ root, path }) => root === 'steps' && path.length > 0,
  );
  const producer = reference && allScopes(workflow).get(String(reference.path[0]));
  return producer && edgeBetween(producer, user);
}
