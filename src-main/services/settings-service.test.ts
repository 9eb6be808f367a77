import { describe, expect, it } from 'vitest';
import type { JsonValue } from '@shared/lib/json';
import { noServiceEvents } from './service-events';
import { createSettingsService } from './settings-service';

function settingsOver(rows: Map<string, string>) {
  const parsed = (text: string): JsonValue | undefined => {
    try {
      return JSON.parse(text) as JsonValue;
    } catch {
      return undefined;
    }
  };
  return createSettingsService(
    {
      all: () =>
        new Map(
          [...rows].flatMap(([key, text]) => {
            const value = parsed(text);
            return value === undefined ? [] : [[key, value] as const];
          }),
        ),
      damaged: () => new Map([...rows].filter(([, text]) => parsed(text) === undefined)),
      set: (entries) => {
        for (const [key, value] of entries) rows.set(key, JSON.stringify(value));
      },
    },
    noServiceEvents,
    () => 0,
  );
}

describe('createSettingsService', () => {
  it('merges shortcuts by command and keeps what it cannot read', () => {
    const rows = new Map([
      ['keys.run.start', '["Mod+R"'],
      ['keys.run.stop', '{"other":"version"}'],
      ['theme', '"sepia"'],
    ]);
    const settings = settingsOver(rows);
    expect(settings.get().theme).toBe('system');
    settings.update({ keys: { 'view.togglePanel': ['F7'] } });
    expect(settings.get().keys).toEqual({
      'run.start': '["Mod+R"',
      'run.stop': { other: 'version' },
      'view.togglePanel': ['F7'],
    });
    expect(rows.get('keys.run.start')).toBe('["Mod+R"');
    settings.update({ keys: { 'run.start': null } });
    expect(settings.get().keys['run.start']).toBeNull();
  });
});
