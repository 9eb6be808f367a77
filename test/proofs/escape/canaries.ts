import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Words } from './corpus/payload';

// What an escape cannot help touching: all of it is outside of the code that is looked at.

export interface Canaries {
  readonly words: Words;
  /** What was touched since it was last asked. */
  touched(): string[];
  /** Whether a text holds one of the secrets, or says that it escaped. */
  betrays(text: string): boolean;
  close(): Promise<void>;
}

/** `folder` is one that whoever runs the code can read and write. */
export async function openCanaries(folder: string): Promise<Canaries> {
  const touched: string[] = [];
  const secret = `canary-${randomBytes(12).toString('hex')}`;
  const server = createServer((request, response) => {
    touched.push(`a request for ${request.url}`);
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('ESCAPED');
  });
  server.on('connection', () => touched.push('a connection'));
  server.listen(0, '127.0.0.1');
  const datagrams = createSocket('udp4', () => touched.push('a datagram'));
  datagrams.bind(0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), once(datagrams, 'listening')]);
  const { port } = server.address() as AddressInfo;

  const file = join(folder, 'canary.txt');
  const write = join(folder, 'written.txt');
  const variable = 'STEPWELL_CANARY';
  writeFileSync(file, `file-${secret}`, { mode: 0o644 });
  process.env[variable] = `environment-${secret}`;
  const realm = realmOf();

  return {
    words: {
      URL: `http://127.0.0.1:${port}`,
      WS: `ws://127.0.0.1:${port}`,
      UDP: String(datagrams.address().port),
      FILE: file,
      WRITE: write,
      ENV: variable,
    },
    touched() {
      const found = touched.splice(0);
      if (existsSync(write)) {
        found.push('a file was written');
        rmSync(write);
      }
      if (!existsSync(file)) found.push('the canary file is gone');
      else if (readFileSync(file, 'utf8') !== `file-${secret}`) {
        found.push('the canary file was changed');
      }
      found.push(...changesSince(realm));
      return found;
    },
    betrays: (text) => text.includes(secret) || text.includes('ESCAPED'),
    async close() {
      server.closeAllConnections();
      server.close();
      datagrams.close();
      await Promise.all([once(server, 'close'), once(datagrams, 'close')]);
    },
  };
}

const shared = {
  Object: Object.prototype,
  Array: Array.prototype,
  Function: Function.prototype,
  String: String.prototype,
  Promise: Promise.prototype,
  Map: Map.prototype,
  Error: Error.prototype,
  RegExp: RegExp.prototype,
  JSON,
  Reflect,
  global: globalThis,
};

type Realm = ReadonlyMap<string, ReadonlyMap<PropertyKey, unknown>>;

/** What this process's own built-in objects look like. */
function realmOf(): Realm {
  return new Map(
    Object.entries(shared).map(([name, object]) => {
      const values = Reflect.ownKeys(object).map((key) => {
        const descriptor = Reflect.getOwnPropertyDescriptor(object, key);
        return [key, descriptor?.get ?? descriptor?.value] as const;
      });
      return [name, new Map<PropertyKey, unknown>(values)] as const;
    }),
  );
}

function changesSince(before: Realm): string[] {
  const changes: string[] = [];
  for (const [name, values] of realmOf()) {
    const known = before.get(name);
    for (const [key, value] of values) {
      if (known?.get(key) !== value && !Number.isNaN(value)) {
        changes.push(`this process's ${name} has another ${String(key)}`);
        if (!known?.has(key)) Reflect.deleteProperty(shared[name as keyof typeof shared], key);
      }
    }
  }
  return changes;
}
