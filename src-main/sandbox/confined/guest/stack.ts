import type { TextPlace } from '@shared/errors/app-error';

/** Reads stacks of V8 and of QuickJS: both write `name:line:column`. */
export interface StackReader {
  /** The first place in the user's code, as the editor counts lines. */
  placeIn(stack: string): TextPlace | undefined;
  /** `at total (line 3, column 7)` for each frame that is the user's. */
  framesIn(stack: string): string[];
  /** The stack with the editor's lines, without the frames that are ours. */
  readable(stack: string): string;
}

/**
 * Sent into the guest as text: it may use nothing from outside itself. `linesBefore` is what the
 * program has before the user's first line.
 */
export function createStackReader(name: string, linesBefore: number): StackReader {
  function placeIn(stack: string): TextPlace | undefined {
    const at = stack.indexOf(`${name}:`);
    if (at < 0) return undefined;
    const match = /^:(\d+)(?::(\d+))?/.exec(stack.slice(at + name.length));
    if (!match) return undefined;
    return { line: Math.max(1, Number(match[1]) - linesBefore), column: Number(match[2] ?? 1) };
  }

  const isOwn = (line: string) => line.trimStart().startsWith('at ') && line.includes(`${name}:`);
  const where = (place: TextPlace | undefined) =>
    place ? `line ${place.line}, column ${place.column}` : '?';

  function frame(line: string): string {
    const callee = /at (?:async )?(\S+) \(/.exec(line)?.[1];
    const place = where(placeIn(line));
    // The body itself has no name; engines call it what they like.
    const isNamed = callee !== undefined && callee !== 'eval' && callee !== '<anonymous>';
    return isNamed ? `at ${callee} (${place})` : `at ${place}`;
  }

  return {
    placeIn,
    framesIn: (stack) => stack.split('\n').filter(isOwn).slice(0, 20).map(frame),
    readable: (stack) =>
      stack
        .split('\n')
        .filter((line) => isOwn(line) || !/^\s*at /.test(line))
        .map((line) => (isOwn(line) ? `    ${frame(line)}` : line))
        .join('\n')
        .trimEnd(),
  };
}
