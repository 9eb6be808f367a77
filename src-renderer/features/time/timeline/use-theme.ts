import { useSyncExternalStore } from 'react';

/** The theme of the page: what is drawn by hand is drawn anew when it changes. */
export function useTheme(): string {
  return useSyncExternalStore(subscribe, read);
}

function read(): string {
  return document.documentElement.dataset['theme'] ?? '';
}

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
