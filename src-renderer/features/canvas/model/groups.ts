import type { StepGroup, StepId } from '@shared/workflow/model';
import { freeStepId } from '@shared/workflow/step-id';
import { boundsOf, type Box } from './geometry';

// The frames around groups follow from where their steps are; the file holds no places for them.

/** The tints of both themes: they are mixed with the ground. */
const tints = {
  grey: '#8a97a3',
  blue: '#3f82e0',
  green: '#2fa565',
  yellow: '#d0a11c',
  pink: '#d7558a',
} as const;

export const groupColours = Object.keys(tints) as readonly (keyof typeof tints)[];

/** Colours that are not known are grey: the file may be of a newer studio. */
export function groupTint({ color }: Pick<StepGroup, 'color'>): string {
  return color !== undefined && Object.hasOwn(tints, color)
    ? tints[color as keyof typeof tints]
    : tints.grey;
}

const padding = { top: 36, side: 16, bottom: 24 };

export interface DrawnGroup {
  readonly group: StepGroup;
  readonly box: Box;
  /** Its steps that are drawn. */
  readonly steps: readonly StepId[];
}

/** Groups with the box around their steps; those with no step in sight are left out. */
export function drawnGroups(
  groups: readonly StepGroup[],
  boxes: ReadonlyMap<StepId, Box>,
  isHidden: (id: StepId) => boolean,
): readonly DrawnGroup[] {
  return groups.flatMap((group) => {
    const steps = group.steps.filter((id) => boxes.has(id) && !isHidden(id));
    const bounds = boundsOf(steps.flatMap((id) => boxes.get(id) ?? []));
    if (!bounds) return [];
    const box = {
      x: bounds.x - padding.side,
      y: bounds.y - padding.top,
      width: bounds.width + 2 * padding.side,
      height: bounds.height + padding.top + padding.bottom,
    };
    return [{ group, box, steps }];
  });
}

export function freeGroupId(groups: readonly StepGroup[]): string {
  return freeStepId('group', new Set(groups.map(({ id }) => id)));
}

export function groupOf(groups: readonly StepGroup[], step: StepId): StepGroup | undefined {
  return groups.find(({ steps }) => steps.includes(step));
}

/** What is called when nothing is. */
export function groupTitle(group: StepGroup): string {
  return group.title ?? 'Group';
}

export function countOf(steps: number): string {
  return steps === 1 ? '1 step' : `${steps} steps`;
}
