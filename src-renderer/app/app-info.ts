import type { Contract } from '@shared/ipc/contract';
import type { Client } from '@shared/ipc/define-contract';

/** What main says about itself at start. */
export type AppInfo = Awaited<ReturnType<Client<Contract>['app']['info']>>;
