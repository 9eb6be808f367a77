import { anchorLine } from '@shared/debug/anchor-line';
import type { Breakpoint, BreakpointStatus, ErrorStops } from '@shared/debug/breakpoints';
import { isHitCondition } from '@shared/debug/hit-condition';
import { allScopes } from '@shared/workflow/graph/scopes';
import { codeOf } from '@shared/workflow/step-code';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { DebugHost } from './host';
import type { TextSource } from './sources';

// The breakpoints of one client: a group per source, and one each for functions, data, the
// studio's own and those of the file. Each request of the protocol replaces its group.

export interface OwnBreakpoint {
  /** The number that the client knows it by. */
  readonly number: number;
  /** Null: it stands at nothing, and `message` says why. */
  readonly breakpoint: Breakpoint | null;
  readonly message?: string;
  /** Where it is shown in a source. */
  readonly place?: { readonly line: number; readonly column: number; readonly source: TextSource };
}

export class BreakpointGroups {
  errorStops: ErrorStops = { all: false, uncaught: false };
  /** A run without debugging stops at none. */
  disabled = false;
  private last = 0;
  private readonly groups = new Map<string, readonly OwnBreakpoint[]>();
  private readonly statuses = new Map<string, BreakpointStatus>();
  /** Made when it is first asked for; ten thousand are looked up ten thousand times. */
  private byId: ReadonlyMap<string, OwnBreakpoint> | null = null;

  constructor(
    private readonly host: DebugHost,
    /** Makes ids unique among the clients of one run. */
    private readonly client: string,
  ) {}

  nextNumber(): number {
    this.last += 1;
    return this.last;
  }

  idOf(number: number): string {
    return `${this.client}:${number}`;
  }

  replace(group: string, breakpoints: readonly OwnBreakpoint[]): void {
    this.groups.set(group, breakpoints);
    this.byId = null;
  }

  /** What the session is to stop at: lines are where their text is in the code as it is. */
  forSession(source: TextSource | null): readonly Breakpoint[] {
    const found: Breakpoint[] = [];
    if (this.disabled) return found;
    for (const { breakpoint } of this.all()) {
      if (breakpoint === null) continue;
      const anchored = anchoredIn(breakpoint, source, this.host);
      if ('reason' in anchored) {
        const message = `It stands nowhere: ${anchored.reason}.`;
        this.statuses.set(breakpoint.id, { id: breakpoint.id, verified: false, message, hits: 0 });
      } else {
        this.statuses.delete(breakpoint.id);
        found.push(anchored.breakpoint);
      }
    }
    return found;
  }

  /** Keeps what the session says; true when the client does not know it yet. */
  note(status: BreakpointStatus): OwnBreakpoint | null {
    const own = this.find(status.id);
    if (own) this.statuses.set(status.id, status);
    return own ?? null;
  }

  find(id: string): OwnBreakpoint | undefined {
    this.byId ??= new Map([...this.all()].map((own) => [own.breakpoint?.id ?? '', own]));
    return this.byId.get(id);
  }

  status(own: OwnBreakpoint): BreakpointStatus {
    const id = own.breakpoint?.id ?? this.idOf(own.number);
    const known = this.statuses.get(id);
    if (known) return known;
    return {
      id,
      verified: own.breakpoint !== null && own.message === undefined,
      ...(own.message !== undefined && { message: own.message }),
      hits: 0,
    };
  }

  /** By the number that the client knows, for `hitBreakpointIds`. */
  numbersOf(ids: readonly string[]): number[] {
    return ids.flatMap((id) => this.find(id)?.number ?? []);
  }

  private *all(): Generator<OwnBreakpoint> {
    const seen = new Set<string>();
    for (const group of this.groups.values()) {
      for (const own of group) {
        const id = own.breakpoint?.id;
        if (id !== undefined && seen.has(id)) continue;
        if (id !== undefined) seen.add(id);
        yield own;
      }
    }
  }
}

type Anchored = { readonly breakpoint: Breakpoint } | { readonly reason: string };

function anchoredIn(breakpoint: Breakpoint, source: TextSource | null, host: DebugHost): Anchored {
  const { target } = breakpoint;
  if (target.type !== 'line' || target.text === undefined) return { breakpoint };
  const step = source?.workflow && allScopes(source.workflow).get(target.step)?.step;
  const code = step && codeOf(step, host.kinds.find);
  // A step of a called workflow: the session knows it once it has been called.
  if (code === undefined || code === null) return { breakpoint };
  const anchored = anchorLine(code, target);
  if (anchored.line === null) return { reason: anchored.reason };
  return { breakpoint: { ...breakpoint, target: { ...target, line: anchored.line } } };
}

/** Why a breakpoint cannot work, whatever it stands at; undefined when it can. */
export function wrongCondition(hitCondition: string | undefined): string | undefined {
  if (hitCondition === undefined || hitCondition.trim() === '') return undefined;
  if (isHitCondition(hitCondition)) return undefined;
  return `"${hitCondition.slice(0, 50)}" is no hit count. Write 5, >= 5 or % 5.`;
}

export function toDapBreakpoint(
  own: OwnBreakpoint,
  status: BreakpointStatus,
): DebugProtocol.Breakpoint {
  const { place } = own;
  const message = status.message ?? own.message;
  return {
    id: own.number,
    verified: status.verified && own.breakpoint !== null,
    ...(message !== undefined && { message }),
    ...(!status.verified && { reason: 'failed' as const }),
    ...(place && { line: place.line, column: place.column }),
  };
}
