import { isAlias, isMap, isScalar, isSeq, type ParsedNode, type Scalar } from 'yaml';
import { checkKeys } from './check-keys';
import { checkScalar } from './check-scalar';
import { sourceLimits } from './limits';
import type { MapEntry, ScalarNode, ScalarStyle, SeqItem, SourceNode } from './node';
import type { ProblemList } from './problem-list';

interface Token {
  readonly type: string;
  readonly offset: number;
  readonly source?: string;
}

interface Build {
  readonly text: string;
  readonly problems: ProblemList;
  /** Finished nodes by anchor; the latest one with a name wins, as YAML says. */
  readonly anchors: Map<string, SourceNode>;
  /** Anchors whose node is being read: an alias to one of them is a cycle. */
  readonly open: Set<string>;
  /** Nodes below a node and depth of it, aliases followed. */
  readonly weights: Map<SourceNode, { readonly size: number; readonly depth: number }>;
  aliased: number;
  failed: boolean;
}

const coreTags = new Set(['str', 'int', 'float', 'bool', 'null', 'map', 'seq']);
const coreTagPrefix = 'tag:yaml.org,2002:';

const styles: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/** Turns the parser's nodes into ours; null when aliases make the whole too large or too deep. */
export function buildTree(
  root: ParsedNode,
  text: string,
  problems: ProblemList,
): SourceNode | null {
  const build: Build = {
    text,
    problems,
    anchors: new Map(),
    open: new Set(),
    weights: new Map(),
    aliased: 0,
    failed: false,
  };
  const node = convert(root, [], root.range[0], build);
  return build.failed ? null : node;
}

function convert(
  source: ParsedNode | null,
  props: readonly Token[],
  fallback: number,
  build: Build,
): SourceNode {
  if (source === null) return emptyAt(fallback, build);
  const mark = props.find((token) => token.type === 'anchor' || token.type === 'tag');
  const [from, to] = source.range;
  if (isAlias(source)) return convertAlias(source.source, from, to, build);
  checkTag(source, mark, build);
  const anchor = source.anchor;
  const place = { from, to, start: mark?.offset ?? from, ...(anchor !== undefined && { anchor }) };
  if (anchor !== undefined) build.open.add(anchor);
  const node = convertContent(source, place, build);
  if (anchor !== undefined) {
    build.open.delete(anchor);
    build.anchors.set(anchor, node);
  }
  return node;
}

type Place = Pick<ScalarNode, 'from' | 'to' | 'start' | 'anchor'>;

function convertContent(source: ParsedNode, place: Place, build: Build): SourceNode {
  if (isScalar(source)) return weigh(convertScalar(source, place, build), [], build);
  if (isSeq(source)) {
    const marks = source.srcToken?.type === 'block-seq' ? source.srcToken.items : undefined;
    const items: SeqItem[] = source.items.map((item, index) => {
      const start = (marks?.[index]?.start ?? []) as Token[];
      const dash = start.find((token) => token.type === 'seq-item-ind');
      const child = item as ParsedNode;
      const value = convert(child, start, child.range[0], build);
      return { mark: dash?.offset ?? value.start, value };
    });
    const flow = marks === undefined;
    const children = items.map((item) => item.value);
    return weigh({ type: 'seq', flow, items, ...place }, children, build);
  }
  if (isMap(source)) {
    const entries = source.items.map((pair) => convertEntry(pair as ParsedPair, build));
    checkKeys(entries, build.problems);
    const flow = source.srcToken?.type !== 'block-map';
    const children = entries.map((entry) => entry.value);
    return weigh({ type: 'map', flow, entries, ...place }, children, build);
  }
  return emptyAt(place.from, build);
}

interface ParsedPair {
  readonly key: ParsedNode;
  readonly value: ParsedNode | null;
  readonly srcToken?: {
    readonly start: readonly Token[];
    readonly sep?: readonly Token[];
    readonly explicitKey?: true;
  };
}

function convertEntry(pair: ParsedPair, build: Build): MapEntry {
  const [keyFrom, keyTo] = pair.key.range;
  const sep = pair.srcToken?.sep ?? [];
  const colon = sep.find((token) => token.type === 'map-value-ind');
  const colonTo = colon === undefined ? keyTo : colon.offset + 1;
  const keyProps = pair.srcToken?.start.some(
    (token) => token.type === 'anchor' || token.type === 'tag',
  );
  const plainKey = isScalar(pair.key) && pair.srcToken?.explicitKey !== true && keyProps !== true;
  return {
    key: isScalar(pair.key) ? String(pair.key.value) : build.text.slice(keyFrom, keyTo),
    keyFrom,
    keyTo,
    colonTo,
    value: convert(pair.value, sep, colonTo, build),
    unusual: !plainKey || colon === undefined || keyFrom === keyTo,
  };
}

function convertScalar(source: Scalar.Parsed, place: Place, build: Build): ScalarNode {
  const style = styles[source.type ?? 'PLAIN'] ?? 'plain';
  const empty = place.from === place.to && style === 'plain';
  const value = checkScalar(source, style, place, build.problems);
  return { type: 'scalar', value, style, empty, ...place };
}

function convertAlias(name: string, from: number, to: number, build: Build): SourceNode {
  const target = build.anchors.get(name);
  if (build.open.has(name) || target === undefined) {
    const cyclic = build.open.has(name);
    build.problems.add({
      code: cyclic ? 'YAML_CYCLE' : 'YAML_ALIAS_UNKNOWN',
      message: cyclic
        ? `The alias *${name} stands inside the value it refers to`
        : `The alias *${name} refers to nothing above it`,
      hint: cyclic
        ? 'Write the value out.'
        : `Mark a value above it with &${name}, or write the value out.`,
      from,
      to,
    });
    return emptyAt(from, build);
  }
  const weight = build.weights.get(target) ?? { size: 1, depth: 1 };
  build.aliased += weight.size;
  if (build.aliased > sourceLimits.aliasedNodes && !build.failed) {
    build.failed = true;
    build.problems.add({
      code: 'YAML_ALIASES',
      message: `Aliases repeat more than ${sourceLimits.aliasedNodes} values`,
      hint: 'Write the values out, or read them from a file with a step.',
      from,
      to,
    });
  }
  const node: SourceNode = { ...target, from, to, start: from, alias: true };
  build.weights.set(node, weight);
  return node;
}

function weigh<Node extends SourceNode>(
  node: Node,
  children: readonly SourceNode[],
  build: Build,
): Node {
  let size = 1;
  let depth = 0;
  for (const child of children) {
    const weight = build.weights.get(child);
    size += weight?.size ?? 1;
    depth = Math.max(depth, weight?.depth ?? 0);
  }
  build.weights.set(node, { size, depth: depth + 1 });
  if (depth + 1 > sourceLimits.depth && !build.failed) {
    build.failed = true;
    build.problems.add({
      code: 'YAML_TOO_DEEP',
      message: `More than ${sourceLimits.depth} maps and lists stand inside each other`,
      hint: 'Flatten the data, or read it from a file with a step.',
      from: node.from,
      to: node.from + 1,
    });
  }
  return node;
}

function emptyAt(at: number, build: Build): ScalarNode {
  const node: ScalarNode = {
    type: 'scalar',
    value: null,
    style: 'plain',
    empty: true,
    from: at,
    to: at,
    start: at,
  };
  return weigh(node, [], build);
}

function checkTag(source: ParsedNode, mark: Token | undefined, build: Build): void {
  const { tag } = source;
  if (tag === undefined) return;
  if (tag.startsWith(coreTagPrefix) && coreTags.has(tag.slice(coreTagPrefix.length))) return;
  const from = mark?.offset ?? source.range[0];
  build.problems.add({
    code: 'YAML_TAG',
    message: `The tag ${tag} is not supported`,
    hint: 'Remove the tag: a workflow holds plain text, numbers, lists and maps only.',
    from,
    to: source.range[0],
  });
}
