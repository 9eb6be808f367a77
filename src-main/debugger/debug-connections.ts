import { AppError } from '@shared/errors/app-error';
import type { DebugMessage } from '@shared/ipc/debug';
import { type Adapter, createAdapter } from './adapter/adapter';
import type { DebugHost } from './adapter/host';

/** Clients in the same process: each has an adapter of its own, also when they share a run. */
export interface DebugConnections {
  /** The name of the new client. */
  open(): string;
  receive(client: string, message: unknown): void;
  close(client: string): Promise<void>;
  closeAll(): Promise<void>;
}

export interface DebugConnectionParts {
  readonly host: DebugHost;
  readonly send: (client: string, message: DebugMessage) => void;
  readonly onFault?: (error: unknown) => void;
}

/** A window needs one or two; more is a window that forgets to close them. */
const clientLimit = 32;

export function createDebugConnections(parts: DebugConnectionParts): DebugConnections {
  const clients = new Map<string, Adapter>();
  let opened = 0;

  async function close(client: string): Promise<void> {
    const adapter = clients.get(client);
    clients.delete(client);
    await adapter?.close();
  }

  return {
    open() {
      if (clients.size >= clientLimit) {
        throw new AppError({
          code: 'DEBUG_TOO_MANY',
          kind: 'user',
          message: `${clientLimit} debug sessions are open already.`,
          hint: 'End one of them first.',
        });
      }
      opened += 1;
      const client = `dbg_${opened}`;
      const adapter = createAdapter({
        host: parts.host,
        name: client,
        send(message) {
          // What an adapter says while it is being closed reaches nobody.
          if (clients.get(client) === adapter) parts.send(client, message);
        },
        ...(parts.onFault && { onFault: parts.onFault }),
      });
      clients.set(client, adapter);
      return client;
    },
    receive(client, message) {
      const adapter = clients.get(client);
      if (!adapter) {
        throw new AppError({
          code: 'DEBUG_CLOSED',
          kind: 'user',
          message: `The debug session ${client} is closed.`,
          hint: 'Start debugging again.',
        });
      }
      adapter.receive(message);
    },
    close,
    async closeAll() {
      await Promise.all([...clients.keys()].map(close));
    },
  };
}
