import type {
  BoundBreakpoint,
  CodeDebugHook,
  CodePause,
  CodeTarget,
} from '@shared/debug/code-target';
import type { BreakpointStatus } from '@shared/debug/breakpoints';
import type { StepMode } from '@shared/debug/stops';
import type { StopReason } from '@shared/runs/debug-events';
import type { GatePoint, PauseRequest } from '../../engine/gates/debug-port';
import type { BreakpointState } from './breakpoint-state';
import type { BreakpointTable } from './breakpoint-table';
import { reasonOf } from './expressions';
import type { Gatekeeper } from './gatekeeper';

/** Code that is at work under the debugger. */
export interface CodeAtWork {
  readonly point: GatePoint;
  readonly target: CodeTarget;
  pause: CodePause | null;
  /** How it goes on from its pause. */
  how: 'continue' | StepMode;
}

export interface CodeStopsOwner {
  hold(point: GatePoint, request: PauseRequest, resume: () => void): boolean;
  gone(point: GatePoint): void;
  onStatus(status: BreakpointStatus): void;
  onOutput(text: string, point: GatePoint, line?: number): void;
}

/** The session's side of debugging code: one target for each attempt that runs. */
export class CodeStops {
  private readonly atWork = new Set<CodeAtWork>();

  constructor(
    private readonly table: BreakpointTable,
    private readonly gatekeeper: Gatekeeper,
    private readonly owner: CodeStopsOwner,
  ) {}

  /** For all code, also where nothing is to stop so far: an endless loop must be paused anywhere. */
  hookFor(point: GatePoint): CodeDebugHook {
    return {
      attach: (target, gone) => this.attach({ point, target, pause: null, how: 'continue' }, gone),
    };
  }

  /** The code of a stop; null when it is none of code. */
  at(point: GatePoint): CodeAtWork | null {
    for (const code of this.atWork) if (isSame(code.point, point)) return code;
    return null;
  }

  pause(branch: number | null): void {
    for (const code of this.atWork) {
      if (code.pause === null && (branch === null || code.point.branch === branch)) {
        void code.target.pause().catch(() => undefined);
      }
    }
  }

  /** Breakpoints or error stops were changed: code at work hears of it. */
  async update(): Promise<void> {
    await Promise.all([...this.atWork].map((code) => this.arm(code)));
  }

  private async attach(code: CodeAtWork, gone: Promise<void>): Promise<void> {
    this.atWork.add(code);
    const { point, target } = code;
    const stopListening = [
      target.onPaused((pause) => void this.onPaused(code, pause)),
      target.onResumed(() => (code.pause = null)),
      target.onBreakpointFailed(({ id, message }) => this.failed(id, message, point)),
    ];
    void gone.finally(() => {
      for (const stop of stopListening) stop();
      this.atWork.delete(code);
      this.owner.gone(point);
    });
    await this.arm(code);
    const { branch } = point;
    if (this.gatekeeper.stepsInto(branch) || this.gatekeeper.isPausing(branch)) {
      await target.pause();
    }
  }

  private async arm({ point, target }: CodeAtWork): Promise<void> {
    const lines = this.table.linesOf(point.step).filter((one) => one.belongsTo(point.workflow));
    const uncaught = this.gatekeeper.stopsAtUncaughtIn(point) ? 'uncaught' : 'none';
    const [bound] = await Promise.all([
      target.setBreakpoints(lines.flatMap(toCode)),
      target.stopOnErrors(this.gatekeeper.errors.all ? 'all' : uncaught),
    ]);
    for (const one of bound) this.bind(one);
  }

  private bind(bound: BoundBreakpoint): void {
    const state = this.table.find(bound.id);
    if (state === null) return;
    const before = state.status();
    state.bind(bound);
    const after = state.status();
    const isNews = after.verified !== before.verified || after.line !== before.line;
    if (isNews) this.owner.onStatus(after);
  }

  private failed(id: string, message: string, point: GatePoint): void {
    const state = this.table.find(id);
    if (state?.fail(message) !== true) return;
    this.owner.onOutput(`Breakpoint in ${point.title}: ${message}`, point);
    this.owner.onStatus(state.status());
  }

  private async onPaused(code: CodeAtWork, pause: CodePause): Promise<void> {
    code.pause = pause;
    const { point, target } = code;
    const hit = pause.reason === 'breakpoint' ? await this.hitsOf(code, pause) : [];
    if ((pause.reason === 'breakpoint' && hit.length === 0) || !this.isMeantError(code, pause)) {
      // Only counted or logged, or another error: whatever was asked for goes on. Code that is gone needs nothing.
      await target.carryOn().catch(() => undefined);
      return;
    }
    code.how = 'continue';
    this.gatekeeper.arrived(point.branch);
    const place = pause.frames[0]?.place;
    const held = this.owner.hold(
      point,
      {
        reason: reasonOfPause(pause),
        ...(hit.length > 0 && { breakpoints: hit.map(({ id }) => id) }),
        ...(place !== undefined && { line: place.line, column: place.column }),
        ...(pause.error !== undefined && { what: pause.error.text }),
      },
      () => void this.resume(target, code.how),
    );
    if (!held) await this.resume(target, 'continue');
  }

  private isMeantError({ point }: CodeAtWork, { reason, error }: CodePause): boolean {
    if (reason !== 'exception') return true;
    return this.gatekeeper.stopsAtCodeError(point, error?.text ?? '', error?.uncaught === true);
  }

  private async hitsOf(
    { point, target }: CodeAtWork,
    pause: CodePause,
  ): Promise<readonly BreakpointState[]> {
    const states = pause.breakpoints.flatMap((id) => this.table.find(id) ?? []);
    const hit = states.filter((state) => this.gatekeeper.stopsAt(state, point));
    for (const state of hit) await this.log(state, point, target, pause);
    return hit.filter(({ breakpoint }) => breakpoint.logMessage === undefined);
  }

  /** A log point in code: its bindings are JavaScript of the frame. */
  private async log(
    { breakpoint }: BreakpointState,
    point: GatePoint,
    target: CodeTarget,
    { frames }: CodePause,
  ): Promise<void> {
    const { logMessage } = breakpoint;
    const [frame] = frames;
    if (logMessage === undefined || frame === undefined) return;
    const parts = logMessage.split(/\{\{(.*?)\}\}/s);
    const texts = await Promise.all(
      parts.map((part, at) => {
        if (at % 2 === 0) return part;
        const value = target.evaluate(frame.id, part.trim(), false);
        return value.then(
          ({ text }) => text,
          (error: unknown) => `<${reasonOf(error)}>`,
        );
      }),
    );
    this.owner.onOutput(texts.join(''), point, frame.place.line);
  }

  private async resume(target: CodeTarget, how: CodeAtWork['how']): Promise<void> {
    // Code that is gone needs no resuming.
    await target.resume(how).catch(() => undefined);
  }
}

function toCode({ breakpoint }: BreakpointState) {
  const { id, target, condition } = breakpoint;
  if (target.type !== 'line') return [];
  const { line, column } = target;
  return [
    {
      id,
      line,
      ...(column !== undefined && { column }),
      ...(condition !== undefined && { condition }),
    },
  ];
}

function isSame(one: GatePoint, other: GatePoint): boolean {
  return one.step === other.step && one.path === other.path && one.attempt === other.attempt;
}

function reasonOfPause({ reason }: CodePause): StopReason {
  switch (reason) {
    case 'debugger':
      return 'breakpoint';
    default:
      return reason;
  }
}
