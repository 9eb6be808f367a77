import type { ShortcutPlatform } from '../ui/platform';

// Said by main once, at start; everything that names or reads keys asks here.
let platform: ShortcutPlatform = 'other';

export function setShownPlatform(value: ShortcutPlatform): void {
  platform = value;
}

export function shownPlatform(): ShortcutPlatform {
  return platform;
}
