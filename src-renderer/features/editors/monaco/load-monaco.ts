import type { Monaco, MonacoTypeScript } from './monaco-types';

interface LoadedMonaco {
  readonly monaco: Monaco;
  readonly typescript: MonacoTypeScript;
}

let loading: Promise<LoadedMonaco> | undefined;
let loaded: LoadedMonaco | undefined;

/** Monaco with its languages; the first call fetches the chunk. */
export function loadMonaco(): Promise<LoadedMonaco> {
  loading ??= import('./monaco').then((chunk) => {
    loaded = { monaco: chunk.monaco, typescript: chunk.monacoTypeScript };
    return loaded;
  });
  return loading;
}

/** Monaco if it is here already, so that a second editor can be drawn without a flash. */
export function loadedMonaco(): LoadedMonaco | undefined {
  return loaded;
}

/** Fetches Monaco when the window has nothing better to do, so that the first editor opens at once. */
export function preloadMonaco(): void {
  if (loading) return;
  requestIdleCallback(() => void loadMonaco(), { timeout: 3_000 });
}
