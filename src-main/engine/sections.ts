import type { AppErrorData } from '@shared/errors/app-error';
import type { SharedStep } from '@shared/workflow/graph/parts';
import type { Step, StepId } from '@shared/workflow/model';

// Why the parts of a container's graph cannot run. The validator says the same with places.

export function sectionProblem(container: StepId, { step, parts }: SharedStep): AppErrorData {
  const [one, other] = parts.map((part) =>
    part === null ? 'the main part' : `the section of "${part}"`,
  );
  return {
    code: 'GRAPH_SECTION',
    kind: 'user',
    message: `Step "${step}" in "${container}" follows from ${String(one)} and from ${String(other)}; it can belong to one only.`,
    hint: 'Remove one of the edges that lead to it, or give each part a step of its own.',
    details: { container, step, parts: [...parts] },
  };
}

export function misplacedEntry(step: Step): AppErrorData {
  return {
    code: 'ENTRY_OUTSIDE',
    kind: 'user',
    message: `Step "${step.id}" of the kind "${step.kind}" begins a part of a container, but stands in none that knows it.`,
    hint: 'Move it directly into the container it belongs to, or remove it.',
    details: { step: step.id, kind: step.kind },
  };
}

/** A step of a container that runs only what its entries begin. */
export function strayStep(container: Step, step: Step): AppErrorData {
  return {
    code: 'GRAPH_STRAY',
    kind: 'user',
    message: `Step "${step.id}" in "${container.id}" follows from no part of it, so it would never run.`,
    hint: 'Connect it behind an entry step of the container, or remove it.',
    details: { container: container.id, step: step.id },
  };
}
