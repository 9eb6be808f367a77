import type { TextEditorInstance } from '../monaco/monaco-types';

/**
 * Whoever comes into an editor with the Tab key goes on with it, and changes nothing on the way. From
 * the first other key, or with the mouse, Tab indents.
 */
export function letTabThrough(editor: TextEditorInstance): () => void {
  let lastWasTab = false;
  const watchKeys = (event: KeyboardEvent): void => {
    lastWasTab = event.key === 'Tab';
  };
  const watchPointer = (): void => {
    lastWasTab = false;
    editor.updateOptions({ tabFocusMode: false });
  };
  document.addEventListener('keydown', watchKeys, true);
  document.addEventListener('pointerdown', watchPointer, true);
  const focus = editor.onDidFocusEditorText(() => {
    editor.updateOptions({ tabFocusMode: lastWasTab });
  });
  const keys = editor.onKeyDown(({ browserEvent }) => {
    if (!['Tab', 'Shift', 'Control', 'Alt', 'Meta'].includes(browserEvent.key)) {
      editor.updateOptions({ tabFocusMode: false });
    }
  });
  return () => {
    document.removeEventListener('keydown', watchKeys, true);
    document.removeEventListener('pointerdown', watchPointer, true);
    focus.dispose();
    keys.dispose();
  };
}
