import { codeAssist, type TextEditorInstance } from '../editors';
import type { SourceCode } from './code-at-offset';

/**
 * TypeScript reads what code sees when it is asked for the first time, which takes longer than a person
 * waits for a list: it is asked when the caret comes into the code, before the first key.
 */
export function warmCode(
  editor: TextEditorInstance,
  codeAt: (offset: number) => SourceCode | null,
): () => void {
  let idle: number | undefined;
  let warm: string | null = null;
  const prepare = (): void => {
    idle = undefined;
    const model = editor.getModel();
    const position = editor.getPosition();
    const code = model && position ? codeAt(model.getOffsetAt(position)) : null;
    const name = code?.place.file.name ?? null;
    if (code === null || name === warm) return;
    warm = name;
    codeAssist.complete(code.place).catch(() => {
      // The first key asks again, and says so if there is no answer.
      warm = null;
    });
  };
  const moves = editor.onDidChangeCursorPosition(() => {
    idle ??= requestIdleCallback(prepare);
  });
  return () => {
    moves.dispose();
    if (idle !== undefined) cancelIdleCallback(idle);
  };
}
