import type { StepDefinition } from '@shared/steps/define-step';
import type { StepId } from '@shared/workflow/model';
import type { GraphIndex } from './graph-index';

// Where kinds may stand that only make sense inside certain containers.

type FindDefinition = (kind: string) => StepDefinition | undefined;

/** `step` and every container around it, innermost first. */
function outwards(index: GraphIndex, step: StepId | null): StepId[] {
  const found: StepId[] = [];
  for (let id = step; id !== null; id = index.steps.get(id)?.parent ?? null) found.push(id);
  return found;
}

/**
 * The container that a new entry step goes to when it is asked for at `near`: that step itself or
 * the nearest container around it that takes it; undefined when there is none.
 */
export function containerFor(
  index: GraphIndex,
  definition: StepDefinition,
  near: StepId | null,
): StepId | undefined {
  const { entry } = definition;
  if (!entry) return undefined;
  return outwards(index, near).find((id) => {
    const kind = index.steps.get(id)?.step.kind;
    return kind !== undefined && entry.in.includes(kind) && !isUsedUp(index, definition, id);
  });
}

function isUsedUp(index: GraphIndex, { kind, entry }: StepDefinition, container: StepId): boolean {
  if (entry?.single !== true) return false;
  return (index.children.get(container) ?? []).some(
    (id) => index.steps.get(id)?.step.kind === kind,
  );
}

/** Whether a step of this kind has any meaning in the graph around `near`. */
export function mayAdd(
  index: GraphIndex,
  find: FindDefinition,
  definition: StepDefinition,
  near: StepId | null,
): boolean {
  if (definition.entry) return containerFor(index, definition, near) !== undefined;
  const { leaves } = definition;
  // The end of a workflow has a meaning everywhere; the others need somebody to take them.
  if (leaves === undefined || leaves === 'return') return true;
  return outwards(index, near).some((id) => {
    const kind = index.steps.get(id)?.step.kind;
    return kind !== undefined && find(kind)?.container?.absorbs?.includes(leaves) === true;
  });
}

/** Kinds that begin a part of this container and can still be added to it. */
export function entryKindsFor(
  index: GraphIndex,
  definitions: readonly StepDefinition[],
  container: StepId,
): readonly StepDefinition[] {
  const kind = index.steps.get(container)?.step.kind;
  if (kind === undefined) return [];
  return definitions.filter(
    (definition) =>
      definition.entry?.in.includes(kind) === true && !isUsedUp(index, definition, container),
  );
}

/**
 * What the bodies of a container are to a person who counts them; null where counting says nothing,
 * as with the parts of a container that refer to each other.
 */
export function bodyNoun(
  definitions: readonly StepDefinition[],
  kind: string,
): 'Iterations' | 'Parts' | null {
  const entries = definitions.flatMap(({ entry }) => (entry?.in.includes(kind) ? entry : []));
  if (entries.length === 0) return 'Iterations';
  return entries.some((entry) => entry.seesMain === true) ? null : 'Parts';
}

/** What a step that ends the graph around it ends, in words. */
export const leaveWords = {
  break: 'Ends the loop',
  continue: 'Ends this iteration',
  return: 'Ends the workflow',
} as const;
