/**
 * Where a step runs: one segment per enclosing container, outermost first, e.g.
 * `[{ step: 'eachOrder', iteration: 36 }]`. Empty at the top level. Identity of a step run is
 * (path, step), never a position in the log.
 */
export type ScopePath = readonly ScopeSegment[];

export interface ScopeSegment {
  /** The container step's id. */
  readonly step: string;
  /** 0-based iteration of the container's body. */
  readonly iteration: number;
}

/** `eachOrder[36]/parse`: the key of a step run in maps and tables. */
export function stepRunKey(path: ScopePath, step: string): string {
  if (path.length === 0) return step;
  return `${scopeKey(path)}/${step}`;
}

/** `eachOrder[36]/eachLine[2]`; empty at the top level. */
export function scopeKey(path: ScopePath): string {
  return path.map((segment) => `${segment.step}[${segment.iteration}]`).join('/');
}
