import type { Ports } from '@shared/steps/define-step';
import type { StepId } from '@shared/workflow/model';
import { type GraphIndex, reach } from './graph-index';

// Which wires may be drawn. The same answers dim the targets while a wire is being dragged and
// stand as the reason beside the pointer.

export interface PortRef {
  readonly step: StepId;
  readonly port: string;
}

export interface Candidate {
  readonly from: PortRef;
  readonly to: PortRef;
}

export type PortsOf = (step: StepId) => Ports | undefined;

/** The entry step whose part of a container a step belongs to; null for the part without one. */
export type SectionOf = (step: StepId) => StepId | null;

const oneSection: SectionOf = () => null;

/** Why this wire must not be drawn; undefined when it may. */
export function connectionProblem(
  index: GraphIndex,
  portsOf: PortsOf,
  { from, to }: Candidate,
  /** An edge that is being moved and does not count as already there. */
  ignoring?: string,
  sectionOf: SectionOf = oneSection,
): string | undefined {
  const before = beforeHeld(index, from.step, 'downstream', ignoring);
  const problem = targetProblem(
    index,
    portsOf,
    from,
    to.step,
    'downstream',
    ignoring,
    before,
    sectionOf,
  );
  if (problem) return problem;
  if (!portsOf(from.step)?.outputs.some((port) => port.name === from.port)) {
    return `“${title(index, from.step)}” has no output “${from.port}”.`;
  }
  if (!portsOf(to.step)?.inputs.some((port) => port.name === to.port)) {
    return `“${title(index, to.step)}” has no input “${to.port}”.`;
  }
  const duplicate = (index.outgoing.get(from.step) ?? []).some(
    (edge) =>
      edge.id !== ignoring &&
      edge.fromPort === from.port &&
      edge.to === to.step &&
      edge.toPort === to.port,
  );
  return duplicate ? 'These two are already connected.' : undefined;
}

/** Why no port of `other` can be the other end; undefined when one may be. */
export function targetProblem(
  index: GraphIndex,
  portsOf: PortsOf,
  held: PortRef,
  other: StepId,
  /** Which way the wire goes from the held end. */
  direction: 'upstream' | 'downstream',
  ignoring?: string,
  /** Steps from which the held step is reached; computed once for many targets. */
  before: ReadonlySet<StepId> = beforeHeld(index, held.step, direction, ignoring),
  sectionOf: SectionOf = oneSection,
): string | undefined {
  if (other === held.step) return 'A step cannot be connected to itself.';
  const heldEntry = index.steps.get(held.step);
  const otherEntry = index.steps.get(other);
  if (!heldEntry || !otherEntry) return 'This step no longer exists.';
  if (heldEntry.parent !== otherEntry.parent) {
    return otherEntry.parent === null
      ? `“${title(index, other)}” lies outside “${title(index, heldEntry.parent ?? '')}”: wires stay inside their frame.`
      : `“${title(index, other)}” lies inside “${title(index, otherEntry.parent)}”: wires stay inside their frame.`;
  }
  const ports = portsOf(other);
  if (direction === 'downstream' && (ports?.inputs.length ?? 0) === 0) {
    return `“${title(index, other)}” has no input: runs start there.`;
  }
  if (direction === 'upstream' && (ports?.outputs.length ?? 0) === 0) {
    return `“${title(index, other)}” has no output.`;
  }
  if (before.has(other)) {
    const [first, last] = direction === 'downstream' ? [other, held.step] : [held.step, other];
    return `This would make a circle: “${title(index, first)}” already leads to “${title(index, last)}”. Use a loop step to repeat.`;
  }
  const [from, to] = direction === 'downstream' ? [held.step, other] : [other, held.step];
  return sectionProblem(index, from, to, sectionOf, ignoring);
}

/** A step runs in one part of its container: the one it is reached from. */
function sectionProblem(
  index: GraphIndex,
  from: StepId,
  to: StepId,
  sectionOf: SectionOf,
  ignoring: string | undefined,
): string | undefined {
  const [first, second] = [sectionOf(from), sectionOf(to)];
  if (first === second) return undefined;
  const wired = (index.incoming.get(to) ?? []).some((edge) => edge.id !== ignoring);
  // A loose step may be drawn into a part; one that is reached already would belong to two.
  if (second === null && !wired) return undefined;
  if (ignoring !== undefined && !wired) return undefined;
  const part = first ?? second;
  return `“${title(index, part === first ? from : to)}” belongs to “${title(index, part ?? '')}”: a step runs in one part of its frame only.`;
}

function beforeHeld(
  index: GraphIndex,
  held: StepId,
  direction: 'upstream' | 'downstream',
  ignoring: string | undefined,
): ReadonlySet<StepId> {
  const opposite = direction === 'downstream' ? 'upstream' : 'downstream';
  return reach(ignoring === undefined ? index : withoutEdge(index, ignoring), held, opposite);
}

function withoutEdge(index: GraphIndex, id: string): GraphIndex {
  const edge = index.edges.get(id)?.edge;
  if (!edge) return index;
  const outgoing = new Map(index.outgoing);
  const incoming = new Map(index.incoming);
  outgoing.set(
    edge.from,
    (outgoing.get(edge.from) ?? []).filter((other) => other.id !== id),
  );
  incoming.set(
    edge.to,
    (incoming.get(edge.to) ?? []).filter((other) => other.id !== id),
  );
  return { ...index, outgoing, incoming };
}

/** For every step that cannot be the other end: why. Computed once when a drag starts. */
export function blockedTargets(
  index: GraphIndex,
  portsOf: PortsOf,
  held: PortRef,
  direction: 'upstream' | 'downstream',
  ignoring?: string,
  sectionOf: SectionOf = oneSection,
): ReadonlyMap<StepId, string> {
  const before = beforeHeld(index, held.step, direction, ignoring);
  const blocked = new Map<StepId, string>();
  for (const id of index.steps.keys()) {
    const problem = targetProblem(index, portsOf, held, id, direction, ignoring, before, sectionOf);
    if (problem !== undefined) blocked.set(id, problem);
  }
  return blocked;
}

function title(index: GraphIndex, id: StepId): string {
  return index.steps.get(id)?.step.title ?? id;
}
