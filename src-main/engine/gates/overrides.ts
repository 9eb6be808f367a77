import type { ContentHash } from '@shared/lib/ids';
import type { JsonObject } from '@shared/lib/json';
import type { Frame } from '../frame';
import { planWithConfig, type StepPlan } from '../plan';
import type { ExecutableKind } from '../types';

interface Override {
  readonly step: string;
  readonly config: JsonObject;
  /** Made when first needed. */
  plan: StepPlan | null;
}

/** Settings that a person changed for the rest of a run. */
export class Overrides {
  private readonly known = new Map<string, Override>();

  constructor(private readonly kinds: ReadonlyMap<string, ExecutableKind>) {}

  set(workflow: ContentHash, step: string, config: JsonObject): void {
    this.known.set(`${workflow} ${step}`, { step, config, plan: null });
  }

  planOf(frame: Frame, plan: StepPlan): StepPlan {
    if (this.known.size === 0) return plan;
    const override = this.known.get(`${frame.hash} ${plan.id}`);
    if (override === undefined) return plan;
    override.plan ??= this.changed(frame, plan, override.config);
    return override.plan;
  }

  /** How the step would be with other settings. */
  changed(frame: Frame, plan: StepPlan, config: JsonObject): StepPlan {
    return planWithConfig(plan, config, frame.plan.workflow, this.kinds);
  }

  all(): ReadonlyMap<string, JsonObject> {
    return new Map([...this.known.values()].map(({ step, config }) => [step, config]));
  }
}
