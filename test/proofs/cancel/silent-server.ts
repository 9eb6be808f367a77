import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A server that takes requests and does not let go of whoever asked. */
export interface SilentServer {
  readonly silent: string;
  readonly slow: string;
  /** Times of requests, by `performance.now()`. */
  readonly requests: number[];
  close(): void;
}

export async function startSilentServer(): Promise<SilentServer> {
  const requests: number[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let drip: NodeJS.Timeout | undefined;
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      clearInterval(drip);
    });
    socket.on('data', (chunk) => {
      requests.push(performance.now());
      if (!chunk.includes('/slow')) return;
      // A header that never ends, a byte at a time.
      socket.write('HTTP/1.1 200 OK\r\nX-Slow: ');
      drip ??= setInterval(() => socket.write('.'), 20);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}`;
  return {
    silent: `${address}/silent`,
    slow: `${address}/slow`,
    requests,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
