import type { ResolvedValue } from '@shared/expressions/types';
import type { Leave } from '@shared/runs/events';
import type { StepOutcome } from '../../engine/types';
import { plainJson } from './plain-json';

/** Leaves with the value when its condition holds, and otherwise goes on with it. */
export function leaveWhen(
  leaves: Leave,
  config: { readonly when: boolean; readonly value?: ResolvedValue | undefined },
): StepOutcome {
  const output = plainJson(config.value ?? null);
  return config.when ? { output, leaves } : { output };
}
