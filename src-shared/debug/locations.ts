import type { StepDefinition } from '../steps/define-step';
import { allScopes } from '../workflow/graph/scopes';
import type { ParsedWorkflow } from '../workflow/parse-workflow';
import { codeKeyOf, codeOf } from '../workflow/step-code';
import { textOfLine } from './anchor-line';
import type { BreakpointTarget } from './breakpoints';

// Lines of the workflow's text and what one can stop at there, in both directions. Lines and columns
// count from 1. A step's lines stand for the step, an edge's line for the wire, and a line of a code
// block for that line of the code.

export type TextTarget = Extract<BreakpointTarget, { type: 'step' | 'wire' | 'line' }>;

export interface TextLocation {
  readonly line: number;
  readonly column: number;
}

export interface LocatedTarget extends TextLocation {
  readonly target: TextTarget;
}

export interface Locations {
  /** What a breakpoint at this line stands at, and where that begins; null where nothing runs. */
  at(line: number, column?: number): LocatedTarget | null;
  /** Where a target stands; null when it is not in the text. */
  of(target: TextTarget): TextLocation | null;
  /** Every place to stop at between two lines, in the order of the text. */
  between(from: number, to: number): readonly LocatedTarget[];
  readonly lineCount: number;
}

type FindKind = (kind: string) => StepDefinition | undefined;

/** How a step's code lies in the text. */
interface CodeBlock {
  readonly step: string;
  readonly key: string;
  readonly code: string;
  readonly first: number;
  readonly last: number;
  /** Each line of the code has a line of the text: the code is written as a block. */
  readonly isBlock: boolean;
}

interface Line {
  step?: string;
  code?: CodeBlock;
  readonly edges: string[];
}

export function createLocations(parsed: ParsedWorkflow, find: FindKind): Locations {
  const { text, source, places, workflow } = parsed;
  const { lines: index } = source;
  const lineCount = index.place(text.length).line;
  const blocks = new Map<string, CodeBlock>();
  const lines: Line[] = [];
  const lineAt = (line: number): Line => (lines[line] ??= { edges: [] });

  // Containers come before what is in them, so that the innermost step is what remains.
  for (const { id } of source.steps.values()) {
    const range = places.step(id);
    if (range === null) continue;
    const last = index.place(Math.max(range.from, range.to - 1)).line;
    for (let line = index.place(range.from).line; line <= last; line += 1) {
      const entry = lineAt(line);
      entry.step = id;
      delete entry.code;
    }
    const block = codeBlock(id);
    if (block === null) continue;
    blocks.set(id, block);
    for (let line = block.first; line <= block.last; line += 1) lineAt(line).code = block;
  }
  for (const { edge, node, dangling } of source.edges) {
    if (!dangling) lineAt(index.place(node.from).line).edges.push(edge.id);
  }

  function codeBlock(id: string): CodeBlock | null {
    const step = workflow && allScopes(workflow).get(id)?.step;
    const key = step && codeKeyOf(step.kind, find);
    const code = step && codeOf(step, find);
    const range = key === undefined ? null : places.config(id, [key ?? '']);
    const first = key === undefined ? null : places.firstLine(id, [key ?? '']);
    if (!key || !code || range === null || first === null) return null;
    const isBlock = text[range.from] === '|';
    // A folded text has other lines than it is written in.
    if (text[range.from] === '>') return null;
    const codeLines = code.split('\n').length - (code.endsWith('\n') ? 1 : 0);
    const last = isBlock ? first + Math.max(codeLines, 1) - 1 : index.place(range.to - 1).line;
    return { step: id, key, code, first, last, isBlock };
  }

  function of(target: TextTarget): TextLocation | null {
    switch (target.type) {
      case 'step': {
        const range = places.stepId(target.step);
        return range === null ? null : index.place(range.from);
      }
      case 'wire': {
        const range = places.edge(target.edge);
        return range === null ? null : index.place(range.from);
      }
      case 'line':
        return placeInCode(target);
    }
  }

  function placeInCode(target: Extract<TextTarget, { type: 'line' }>): TextLocation | null {
    const block = blocks.get(target.step);
    const start = block && offsetOfLine(block.code, target.line);
    if (block === undefined || start === undefined || start === null) return null;
    const line = lineOf(block.code, start);
    const indent = line.length - line.trimStart().length;
    const column = target.column === undefined ? indent : target.column - 1;
    const offset = places.insideConfig(
      target.step,
      [block.key],
      Math.min(start + column, start + line.length),
    );
    if (offset !== null) return index.place(offset);
    return { line: block.isBlock ? block.first + target.line - 1 : block.first, column: 1 };
  }

  /** The line of the code, and its column, that stands at a place of the text. */
  function inCode(block: CodeBlock, line: number, column: number | undefined): LocatedTarget {
    const number = block.isBlock ? line - block.first + 1 : 1;
    let place: { line: number; column?: number } = { line: number };
    if (column !== undefined) {
      place = codePlace(block, index.lineStart(line) + column - 1) ?? place;
    }
    const anchor = textOfLine(block.code, place.line);
    const target: TextTarget = {
      type: 'line',
      step: block.step,
      ...place,
      ...(anchor !== undefined && { text: anchor }),
    };
    return { target, ...(placeInCode(target) ?? { line, column: 1 }) };
  }

  /** Finds the character of the code that is written at an offset, by halving. */
  function codePlace(block: CodeBlock, offset: number): { line: number; column: number } | null {
    let low = 0;
    let high = block.code.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const at = places.insideConfig(block.step, [block.key], middle);
      if (at === null) return null;
      if (at <= offset) low = middle;
      else high = middle - 1;
    }
    const before = block.code.slice(0, low);
    return {
      line: before.split('\n').length,
      column: low - (before.lastIndexOf('\n') + 1) + 1,
    };
  }

  function at(line: number, column?: number): LocatedTarget | null {
    const entry = lines[line];
    if (entry === undefined) return null;
    const [first, ...others] = entry.edges;
    if (first !== undefined) {
      const chosen =
        column === undefined || others.length === 0
          ? first
          : (places.edgeAt(index.lineStart(line) + column - 1) ?? first);
      return located({ type: 'wire', edge: chosen });
    }
    if (entry.code && isMeant(entry.code, line, column)) return inCode(entry.code, line, column);
    const inner = column === undefined ? null : places.stepAt(index.lineStart(line) + column - 1);
    const step = inner ?? entry.step;
    return step === undefined ? null : located({ type: 'step', step });
  }

  /** On a line that has the step's id too, only a column says that its code is meant. */
  function isMeant(block: CodeBlock, line: number, column: number | undefined): boolean {
    if (block.isBlock || of({ type: 'step', step: block.step })?.line !== line) return true;
    const range = places.config(block.step, [block.key]);
    if (range === null || column === undefined) return false;
    const offset = index.lineStart(line) + column - 1;
    return range.from <= offset && offset < range.to;
  }

  function located(target: TextTarget): LocatedTarget | null {
    const place = of(target);
    return place === null ? null : { target, ...place };
  }

  return {
    at,
    of,
    lineCount,
    between(from, to) {
      const found: LocatedTarget[] = [];
      const steps = new Set<string>();
      const last = Math.min(to, lineCount);
      for (let line = Math.max(from, 1); line <= last; line += 1) {
        const entry = lines[line];
        if (entry === undefined) continue;
        for (const edge of entry.edges) push(found, located({ type: 'wire', edge }));
        const { code, step } = entry;
        if (code !== undefined && canStop(code, line)) push(found, inCode(code, line, undefined));
        if (step === undefined || steps.has(step)) continue;
        steps.add(step);
        const place = located({ type: 'step', step });
        if (place && place.line >= from) found.push(place);
      }
      return found.sort((a, b) => a.line - b.line || a.column - b.column);
    },
  };
}

/** Blank lines and lines of comment only have nothing to stop at. */
function canStop(block: CodeBlock, line: number): boolean {
  if (!block.isBlock) return line === block.first;
  const text = block.code.split('\n')[line - block.first]?.trim() ?? '';
  return text !== '' && !text.startsWith('//');
}

function push<T>(list: T[], item: T | null): void {
  if (item !== null) list.push(item);
}

/** Where a line of the code begins in it; null when it has no such line. */
function offsetOfLine(code: string, line: number): number | null {
  let at = 0;
  for (let number = 1; number < line; number += 1) {
    const next = code.indexOf('\n', at);
    if (next === -1) return null;
    at = next + 1;
  }
  return at;
}

function lineOf(code: string, start: number): string {
  const end = code.indexOf('\n', start);
  return code.slice(start, end === -1 ? undefined : end);
}
