import { createDapClient, type DapClient } from '../dap/dap-client';
import type { DebugPort } from './debugger-port';

/** One session of the adapter: its client, and how to leave it. */
export interface Connection {
  readonly client: DapClient;
  close(): Promise<void>;
}

/** Opens a session. What arrives before main has named it is kept, not lost. */
export async function connect(port: DebugPort): Promise<Connection> {
  let session: string | null = null;
  type Said = Parameters<Parameters<DebugPort['onMessages']>[0]>[0];
  const early: Said[] = [];
  const client = createDapClient((message) => {
    if (session === null) throw new Error('The session is not open yet.');
    return port.send({ session, message });
  });
  const take = (said: Said): void => {
    if (session === null) early.push(said);
    else if (said.session === session) for (const message of said.messages) client.receive(message);
  };
  const stop = port.onMessages(take);
  try {
    ({ session } = await port.open({}));
  } catch (error) {
    stop();
    throw error;
  }
  const opened = session;
  for (const said of early) take(said);
  let closed = false;
  return {
    client,
    async close() {
      if (closed) return;
      closed = true;
      stop();
      client.dispose();
      await port.close({ session: opened });
    },
  };
}
