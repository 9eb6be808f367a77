import type { CodeFrame, CodePlace, CodeScope } from '@shared/debug/code-target';
import type { AsyncFrame, CallFrame, Location, Paused, RemoteObject } from './messages';
import type { ValueBook } from './value-book';

// Stack frames of the user's own code, with the lines of its editor.

/** Where the user's code is in the program that is made of it. */
export interface ProgramLines {
  readonly scriptId: string;
  /** What the engine counts as the number of the code's first line. */
  readonly first: number;
  /** How many lines the code has. */
  readonly count: number;
}

export function placeOf(lines: ProgramLines, location: Omit<Location, 'scriptId'>): CodePlace {
  return {
    line: location.lineNumber - lines.first + 1,
    column: (location.columnNumber ?? 0) + 1,
  };
}

export function locationOf(lines: ProgramLines, line: number, column = 1): Location {
  return {
    scriptId: lines.scriptId,
    lineNumber: line - 1 + lines.first,
    columnNumber: column - 1,
  };
}

/** What lies before the code's first line or after its last is ours. */
export function isInCode(lines: ProgramLines, place: CodePlace): boolean {
  return place.line >= 1 && place.line <= lines.count;
}

export interface PausedFrame {
  readonly frame: CodeFrame;
  readonly callFrameId: string;
  /** For `setVariable`: how the engine numbers the scopes. */
  readonly scopes: ReadonlySet<number>;
}

export interface Stack {
  readonly live: readonly PausedFrame[];
  /** Callers after an await. */
  readonly waiting: readonly CodeFrame[];
}

export function ownFrames(paused: Paused, lines: ProgramLines): CallFrame[] {
  return paused.callFrames.filter(
    ({ location }) =>
      location.scriptId === lines.scriptId && isInCode(lines, placeOf(lines, location)),
  );
}

/** `pause` makes the ids of the frames unique. */
export function stackOf(
  paused: Paused,
  lines: ProgramLines,
  pause: number,
  book: ValueBook,
): Stack {
  const live = ownFrames(paused, lines).map((call, at) => pausedFrame(call, at));
  const waiting: CodeFrame[] = [];
  for (let stack = paused.asyncStackTrace; stack; stack = stack.parent) {
    for (const call of stack.callFrames) {
      if (call.scriptId !== lines.scriptId) continue;
      const place = placeOf(lines, call);
      if (!isInCode(lines, place)) continue;
      waiting.push({
        id: `p${pause}a${waiting.length}`,
        name: nameOf(call),
        place,
        scopes: [],
        isAsync: true,
      });
    }
  }
  const last = waiting.at(-1);
  // Whoever waits has no place of its own; the outermost is the code itself.
  if (last?.name === unnamed) waiting[waiting.length - 1] = { ...last, name: unnamedCode };
  return { live, waiting };

  function pausedFrame(call: CallFrame, at: number): PausedFrame {
    const scopes = scopesOf(call, book);
    return {
      callFrameId: call.callFrameId,
      scopes: new Set(scopes.flatMap(({ number }) => (number === null ? [] : [number]))),
      frame: {
        id: `p${pause}f${at}`,
        name: nameOf(call),
        place: placeOf(lines, call.location),
        scopes,
        isAsync: false,
      },
    };
  }

  function nameOf(call: CallFrame | AsyncFrame): string {
    if (call.functionName !== '') return call.functionName;
    const at = 'functionLocation' in call ? call.functionLocation : undefined;
    // The code itself is a function that begins before its first line.
    const isBody = at !== undefined && placeOf(lines, at).line < 1;
    return isBody ? unnamedCode : unnamed;
  }
}

const unnamedCode = '(code)';
const unnamed = '(anonymous)';
const scopeNames: Readonly<Record<string, CodeScope['type']>> = {
  local: 'local',
  block: 'block',
  closure: 'closure',
  catch: 'catch',
  with: 'block',
  eval: 'block',
  script: 'global',
  global: 'global',
};
const shownNames: Readonly<Record<CodeScope['type'], string>> = {
  local: 'Local',
  block: 'Block',
  closure: 'Closure',
  catch: 'Catch',
  arguments: 'Arguments',
  global: 'Global',
};

function scopesOf(call: CallFrame, book: ValueBook): CodeScope[] {
  let hadLocal = false;
  const scopes = call.scopeChain.flatMap(({ type, name, object }, number): CodeScope[] => {
    const kind = scopeNames[type];
    if (!kind) return [];
    const extras = kind === 'local' && !hadLocal ? extrasOf(call) : [];
    hadLocal ||= kind === 'local';
    const isWritable =
      type === 'local' || type === 'block' || type === 'closure' || type === 'catch';
    const shown = name !== undefined && kind === 'closure' ? `Closure (${name})` : shownNames[kind];
    return [
      {
        name: shown,
        type: kind,
        handle: book.hold(object, '', extras),
        number: isWritable ? number : null,
      },
    ];
  });
  // Globals last.
  return [
    ...scopes.filter(({ type }) => type !== 'global'),
    ...scopes.filter(({ type }) => type === 'global'),
  ];
}

function extrasOf(call: CallFrame): (readonly [string, RemoteObject])[] {
  const extras: (readonly [string, RemoteObject])[] = [];
  if (call.returnValue) extras.push(['(returned)', call.returnValue]);
  if (call.this && call.this.type === 'object' && call.this.className !== 'global') {
    extras.push(['this', call.this]);
  }
  return extras;
}
