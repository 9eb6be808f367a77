import type { Type } from '../../types/type';
import type { StepId, Workflow } from '../model';

/** What is known beside the workflow's own text. All of it may be missing. */
export interface TypeEvidence {
  /** What the code of steps returns, as TypeScript says. */
  readonly code?: ReadonlyMap<StepId, Type>;
  /** Types of recorded outputs. */
  readonly outputs?: ReadonlyMap<StepId, Type>;
  /** The type of a recorded input. */
  readonly input?: Type;
  /** The workflow that a reference leads to, and the key it is known by. */
  readonly resolveWorkflow?: (
    reference: string,
    from: string | null,
  ) => { readonly key: string; readonly workflow: Workflow } | undefined;
}
