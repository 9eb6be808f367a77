import type { BrowserWindow } from 'electron';

/** How long a window may take to put its last keystrokes into the journal. */
const patience = 2_000;

/**
 * Before the window closes, asks its page to journal what is not yet journalled. The page answers
 * through the returned function; one that hangs is closed all the same.
 */
export function guardClose(window: BrowserWindow, askPage: () => void): () => void {
  let ready = false;
  let asked = false;
  const close = () => {
    if (ready || window.isDestroyed()) return;
    ready = true;
    window.close();
  };
  window.on('close', (event) => {
    if (ready) return;
    event.preventDefault();
    if (asked) return;
    asked = true;
    askPage();
    setTimeout(close, patience).unref();
  });
  return close;
}
