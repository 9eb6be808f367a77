import type { BreakpointTarget } from '../../debug/breakpoints';
import { formatEdge, parseEdge } from './read-edges';

// How a breakpoint is written in a file: where it stands as one short text, and the rest by keys.

const linePattern = /^\s*([A-Za-z_][A-Za-z0-9_]*):(\d{1,7})(?::(\d{1,6}))?\s*$/;
const stepPattern = /^\s*([A-Za-z_][A-Za-z0-9_]*)\s*$/;

/** Reads `step`, `from -> to` or `step:line`; null when it is none of these. */
export function parseAt(text: string): BreakpointTarget | null {
  const step = stepPattern.exec(text);
  if (step) return { type: 'step', step: step[1] ?? '' };
  const line = linePattern.exec(text);
  if (line) {
    const [, id = '', number = '', column] = line;
    if (Number(number) < 1 || column === '0') return null;
    return {
      type: 'line',
      step: id,
      line: Number(number),
      ...(column !== undefined && { column: Number(column) }),
    };
  }
  const edge = parseEdge(text);
  return edge === null ? null : { type: 'wire', edge: edge.id };
}

/** Where a breakpoint stands, as it is written; the name that others wait for it by. */
export function formatTarget(target: BreakpointTarget): string {
  switch (target.type) {
    case 'step':
      return target.step;
    case 'wire': {
      const edge = parseEdge(target.edge);
      return edge === null ? target.edge : formatEdge(edge);
    }
    case 'line':
      return target.column === undefined
        ? `${target.step}:${target.line}`
        : `${target.step}:${target.line}:${target.column}`;
    case 'kind':
      return `every ${target.kind}`;
    case 'data':
      return `changes ${target.path}`;
  }
}

const prefix = 'file:';

/** The id of a breakpoint of the file; `again` counts those that stand at the same place. */
export function fileBreakpointId(name: string, again = 0): string {
  const id = again === 0 ? `${prefix}${name}` : `${prefix}${name}#${again + 1}`;
  return id.slice(0, 100);
}

/** The text in `after:` that names the breakpoint with this id. */
export function nameOfFileBreakpoint(id: string): string | null {
  return id.startsWith(prefix) ? id.slice(prefix.length) : null;
}
