import type { ContentHash } from '@shared/lib/ids';
import type { Graph, Step, Workflow } from '@shared/workflow/model';

interface Known {
  readonly name: string;
  readonly steps: ReadonlyMap<string, Step>;
  readonly edges: ReadonlySet<string>;
  readonly kinds: ReadonlySet<string>;
}

/**
 * The workflows that a run consists of, as far as they are known: its own, and those that were
 * called. A breakpoint belongs to the first that has its step, so that a called workflow with a
 * step of the same name does not stop there too.
 */
export class KnownWorkflows {
  private readonly known = new Map<ContentHash, Known>();

  /** False when it was known already. */
  add(workflow: Workflow, hash: ContentHash): boolean {
    if (this.known.has(hash)) return false;
    const steps = new Map<string, Step>();
    const edges = new Set<string>();
    collect(workflow, steps, edges);
    const kinds = new Set([...steps.values()].map(({ kind }) => kind));
    this.known.set(hash, { name: workflow.name, steps, edges, kinds });
    return true;
  }

  /** The workflow whose step it is; null when nobody has it. */
  ofStep(step: string): ContentHash | null {
    return this.find(({ steps }) => steps.has(step));
  }

  ofEdge(edge: string): ContentHash | null {
    return this.find(({ edges }) => edges.has(edge));
  }

  hasKind(kind: string): boolean {
    return this.find(({ kinds }) => kinds.has(kind)) !== null;
  }

  step(id: string): Step | null {
    for (const { steps } of this.known.values()) {
      const step = steps.get(id);
      if (step !== undefined) return step;
    }
    return null;
  }

  private find(has: (known: Known) => boolean): ContentHash | null {
    for (const [hash, known] of this.known) if (has(known)) return hash;
    return null;
  }
}

function collect(graph: Graph, steps: Map<string, Step>, edges: Set<string>): void {
  for (const edge of graph.edges) edges.add(edge.id);
  for (const step of graph.steps.values()) {
    steps.set(step.id, step);
    if (step.body !== undefined) collect(step.body, steps, edges);
  }
}

/** `a -> b` and `a.out -> b.in` are the same wire. */
export function canonicalEdge(text: string): string {
  const [from = '', to = ''] = text.split('->').map((end) => end.trim());
  return `${withPort(from, 'out')} -> ${withPort(to, 'in')}`;
}

function withPort(end: string, port: string): string {
  return end.includes('.') ? end : `${end}.${port}`;
}
