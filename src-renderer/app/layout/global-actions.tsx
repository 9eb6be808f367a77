import { Moon, Search, Settings, Sun } from 'lucide-react';
import { InboxButton } from '../../features/inbox/index';
import { settingsStore, shownTheme, useSettings } from '../../features/settings/index';
import { workbench } from '../../features/workbench/index';
import { IconButton } from '../../ui/icon-button';

/** What is at hand on every screen: palette, theme, settings. */
export function GlobalActions() {
  // The theme on screen follows the setting; reading it here is what makes the icon change.
  useSettings((settings) => settings.theme);
  // High contrast is dark: from there the way back to the others is the light one.
  const dark = shownTheme() !== 'light';
  return (
    <>
      <InboxButton />
      <IconButton
        label="Command palette"
        command="palette.open"
        onClick={() => workbench.setOpen('paletteOpen', true)}
      >
        <Search />
      </IconButton>
      <IconButton
        label={dark ? 'Switch to light' : 'Switch to dark'}
        onClick={() => settingsStore.setTheme(dark ? 'light' : 'dark')}
      >
        {dark ? <Sun /> : <Moon />}
      </IconButton>
      <IconButton
        label="Settings"
        command="settings.open"
        onClick={() => workbench.showSettings('general')}
      >
        <Settings />
      </IconButton>
    </>
  );
}
