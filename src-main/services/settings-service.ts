import { defaultSettings, type Settings, settingsSchema } from '@shared/ipc/settings';
import type { JsonValue } from '@shared/lib/json';
import type { SettingsRepository } from '../storage/repositories/settings';
import type { ServiceEvents } from './service-events';

export interface SettingsService {
  get(): Settings;
  /** Merges; `view` and `keys` are merged by key. */
  update(changes: SettingsChanges): Settings;
}

export type SettingsChanges = { readonly [K in keyof Settings]?: Settings[K] | undefined };

const viewPrefix = 'view.';
const keysPrefix = 'keys.';

export function createSettingsService(
  repository: SettingsRepository,
  events: ServiceEvents,
  now: () => number,
): SettingsService {
  function get(): Settings {
    const stored = repository.all();
    const view = withPrefix(stored, viewPrefix);
    // A damaged shortcut is passed on as the text it is: the window says so, and it is kept.
    const keys = withPrefix(new Map([...repository.damaged(), ...stored]), keysPrefix);
    const { theme, wheelZooms, retention, notifications } = settingsSchema.shape;
    // A value that another version wrote and this one does not know counts as not set.
    return {
      theme: theme.catch(defaultSettings.theme).parse(stored.get('theme')),
      wheelZooms: wheelZooms.catch(defaultSettings.wheelZooms).parse(stored.get('wheelZooms')),
      view,
      keys,
      retention: retention.catch(defaultSettings.retention).parse(stored.get('retention')),
      notifications: notifications
        .catch(defaultSettings.notifications)
        .parse(stored.get('notifications')),
    };
  }

  return {
    get,
    update({ view = {}, keys = {}, ...changes }) {
      const entries = new Map<string, JsonValue>();
      for (const [key, value] of Object.entries(changes)) {
        if (value !== undefined) entries.set(key, value);
      }
      for (const [key, value] of Object.entries(view)) entries.set(viewPrefix + key, value);
      for (const [key, value] of Object.entries(keys)) entries.set(keysPrefix + key, value);
      repository.set(entries, now());
      const settings = get();
      events.settingsChanged(settings);
      return settings;
    },
  };
}

function withPrefix(
  stored: ReadonlyMap<string, JsonValue>,
  prefix: string,
): Record<string, JsonValue> {
  const found: Record<string, JsonValue> = {};
  for (const [key, value] of stored) {
    if (key.startsWith(prefix)) found[key.slice(prefix.length)] = value;
  }
  return found;
}
