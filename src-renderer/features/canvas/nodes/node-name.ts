import type { StepDefinition } from '@shared/steps/define-step';
import type { StepId } from '@shared/workflow/model';
import type { Problem } from '@shared/workflow/problem';
import type { StepNodeData } from '../model/canvas-node';
import type { StepBadge } from '../../runs';
import { leaveWords } from '../model/addable';
import { problemText } from './problem-marker';
import { badgeText } from './step-badge';

/** `Fetch orders, HTTP request, failed, 2 errors`: what a screen reader says of a node. */
export function nodeName(
  data: StepNodeData,
  definition: StepDefinition | undefined,
  badge: StepBadge | undefined,
  problems: readonly Problem[],
  /** What the debugger says of it. */
  debug: readonly (string | undefined)[] = [],
): string {
  return [
    data.step.title ?? data.step.id,
    definition?.title ?? `unknown kind ${data.step.kind}`,
    definition?.leaves === undefined ? '' : leaveWords[definition.leaves].toLowerCase(),
    data.step.disabled ? 'disabled' : '',
    data.pinned ? 'pinned' : '',
    badge ? badgeText(badge, data.step.retry?.attempts) : '',
    problemText(problems),
    ...debug,
  ]
    .filter(Boolean)
    .join(', ');
}

/** The element id that the canvas names as its active descendant. */
export function nodeElementId(id: StepId): string {
  return `canvas-step-${id}`;
}
