import type { Settings } from '@shared/ipc/settings';
import { Contrast, Monitor, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { SegmentedControl } from '../../ui/segmented-control';
import { Switch } from '../../ui/switch';
import { Tabs } from '../../ui/tabs';
import { settingsStore, useSettings } from './settings';
import css from './settings-dialog.module.css';

export type SettingsPage = 'general' | 'keyboard';

export interface SettingsDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly version: string;
  /** The folder that holds the user's data. */
  readonly profile: string;
  readonly page: SettingsPage;
  readonly onPageChange: (page: SettingsPage) => void;
  /** The page of shortcuts; the shell knows the commands. */
  readonly keyboard: ReactNode;
  /** Settings of other features. */
  readonly children?: ReactNode;
}

const themes: readonly { value: Settings['theme']; label: string; icon: ReactNode }[] = [
  { value: 'system', label: 'System', icon: <Monitor /> },
  { value: 'light', label: 'Light', icon: <Sun /> },
  { value: 'dark', label: 'Dark', icon: <Moon /> },
  { value: 'contrast', label: 'High contrast', icon: <Contrast /> },
];

export function SettingsDialog({
  open,
  onOpenChange,
  version,
  profile,
  page,
  onPageChange,
  keyboard,
  children,
}: SettingsDialogProps) {
  const theme = useSettings((settings) => settings.theme);
  const wheelZooms = useSettings((settings) => settings.wheelZooms);
  const notifications = useSettings((settings) => settings.notifications);
  const general = (
    <div className={css.settings}>
      <Field label="Theme" group inline>
        <SegmentedControl
          value={theme}
          segments={themes}
          onValueChange={settingsStore.setTheme}
          label="Theme"
          autoFocus
        />
      </Field>
      <Field
        label="Mouse wheel zooms the canvas"
        help="Off: the wheel scrolls the canvas, and Ctrl with the wheel zooms, as on a trackpad."
        inline
      >
        <Switch checked={wheelZooms} onCheckedChange={settingsStore.setWheelZooms} />
      </Field>
      <Field
        label="Notifications of the desktop"
        help="When a run waits, fails or ends while the window is not in front."
        inline
      >
        <Switch checked={notifications} onCheckedChange={settingsStore.setNotifications} />
      </Field>
      {children}
      <dl className={css.about}>
        <dt>Version</dt>
        <dd data-selectable>Stepwell {version}</dd>
        <dt>Your data</dt>
        <dd data-selectable>{profile}</dd>
      </dl>
    </div>
  );
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Settings" size="lg">
      <Tabs
        label="Pages of settings"
        value={page}
        onValueChange={(next) => onPageChange(next as SettingsPage)}
        tabs={[
          { value: 'general', label: 'General', content: general },
          { value: 'keyboard', label: 'Keyboard', content: keyboard },
        ]}
        className={css.pages}
      />
    </Dialog>
  );
}
