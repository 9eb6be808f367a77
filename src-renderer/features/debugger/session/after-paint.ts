/** Milliseconds after which a window that draws nothing, such as a hidden one, is not waited for. */
const patience = 60;

/** Once the window has drawn what it knows. */
export function afterPaint(): Promise<void> {
  if (typeof requestAnimationFrame === 'undefined') return Promise.resolve();
  return new Promise((resolve) => {
    const late = setTimeout(resolve, patience);
    requestAnimationFrame(() => {
      // The frame itself is drawn after its callbacks.
      setTimeout(() => {
        clearTimeout(late);
        resolve();
      });
    });
  });
}
