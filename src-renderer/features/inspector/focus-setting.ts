import { settingElementId } from './form/setting-path';
import { showInspectorTab } from '../workbench';

const longestWait = 1_000;

/** Puts the focus on a step's setting, once its form is on screen. */
export function focusSetting(
  step: string | null,
  path: readonly (string | number)[],
  tab: 'settings' | 'behaviour' = 'settings',
): void {
  showInspectorTab(tab);
  const started = performance.now();
  const look = (): void => {
    const target = nearestSetting(step, path);
    if (target) {
      target.scrollIntoView({ block: 'nearest' });
      controlOf(target)?.focus();
    } else if (performance.now() - started < longestWait) {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
}

/** The field of the setting, or of the setting around it that has a field. */
function nearestSetting(
  step: string | null,
  path: readonly (string | number)[],
): HTMLElement | null {
  for (let length = path.length; length > 0; length -= 1) {
    const found = document.getElementById(settingElementId(step, path.slice(0, length)));
    if (found) return found;
  }
  return null;
}

function controlOf(setting: HTMLElement): HTMLElement | null {
  return setting.querySelector<HTMLElement>(
    'input, textarea, [role="textbox"], [role="combobox"], [role="switch"], button:not([aria-pressed])',
  );
}
