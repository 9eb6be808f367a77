import type { Problem } from '@shared/workflow/problem';

/** The worst problem of each step; hints are not marked. */
export function severities(problems: readonly Problem[]): ReadonlyMap<string, 'error' | 'warning'> {
  const worst = new Map<string, 'error' | 'warning'>();
  for (const { step, severity } of problems) {
    if (step === undefined || severity === 'hint') continue;
    if (worst.get(step) !== 'error') worst.set(step, severity);
  }
  return worst;
}
