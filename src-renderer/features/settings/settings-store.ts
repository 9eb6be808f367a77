import type { JsonValue } from '@shared/lib/json';
import type { Contract } from '@shared/ipc/contract';
import type { Client } from '@shared/ipc/define-contract';
import { defaultSettings, type Retention, type Settings } from '@shared/ipc/settings';
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface SettingsActions {
  /** Reads what main has stored. */
  load(): Promise<void>;
  /** Another window, or main, changed them. */
  accept(settings: Settings): void;
  setTheme(theme: Settings['theme']): void;
  setWheelZooms(wheelZooms: boolean): void;
  setRetention(retention: Retention): void;
  setNotifications(notifications: boolean): void;
  /** Changes shortcuts by command; null stands for the usual ones. */
  setKeys(changes: Settings['keys']): void;
  /** Remembers view state: panel sizes, the open workflow. Written a moment later. */
  setView(key: string, value: JsonValue): void;
  /** Writes what waits to be written. */
  flush(): void;
}

export interface SettingsDeps {
  readonly settings: Pick<Client<Contract>['settings'], 'get' | 'update'>;
  readonly setTimer: (run: () => void, delay: number) => unknown;
  readonly clearTimer: (timer: unknown) => void;
  readonly onError: (error: unknown) => void;
}

export interface SettingsStore extends StoreApi<Settings>, SettingsActions {}

const writeDelay = 400;

export function createSettingsStore(deps: SettingsDeps): SettingsStore {
  const store = createStore<Settings>(() => defaultSettings);
  let pending: Record<string, JsonValue> = {};
  let timer: unknown;

  function update(part: Partial<Settings>): void {
    store.setState(part);
    deps.settings.update(part).catch(deps.onError);
  }

  function flush(): void {
    deps.clearTimer(timer);
    if (Object.keys(pending).length === 0) return;
    const view = pending;
    pending = {};
    deps.settings.update({ view }).catch(deps.onError);
  }

  function setView(key: string, value: JsonValue): void {
    const { view } = store.getState();
    if (Object.is(view[key], value)) return;
    store.setState({ view: { ...view, [key]: value } });
    pending = { ...pending, [key]: value };
    deps.clearTimer(timer);
    timer = deps.setTimer(flush, writeDelay);
  }

  return {
    ...store,
    load: async () => {
      const settings = await deps.settings.get({});
      store.setState({ ...settings, view: { ...settings.view, ...pending } });
    },
    // What this window is about to write is newer than what main reports.
    accept: (settings) => store.setState({ ...settings, view: { ...settings.view, ...pending } }),
    setTheme: (theme) => update({ theme }),
    setWheelZooms: (wheelZooms) => update({ wheelZooms }),
    setRetention: (retention) => update({ retention }),
    setNotifications: (notifications) => update({ notifications }),
    setKeys: (changes) => {
      store.setState(({ keys }) => ({ keys: { ...keys, ...changes } }));
      deps.settings.update({ keys: changes }).catch(deps.onError);
    },
    setView,
    flush,
  };
}
