import { createContext, useContext } from 'react';

/** Which modifier names to show; main says it once at start (see app/). */
export type ShortcutPlatform = 'mac' | 'other';

export const PlatformContext = createContext<ShortcutPlatform>('other');

export function useShortcutPlatform(): ShortcutPlatform {
  return useContext(PlatformContext);
}
