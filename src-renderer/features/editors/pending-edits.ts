// Text that was typed and not yet put into the document. Fields commit a moment after the last
// keystroke; whoever is about to use the document (save, run, undo) has them committed first.

const pending = new Set<() => void>();

/** Notes that a field holds text which `flush` puts into the document. */
export function addPendingEdit(flush: () => void): void {
  pending.add(flush);
}

export function removePendingEdit(flush: () => void): void {
  pending.delete(flush);
}

/** Commits what every field holds. Harmless when nothing is pending. */
export function flushPendingEdits(): void {
  for (const flush of [...pending]) flush();
}

/** Commits before anything else in the window sees a shortcut, a click or the end of the page. */
function flushBeforeCommands(target: Window): void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || /^F\d/.test(event.key)) flushPendingEdits();
  };
  const options = { capture: true };
  target.addEventListener('keydown', onKey, options);
  target.addEventListener('pointerdown', flushPendingEdits, options);
  target.addEventListener('blur', flushPendingEdits);
  target.addEventListener('pagehide', flushPendingEdits);
}

// When this module is loaded, so that it is registered ahead of the shortcuts: Save must find what
// was typed a moment before it.
if (typeof window !== 'undefined') flushBeforeCommands(window);
