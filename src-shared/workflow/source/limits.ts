/** Bounds on what is read from a file. A file beyond them is refused with a named error. */
export const sourceLimits = {
  /** Characters of the text; a file reader checks the same number in bytes before it reads. */
  textLength: 20 * 1024 * 1024,
  /** Maps and lists inside each other, aliases followed. */
  depth: 64,
  /** Nodes that aliases may add to those that are written. */
  aliasedNodes: 20_000,
  keysPerMap: 50_000,
  /** Characters of one string. */
  stringLength: 8 * 1024 * 1024,
  /** Steps in one workflow, nested ones included. */
  steps: 5_000,
  /** Problems that are listed; the rest is counted. */
  problems: 500,
} as const;
