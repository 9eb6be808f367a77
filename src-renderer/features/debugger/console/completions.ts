import type { DebugProtocol } from '@vscode/debugprotocol';
import { debuggerStore } from '../debugger';

/** A name that fits at the caret, and what of the text it takes the place of. */
export interface Completion {
  readonly label: string;
  readonly text: string;
  readonly detail?: string;
  readonly from: number;
  readonly to: number;
}

const most = 12;

/** What the adapter offers at a caret; nothing while it cannot be asked. */
export async function completionsFor(typed: string, caret: number): Promise<readonly Completion[]> {
  const { capabilities, frame, phase } = debuggerStore.getState();
  if (capabilities.supportsCompletionsRequest !== true || phase !== 'stopped') return [];
  const before = typed.slice(0, caret).split('\n');
  try {
    const { targets } = await debuggerStore.request('completions', {
      text: typed,
      column: (before.at(-1)?.length ?? 0) + 1,
      line: before.length,
      ...(frame !== null && { frameId: frame }),
    });
    const word = /[\w$]*$/.exec(typed.slice(0, caret))?.[0] ?? '';
    return narrowed(targets, word).map((target) => placed(target, caret, word.length));
  } catch {
    // Completions are a help; without them one goes on typing.
    return [];
  }
}

/** Those that begin with what is typed, unless that is all of it. */
export function narrowed(
  targets: readonly DebugProtocol.CompletionItem[],
  word: string,
): readonly DebugProtocol.CompletionItem[] {
  const wanted = word.toLowerCase();
  const fitting = targets.filter((target) => {
    const text = (target.text ?? target.label).toLowerCase();
    return text.startsWith(wanted) && text !== wanted;
  });
  return fitting.slice(0, most);
}

export function placed(
  target: DebugProtocol.CompletionItem,
  caret: number,
  wordLength: number,
): Completion {
  // The adapter's start is 1-based here, as everything of it.
  const from = target.start === undefined ? caret - wordLength : target.start - 1;
  return {
    label: target.label,
    text: target.text ?? target.label,
    from,
    to: target.start === undefined ? caret : from + (target.length ?? 0),
    ...(target.detail !== undefined && { detail: target.detail }),
  };
}
