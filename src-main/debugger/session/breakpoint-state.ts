import type { Breakpoint, BreakpointStatus } from '@shared/debug/breakpoints';
import type { BoundBreakpoint, CodePlace } from '@shared/debug/code-target';
import { parseDataPath, type DataPath } from '@shared/debug/data-path';
import { parseHitCondition } from '@shared/debug/hit-condition';
import type { ContentHash } from '@shared/lib/ids';
import { canonicalEdge, type KnownWorkflows } from './known-workflows';

const noPlace = 'Code cannot be stopped at this line. Choose a line with a statement.';

/** A breakpoint in one session: whether it can be hit, and how often it was. */
export class BreakpointState {
  hits = 0;
  /** The workflow that it belongs to; null for one of no workflow, or of none that is known. */
  workflow: ContentHash | null = null;
  readonly path: DataPath | null;
  readonly edge: string | null;
  private readonly hitCondition: ((hits: number) => boolean) | null;
  /** Why it cannot be hit; null when it can. */
  private problem: string | null = null;
  /** What went wrong with its condition or message. */
  private failure: string | null = null;
  /** Of a line, once code has said where it stands. */
  private place: CodePlace | null = null;
  private note: string | null = null;

  constructor(readonly breakpoint: Breakpoint) {
    const { target, hitCondition } = breakpoint;
    this.path = target.type === 'data' ? parseDataPath(target.path) : null;
    this.edge = target.type === 'wire' ? canonicalEdge(target.edge) : null;
    this.hitCondition = hitCondition === undefined ? null : parseHitCondition(hitCondition);
  }

  get id(): string {
    return this.breakpoint.id;
  }

  status(): BreakpointStatus {
    const message = this.problem ?? this.failure ?? this.note;
    return {
      id: this.id,
      verified: this.problem === null,
      ...(message !== null && { message }),
      ...this.placeOf(),
      hits: this.hits,
    };
  }

  /** Looks for what it stands at. */
  check(known: KnownWorkflows): void {
    this.problem = this.problemIn(known);
  }

  /** Whether it is of the workflow in which a gate was reached. */
  belongsTo(workflow: ContentHash): boolean {
    return this.workflow === null || this.workflow === workflow;
  }

  /** One more hit, the first of which counts 1: whether it counts. */
  hit(): boolean {
    this.hits += 1;
    return this.hitCondition === null || this.hitCondition(this.hits);
  }

  /** False when that was told before. */
  fail(reason: string): boolean {
    if (this.failure !== null) return false;
    this.failure = reason;
    return true;
  }

  /** Code has said where it stands in it. */
  bind({ place, message }: BoundBreakpoint): void {
    this.problem = place === null ? (message ?? noPlace) : null;
    this.note = place === null ? null : (message ?? null);
    if (place !== null) this.place = place;
  }

  private placeOf(): Partial<BreakpointStatus> {
    const { target } = this.breakpoint;
    if (this.place !== null) return this.place;
    return target.type === 'line' ? { line: target.line } : {};
  }

  private problemIn(known: KnownWorkflows): string | null {
    const { target, hitCondition } = this.breakpoint;
    if (hitCondition !== undefined && this.hitCondition === null) {
      return `"${hitCondition}" is no hit count. Write a number, or for example >= 5 or % 10.`;
    }
    switch (target.type) {
      case 'step':
        return this.stepProblem(known, target.step);
      case 'line': {
        const problem = this.stepProblem(known, target.step);
        if (problem !== null) return problem;
        const code = known.step(target.step)?.config['code'];
        if (typeof code !== 'string') return `Step "${target.step}" has no code.`;
        return target.line > code.split('\n').length
          ? `The code of step "${target.step}" has no line ${target.line}.`
          : null;
      }
      case 'wire':
        this.workflow = known.ofEdge(this.edge ?? '');
        return this.workflow === null ? `There is no wire ${target.edge} any more.` : null;
      case 'kind':
        return known.hasKind(target.kind)
          ? null
          : `No step of the kind "${target.kind}" is in the workflow.`;
      case 'data':
        if (this.path === null) {
          return `"${target.path}" is no path. Write vars.<name> or steps.<id>, and what follows.`;
        }
        return this.path.root === 'steps' ? this.stepProblem(known, this.path.name) : null;
    }
  }

  private stepProblem(known: KnownWorkflows, step: string): string | null {
    this.workflow = known.ofStep(step);
    if (this.workflow !== null) return null;
    return `There is no step "${step}" in the workflow, or in one that it has called so far.`;
  }
}
