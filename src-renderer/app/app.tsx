import type { Settings } from '@shared/ipc/settings';
import { useCallback } from 'react';
import { DebuggerDialogs } from '../features/debugger/index';
import { InboxDialog } from '../features/inbox/index';
import { ExchangeDialog } from '../features/exchange/index';
import { FileDrop, LibraryDialogs } from '../features/library/index';
import { RemoveRunDialog } from '../features/run-list/index';
import { ResumeDialog, RunLauncher } from '../features/runs/index';
import { keymapOf, SettingsDialog, useSettings } from '../features/settings/index';
import { RetentionFields } from '../features/storage/index';
import { openDroppedCase, OriginDialog } from '../features/time/index';
import { TourPanel } from '../features/tour/index';
import { TrustDialog } from '../features/trust/index';
import { QuickFixDialog, RenameDialog } from '../features/types/index';
import { VersionsDialog } from '../features/versions/index';
import { useWorkbench, workbench } from '../features/workbench/index';
import { Announcer } from '../ui/announcer';
import { CommandKeysContext } from '../ui/command-keys';
import { ErrorBoundary } from '../ui/error-boundary';
import { PlatformContext } from '../ui/platform';
import { Toaster } from '../ui/toaster';
import { TooltipProvider } from '../ui/tooltip';
import type { AppInfo } from './app-info';
import { usualShortcuts } from './commands/command-registry';
import { commands } from './commands/commands';
import { KeyboardPage } from './keyboard/keyboard-page';
import { ShortcutSheet } from './help/shortcut-sheet';
import { LibraryPage } from './layout/library-page';
import { WorkflowScreen } from './layout/workflow-screen';
import { CommandPalette } from './palette/command-palette';
import { shownPlatform } from './platform';

export interface AppProps {
  readonly info: AppInfo;
}

/** The whole window: a screen, and what can open above it. */
export function App({ info }: AppProps) {
  const screen = useWorkbench((state) => state.screen);
  const settingsOpen = useWorkbench((state) => state.settingsOpen);
  const settingsPage = useWorkbench((state) => state.settingsPage);
  const keys = useSettings((settings) => settings.keys);
  // Anew with every change of a shortcut, so that all that show one are drawn again.
  const commandKeys = useCallback((id: string) => shortcutNow(id, keys), [keys]);
  return (
    <PlatformContext value={shownPlatform()}>
      <CommandKeysContext value={commandKeys}>
        <TooltipProvider>
          <ErrorBoundary name="The window" resetKey={screen}>
            {screen === 'library' ? <LibraryPage /> : <WorkflowScreen />}
          </ErrorBoundary>
          <CommandPalette />
          <ShortcutSheet />
          <RunLauncher />
          <ResumeDialog />
          <RemoveRunDialog />
          <DebuggerDialogs />
          <OriginDialog />
          <TrustDialog />
          <InboxDialog />
          <LibraryDialogs />
          <RenameDialog />
          <QuickFixDialog />
          <VersionsDialog />
          <ExchangeDialog />
          <SettingsDialog
            open={settingsOpen}
            onOpenChange={(open) => workbench.setOpen('settingsOpen', open)}
            version={info.version}
            profile={info.profile}
            page={settingsPage}
            onPageChange={workbench.showSettings}
            keyboard={<KeyboardPage />}
          >
            <RetentionFields />
          </SettingsDialog>
          <FileDrop onCase={openDroppedCase} />
          <TourPanel />
          <Toaster />
          <Announcer />
        </TooltipProvider>
      </CommandKeysContext>
    </PlatformContext>
  );
}

function shortcutNow(id: string, keys: Settings['keys']): string | undefined {
  const command = commands.find(id);
  if (!command) return undefined;
  return (keymapOf(keys).changed.get(id) ?? usualShortcuts(command))[0];
}
