import type { Contract } from '@shared/ipc/contract';
import type { Handlers } from '@shared/ipc/define-contract';
import type { DebugConnections } from '../../debugger/debug-connections';
import { done } from './done';

export function createDebugHandlers(debug: DebugConnections): Handlers<Contract>['debug'] {
  return {
    open: () => ({ session: debug.open() }),
    send: ({ session, message }) => done(debug.receive(session, message)),
    close: async ({ session }) => done(await debug.close(session)),
  };
}
