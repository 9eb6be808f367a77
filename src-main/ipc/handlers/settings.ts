import type { Contract } from '@shared/ipc/contract';
import type { Handlers } from '@shared/ipc/define-contract';
import type { SettingsService } from '../../services/settings-service';

export function createSettingsHandlers(settings: SettingsService): Handlers<Contract>['settings'] {
  return {
    get: () => settings.get(),
    update: (changes) => settings.update(changes),
  };
}
