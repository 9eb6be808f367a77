import type { Contract } from '@shared/ipc/contract';
import type { Handlers } from '@shared/ipc/define-contract';
import type { StorageService } from '../../services/storage-service';

export function createStorageHandlers(storage: StorageService): Handlers<Contract>['storage'] {
  return {
    state: () => storage.state(),
    resume: () => storage.resume(),
    prune: () => storage.prune(),
  };
}
