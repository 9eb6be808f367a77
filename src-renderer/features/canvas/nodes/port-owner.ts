import type { StepId } from '@shared/workflow/model';

/** Whose port it is: a folded group shows ports of the steps in it. */
export interface PortOwner {
  readonly step: StepId;
  readonly title: string;
  /** The port's own name there. */
  readonly port: string;
}
