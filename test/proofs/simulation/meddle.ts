import type {
  DebugControls,
  GatePoint,
  HeldAction,
  HeldStep,
  PauseRequest,
  RunDebugger,
} from '../../../src-main/engine/gates/debug-port';
import type { Graph, Workflow } from '../../../src-shared/workflow/model';
import type { Dice } from './random';

/** A person at the debugger who stops anywhere, and does anything. */
export class Meddler implements RunDebugger {
  acts = 0;
  private controls: DebugControls | null = null;
  private workflow: Workflow | null = null;

  constructor(
    private readonly dice: Dice,
    /** So often; after that the run goes on alone. */
    private readonly patience: number,
  ) {}

  attached(controls: DebugControls, workflow: Workflow): void {
    this.controls = controls;
    this.workflow = workflow;
  }

  ask(_point: GatePoint): PauseRequest | null {
    return this.acts < this.patience && this.dice.chance(0.15) ? { reason: 'pause' } : null;
  }

  /** Does something about one that stands; false when nothing does. Refusals are answers too. */
  async act(): Promise<boolean> {
    const held = this.controls?.held() ?? [];
    const [first] = held;
    if (this.controls === null || first === undefined) return false;
    const one = held[this.dice.below(held.length)] ?? first;
    this.acts += 1;
    try {
      if (this.acts < this.patience && this.dice.chance(0.3)) await this.edit(this.controls, one);
      await this.controls.act(one, this.acts < this.patience ? this.any(one) : goOn);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (this.controls.held().includes(one)) await this.controls.act(one, goOn);
    }
    return true;
  }

  private async edit(controls: DebugControls, held: HeldStep): Promise<void> {
    const value = this.dice.below(100);
    const type = this.dice.pick(['variable', 'output', 'variable'] as const);
    if (type === 'variable') await controls.edit(held, { type, name: 'last', value });
    else if (held.point.place === 'after' || held.point.place === 'wire') {
      await controls.edit(held, { type, value: { salt: value } });
    }
  }

  private any(held: HeldStep): HeldAction {
    const again = this.dice.pick(['reuse', 'live'] as const);
    switch (this.dice.below(6)) {
      case 0:
        return { type: 'skip', output: { salt: this.dice.below(100) } };
      case 1:
        return { type: 'restart', again };
      case 2:
        return { type: 'jump', to: this.anyStepBeside(held.point.step), again };
      default:
        return goOn;
    }
  }

  private anyStepBeside(step: string): string {
    const graph = this.workflow === null ? null : graphWith(this.workflow, step);
    const ids = [...(graph?.steps.keys() ?? [])];
    return ids[this.dice.below(ids.length)] ?? 'nowhere';
  }

  stopped(): void {
    // It is found among those that stand.
  }

  continued(): void {
    // As above.
  }

  branched(): void {
    // Nobody looks at branches.
  }

  merged(): void {
    // As above.
  }

  called(): void {
    // All there is to know is in the workflow.
  }

  published(): void {
    // The log is kept elsewhere.
  }

  codeHook(): null {
    return null;
  }
}

const goOn: HeldAction = { type: 'go', how: 'continue' };

function isRefusal(error: unknown): boolean {
  const code = (error as { readonly code?: unknown }).code;
  return code === 'JUMP_OUTSIDE' || code === 'STOP_CANNOT' || code === 'STOP_GONE';
}

function graphWith(graph: Graph, step: string): Graph | null {
  if (graph.steps.has(step)) return graph;
  for (const { body } of graph.steps.values()) {
    const found = body === undefined ? null : graphWith(body, step);
    if (found !== null) return found;
  }
  return null;
}
