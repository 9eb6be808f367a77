import type { TemplateReference } from '../../expressions/types';
import { graphIndex } from '../graph/graph-index';
import { allScopes, type StepScope } from '../graph/scopes';
import type { TextRange } from '../problem';
import { leadsTo, standIn } from './check-step-reference';
import type { Validation } from './validation';

/**
 * The wire that brings what a faulty expression reads: from the step it refers to, or the last one
 * on the way from there.
 */
export function edgeOfFault(
  { workflow }: Validation,
  user: StepScope | null,
  references: readonly TemplateReference[],
  range: TextRange,
): string | undefined {
  if (user === null) return undefined;
  const inside = references.filter(
    (each) => each.range.from < range.to && range.from < each.range.to,
  );
  const reference = (inside.length > 0 ? inside : references).find(
    ({ root, path }) => root === 'steps' && path.length > 0,
  );
  const producer = reference && allScopes(workflow).get(String(reference.path[0]));
  if (producer === undefined) return undefined;
  const target = standIn(producer, user);
  if (target === undefined) return undefined;
  const incoming = graphIndex(producer.graph).incoming(target.id);
  const edge =
    incoming.find(({ from }) => from === producer.step.id) ??
    incoming.find(({ from }) => leadsTo(producer.graph, producer.step.id, from));
  return edge?.id;
}
