import { analyzeTemplate } from '@shared/expressions/analyze';
import type { Step } from '@shared/workflow/model';
import { ownOutput } from '@shared/workflow/typing/own-output';

/** What a step says about what an attempt costs. */
export type CostPlan =
  | { readonly amount: number }
  | {
      readonly template: string;
      /** It says nothing about an attempt that gave none. */
      readonly wantsOutput: boolean;
    };

export function compileCost({ cost }: Step): CostPlan | null {
  if (cost === undefined) return null;
  if (typeof cost === 'number') return { amount: cost };
  const { references } = analyzeTemplate(cost);
  return { template: cost, wantsOutput: references.some(({ root }) => root === ownOutput) };
}
