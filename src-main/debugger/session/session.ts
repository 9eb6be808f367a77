import type { Breakpoint, BreakpointStatus, ErrorStops } from '@shared/debug/breakpoints';
import type { CodeDebugHook, CodePause, CodeTarget } from '@shared/debug/code-target';
import type { Branch, StepMode, Stop, StopEdit } from '@shared/debug/stops';
import type { ContentHash, RunId } from '@shared/lib/ids';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { ContinueReason } from '@shared/runs/debug-events';
import type { RunEvent } from '@shared/runs/events';
import type { RunState } from '@shared/runs/state';
import type { Workflow } from '@shared/workflow/model';
import type {
  Again,
  DebugControls,
  GatePoint,
  HeldAction,
  HeldStep,
  PauseRequest,
  RunDebugger,
} from '../../engine/gates/debug-port';
import { stopGone } from '../../engine/gates/stop-errors';
import type { RunHandle } from '../../engine/types';
import type { DebugSession, SessionEvent } from '../types';
import { BreakpointTable } from './breakpoint-table';
import { CodeStops } from './code-stops';
import { reasonOf } from './expressions';
import { Gatekeeper } from './gatekeeper';
import { KnownWorkflows } from './known-workflows';
import { stopOf } from './stop-view';

export interface SessionOptions {
  readonly run: RunId;
  readonly breakpoints?: readonly Breakpoint[];
  readonly errorStops?: ErrorStops;
  /** It stops before the first step. */
  readonly stopOnEntry?: boolean;
  readonly hold?: 'all' | 'one';
  /** It looks at the run no longer. */
  readonly onDetached?: () => void;
}

interface Standing {
  readonly held: HeldStep;
  stop: Stop;
}

/** One run under the debugger, from its first event on or from the moment it is attached to. */
export class LiveSession implements DebugSession, RunDebugger {
  readonly run: RunId;
  readonly done: Promise<RunState>;
  private readonly known = new KnownWorkflows();
  private readonly table = new BreakpointTable(this.known);
  private readonly gatekeeper: Gatekeeper;
  private readonly codes: CodeStops;
  private readonly listeners = new Set<(event: SessionEvent) => void>();
  private readonly standing = new Map<number, Standing>();
  private readonly end = Promise.withResolvers<RunState>();
  private controls: DebugControls | null = null;
  private handle: RunHandle | null = null;
  private lastStop = 0;
  private detached = false;

  constructor(private readonly options: SessionOptions) {
    this.run = options.run;
    this.done = this.end.promise;
    // Nobody has to wait for it.
    this.done.catch(() => undefined);
    this.gatekeeper = new Gatekeeper(this.table, {
      onOutput: (text, point) => this.print(text, point),
      onStatus: (status) => this.tell({ type: 'breakpoint', status }),
    });
    this.codes = new CodeStops(this.table, this.gatekeeper, {
      hold: (point, request, resume) => this.controls?.holdCode(point, request, resume) ?? false,
      gone: (point) => this.controls?.codeGone(point),
      onStatus: (status) => this.tell({ type: 'breakpoint', status }),
      onOutput: (text, point, line) => this.print(text, point, line),
    });
    this.gatekeeper.hold = options.hold ?? 'all';
    this.gatekeeper.entry = options.stopOnEntry ?? false;
    if (options.errorStops !== undefined) this.gatekeeper.errors = options.errorStops;
    this.table.set(options.breakpoints ?? []);
  }

  /** The run is there. */
  bind(handle: RunHandle): void {
    this.handle = handle;
    handle.done.then(
      (state) => {
        this.forgetStops();
        this.end.resolve(state);
        this.tell({ type: 'ended', state });
      },
      (error: unknown) => {
        this.forgetStops();
        this.end.reject(error as Error);
        this.tell({ type: 'output', category: 'stderr', text: reasonOf(error) });
        this.tell({ type: 'ended', state: handle.state() });
      },
    );
  }

  get hold(): 'all' | 'one' {
    return this.gatekeeper.hold;
  }

  set hold(mode: 'all' | 'one') {
    this.gatekeeper.hold = mode;
  }

  branches(): readonly Branch[] {
    return (this.controls?.branches() ?? []).map(({ began, ...branch }) => ({
      ...branch,
      name: began ?? 'main',
    }));
  }

  stops(): readonly Stop[] {
    return [...this.standing.values()].map(({ stop }) => stop);
  }

  setBreakpoints(breakpoints: readonly Breakpoint[]): readonly BreakpointStatus[] {
    const before = this.table.stepsWithLines;
    const statuses = this.table.set(breakpoints);
    if (before.size > 0 || this.table.stepsWithLines.size > 0) this.updateCode();
    return statuses;
  }

  setErrorStops(stops: ErrorStops): void {
    this.gatekeeper.errors = stops;
    this.updateCode();
  }

  pause(branch?: number): void {
    this.gatekeeper.pause(branch ?? null);
    this.codes.pause(branch ?? null);
    this.controls?.holdWaiting(branch ?? null, { reason: 'pause' });
  }

  resume(branch: number, how: 'continue' | StepMode, all = false): void {
    const stands = [...this.standing.values()];
    const first = stands.find(({ stop }) => stop.branch === branch);
    const step = how === 'continue' || !first ? null : { mode: how, depth: first.stop.path.length };
    this.gatekeeper.letGo(branch, step, all);
    const going = all ? stands : stands.filter((one) => one.stop.branch === branch);
    for (const { held, stop } of going) {
      const code = stop.place === 'line' ? this.codes.at(held.point) : null;
      const own = stop.branch === branch ? how : 'continue';
      if (code !== null) code.how = own;
      void this.act(stop.id, { type: 'go', how: own }).catch((error: unknown) => {
        this.tell({ type: 'output', category: 'stderr', text: reasonOf(error) });
      });
    }
  }

  runTo(branch: number, step: string): void {
    this.gatekeeper.runTo(step);
    this.resume(branch, 'continue', true);
  }

  jump(stop: number, step: string, again: Again = 'reuse'): Promise<void> {
    return this.go(stop, { type: 'jump', to: step, again });
  }

  restart(stop: number, config?: JsonObject, again: Again = 'reuse'): Promise<void> {
    return this.go(stop, { type: 'restart', again, ...(config !== undefined && { config }) });
  }

  skip(stop: number, output: JsonValue, taken?: readonly string[]): Promise<void> {
    return this.go(stop, { type: 'skip', output, ...(taken !== undefined && { taken }) });
  }

  async edit(stop: number, edit: StopEdit): Promise<void> {
    const { held } = this.find(stop);
    await this.needControls().edit(held, edit);
    const standing = this.standing.get(stop);
    if (standing === undefined) return;
    standing.stop = stopOf(stop, held);
    this.gatekeeper.look(held.point);
  }

  overrides(): ReadonlyMap<string, JsonObject> {
    return this.controls?.overrides() ?? new Map();
  }

  code(stop: number): { readonly target: CodeTarget; readonly pause: CodePause } | null {
    const standing = this.standing.get(stop);
    if (standing?.stop.place !== 'line') return null;
    const code = this.codes.at(standing.held.point);
    return code?.pause ? { target: code.target, pause: code.pause } : null;
  }

  async cancel(reason: string): Promise<void> {
    await this.handle?.cancel(reason);
  }

  async detach(then: 'continue' | 'cancel' | 'stay'): Promise<void> {
    this.detached = true;
    if (then === 'cancel') await this.cancel('Stopped in the debugger.');
    else if (then === 'continue') {
      const ids = [...this.standing.keys()];
      await Promise.allSettled(ids.map((id) => this.act(id, { type: 'go', how: 'continue' })));
    }
    this.handle?.attach(null);
    this.options.onDetached?.();
    this.listeners.clear();
  }

  on(listener: (event: SessionEvent) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  attached(controls: DebugControls, workflow: Workflow, hash: ContentHash): void {
    this.controls = controls;
    this.called(workflow, hash);
  }

  ask(point: GatePoint): PauseRequest | null {
    return this.detached ? null : this.gatekeeper.ask(point);
  }

  stopped(held: HeldStep): void {
    if (held.request.reason !== 'held') this.gatekeeper.arrived(held.branch);
    this.lastStop += 1;
    const stop = stopOf(this.lastStop, held);
    this.standing.set(stop.id, { held, stop });
    this.tell({ type: 'stopped', stop });
    this.tell({ type: 'branches' });
  }

  continued(held: HeldStep, _how: ContinueReason): void {
    for (const [id, standing] of this.standing) {
      if (standing.held !== held) continue;
      this.standing.delete(id);
      this.tell({ type: 'continued', branch: held.branch });
    }
    this.tell({ type: 'branches' });
  }

  branched(child: number, parent: number): void {
    this.gatekeeper.branched(child, parent);
    this.tell({ type: 'branches' });
  }

  merged(branch: number, into: number): void {
    this.gatekeeper.merged(branch, into);
    this.tell({ type: 'branches' });
  }

  called(workflow: Workflow, hash: ContentHash): void {
    if (!this.known.add(workflow, hash)) return;
    for (const status of this.table.checkAgain()) this.tell({ type: 'breakpoint', status });
  }

  published(events: readonly RunEvent[]): void {
    if (this.listeners.size > 0) this.tell({ type: 'events', events });
  }

  codeHook(point: GatePoint): CodeDebugHook | null {
    return this.detached ? null : this.codes.hookFor(point);
  }

  /** What a person does about one stop lets its branch go on, and no other. */
  private async go(stop: number, action: HeldAction): Promise<void> {
    const { held } = this.find(stop);
    this.gatekeeper.letGo(held.branch, null, false);
    await this.act(stop, action);
    this.gatekeeper.averted(held.point);
  }

  private async act(stop: number, action: HeldAction): Promise<void> {
    const { held } = this.find(stop);
    await this.needControls().act(held, action);
  }

  private find(stop: number): Standing {
    const standing = this.standing.get(stop);
    if (standing === undefined) throw stopGone(`stop ${stop}`);
    return standing;
  }

  private needControls(): DebugControls {
    if (this.controls === null) throw stopGone('run');
    return this.controls;
  }

  private forgetStops(): void {
    for (const [id, { held }] of this.standing) {
      this.standing.delete(id);
      this.tell({ type: 'continued', branch: held.branch });
    }
  }

  private updateCode(): void {
    void this.codes.update().catch((error: unknown) => {
      this.tell({ type: 'output', category: 'stderr', text: reasonOf(error) });
    });
  }

  private print(text: string, { step }: GatePoint, line?: number): void {
    const event = { type: 'output', category: 'console', text, step } as const;
    this.tell(line === undefined ? event : { ...event, line });
  }

  private tell(event: SessionEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}
