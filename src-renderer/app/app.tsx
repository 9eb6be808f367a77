import { DebuggerDialogs } from '../features/debugger/index';
import { InboxDialog } from '../features/inbox/index';
import { ExchangeDialog } from '../features/exchange/index';
import { FileDrop, LibraryDialogs } from '../features/library/index';
import { ResumeDialog, RunLauncher } from '../features/runs/index';
import { SettingsDialog } from '../features/settings/index';
import { RetentionFields } from '../features/storage/index';
import { TourPanel } from '../features/tour/index';
import { TrustDialog } from '../features/trust/index';
import { QuickFixDialog, RenameDialog } from '../features/types/index';
import { VersionsDialog } from '../features/versions/index';
import { useWorkbench, workbench } from '../features/workbench/index';
import { Announcer } from '../ui/announcer';
import { ErrorBoundary } from '../ui/error-boundary';
import { PlatformContext } from '../ui/platform';
import { Toaster } from '../ui/toaster';
import { TooltipProvider } from '../ui/tooltip';
import type { AppInfo } from './app-info';
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
  return (
    <PlatformContext value={shownPlatform()}>
      <TooltipProvider>
        <ErrorBoundary name="The window" resetKey={screen}>
          {screen === 'library' ? <LibraryPage /> : <WorkflowScreen />}
        </ErrorBoundary>
        <CommandPalette />
        <ShortcutSheet />
        <RunLauncher />
        <ResumeDialog />
        <DebuggerDialogs />
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
        >
          <RetentionFields />
        </SettingsDialog>
        <FileDrop />
        <TourPanel />
        <Toaster />
        <Announcer />
      </TooltipProvider>
    </PlatformContext>
  );
}
