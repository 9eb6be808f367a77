import type { StepId } from './model';
import type { TextRange } from './problem';
import type { EdgeSource, StepSource } from './read/read-context';
import {
  contentEnd,
  findEntry,
  nodeAt,
  type MapEntry,
  type MapNode,
  type SourceNode,
  type SourcePath,
} from './source/node';
import { mapScalar } from './source/scalar-offsets';

/** Finds parts of the model in the text, and the other way round. */
export interface Places {
  /** A step with its id and everything below it. */
  readonly step: (id: StepId) => TextRange | null;
  /** The id of a step where it is defined. */
  readonly stepId: (id: StepId) => TextRange | null;
  /** The value of a step's own key: `kind`, `title`, `retry` … */
  readonly stepField: (id: StepId, key: string) => TextRange | null;
  /** A value in a step's `with:`; the nearest enclosing value when the path leads to nothing. */
  readonly config: (id: StepId, path: SourcePath) => TextRange | null;
  /**
   * The place in the file of an offset inside a text setting, e.g. of a template's error; null
   * when the text is written in a way that does not map character by character.
   */
  readonly insideConfig: (id: StepId, path: SourcePath, offset: number) => number | null;
  /** The same for any text of the file, by its path from the root. */
  readonly inside: (path: SourcePath, offset: number) => number | null;
  /** 1-based file line of the first line of a text setting, e.g. of a step's code. */
  readonly firstLine: (id: StepId, path: SourcePath) => number | null;
  /** By edge id; the text of its line without the dash. */
  readonly edge: (edgeId: string) => TextRange | null;
  /** A value by its path from the root of the file. */
  readonly value: (path: SourcePath) => TextRange | null;
  /** The innermost step whose text holds the offset; also on its lines in `layout:` and `pins:`. */
  readonly stepAt: (offset: number) => StepId | null;
  /** The edge on whose text the offset lies, by edge id. */
  readonly edgeAt: (offset: number) => string | null;
}

export interface PlacesSource {
  readonly text: string;
  readonly root: SourceNode | null;
  readonly steps: ReadonlyMap<StepId, StepSource>;
  readonly edges: readonly EdgeSource[];
  readonly lineOf: (offset: number) => number;
}

export function createPlaces(source: PlacesSource): Places {
  const { text, root, steps, edges } = source;
  const settings = (id: StepId): MapEntry | undefined => {
    const node = steps.get(id)?.node;
    return node ? findEntry(node, 'with') : undefined;
  };
  const setting = (id: StepId, path: SourcePath): SourceNode | undefined =>
    nodeAt(settings(id)?.value, path);
  let byId: Map<string, SourceNode> | undefined;
  const inside = (node: SourceNode | undefined, offset: number): number | null =>
    node?.type === 'scalar' ? (mapScalar(text, node)?.[offset] ?? null) : null;
  return {
    step(id) {
      const step = steps.get(id);
      return step ? { from: step.entry.keyFrom, to: entryEnd(step.entry) } : null;
    },
    stepId(id) {
      const step = steps.get(id);
      return step ? { from: step.entry.keyFrom, to: step.entry.keyTo } : null;
    },
    stepField(id, key) {
      const node = steps.get(id)?.node;
      const value = node ? findEntry(node, key)?.value : undefined;
      return value ? rangeOf(value) : null;
    },
    config(id, path) {
      const step = steps.get(id);
      if (step === undefined) return null;
      const entry = settings(id);
      if (entry === undefined) return { from: step.entry.keyFrom, to: step.entry.keyTo };
      for (let length = path.length; length > 0; length -= 1) {
        const node = nodeAt(entry.value, path.slice(0, length));
        if (node !== undefined) return rangeOf(node);
      }
      return { from: entry.keyFrom, to: entry.keyTo };
    },
    insideConfig(id, path, offset) {
      return inside(setting(id, path), offset);
    },
    inside: (path, offset) => inside(nodeAt(root ?? undefined, path), offset),
    firstLine(id, path) {
      const node = setting(id, path);
      if (node?.type !== 'scalar') return null;
      const line = source.lineOf(node.from);
      return node.style === 'literal' || node.style === 'folded' ? line + 1 : line;
    },
    edge(edgeId) {
      byId ??= new Map(edges.toReversed().map((edge) => [edge.edge.id, edge.node]));
      const node = byId.get(edgeId);
      return node ? { from: node.from, to: node.to } : null;
    },
    value(path) {
      const node = nodeAt(root ?? undefined, path);
      return node ? rangeOf(node) : null;
    },
    stepAt(offset) {
      let inner: StepSource | null = null;
      for (const step of steps.values()) {
        const inside = step.entry.keyFrom <= offset && offset <= entryEnd(step.entry);
        if (inside && (inner === null || step.entry.keyFrom >= inner.entry.keyFrom)) inner = step;
      }
      return inner?.id ?? keyedStepAt(root, steps, offset);
    },
    edgeAt(offset) {
      const found = edges.find(({ node }) => node.from <= offset && offset <= node.to);
      return found?.edge.id ?? null;
    },
  };
}

function keyedStepAt(
  root: SourceNode | null,
  steps: ReadonlyMap<StepId, StepSource>,
  offset: number,
): StepId | null {
  for (const block of ['layout', 'pins']) {
    const node = nodeAt(root ?? undefined, [block]);
    if (node?.type !== 'map' || offset < node.from || offset > contentEnd(node)) continue;
    const entry = (node as MapNode).entries.find(
      (candidate) => candidate.keyFrom <= offset && offset <= entryEnd(candidate),
    );
    if (entry !== undefined && steps.has(entry.key)) return entry.key;
  }
  return null;
}

function entryEnd(entry: MapEntry): number {
  return Math.max(entry.colonTo, contentEnd(entry.value));
}

function rangeOf(node: SourceNode): TextRange {
  return { from: node.from, to: contentEnd(node) };
}
