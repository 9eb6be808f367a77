import { commands } from './commands';
import { findKeyContext } from './key-context';

/** Listens to the keyboard for the whole window; answers how to stop. */
export function installShortcuts(target: Window): () => void {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing || event.defaultPrevented) return;
    const command = commands.match(event, findKeyContext(event.target));
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    // A key that is held repeats what moves, not what opens and runs.
    if (event.repeat && command.scope !== 'canvas' && !command.id.startsWith('document.')) return;
    commands.run(command.id);
  }
  // In the capture phase: an editor would take Ctrl+K and F1 for itself.
  target.addEventListener('keydown', onKeyDown, { capture: true });
  return () => target.removeEventListener('keydown', onKeyDown, { capture: true });
}
