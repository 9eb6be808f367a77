import type { CommandScope } from './command';

/** Where a key press happened, as far as shortcuts care. */
export type KeyContext = 'canvas' | 'list' | 'text' | 'editor' | 'overlay';

/** The container of the canvas carries this; see `findKeyContext`. */
export const canvasScopeAttribute = 'data-shortcut-scope';

const textTypes = new Set(['text', 'search', 'url', 'email', 'number', 'password', 'tel', '']);

export function findKeyContext(target: EventTarget | null): KeyContext {
  const element = target instanceof Element ? target : document.body;
  const overlay = element.closest(
    '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]',
  );
  // One that fades away still has the keyboard for some frames, and does nothing with it.
  if (overlay !== null) return overlay.hasAttribute('data-closed') ? 'list' : 'overlay';
  if (element.closest('.monaco-editor')) return 'editor';
  if (isText(element)) return 'text';
  const canvas = `[${canvasScopeAttribute}="canvas"]`;
  if (element.closest(canvas)) return 'canvas';
  // Nothing has the focus, as after a click on an empty place: the canvas is the main thing.
  if (element === document.body && document.querySelector(canvas)) return 'canvas';
  return 'list';
}

function isText(element: Element): boolean {
  if (element instanceof HTMLInputElement) return textTypes.has(element.type);
  if (element instanceof HTMLTextAreaElement) return true;
  return element instanceof HTMLElement && element.isContentEditable;
}

/** Whether a command of this scope answers to keys in this context. */
export function isInScope(scope: CommandScope, context: KeyContext, plainKey: boolean): boolean {
  if (context === 'overlay') return false;
  if (plainKey && (context === 'text' || context === 'editor')) return false;
  switch (scope) {
    case 'global':
      return true;
    case 'list':
      return context === 'list' || context === 'canvas';
    case 'canvas':
      return context === 'canvas';
  }
}
