import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// A Restate server on loopback with one service of three durable steps in a process beside it.

export interface Restate {
  /** One durable run of three steps, from the request to its answer. */
  run(): Promise<void>;
  stop(): Promise<void>;
}

/** Each `ctx.run` is journalled before the next begins, as our steps are. */
const service = `
import * as restate from '@restatedev/restate-sdk';
const chain = restate.service({
  name: 'chain',
  handlers: {
    run: async (ctx, input) => {
      let value = input.value;
      for (const name of ['a', 'b', 'c']) value = await ctx.run(name, async () => value + 1);
      return { value };
    },
  },
});
await restate.serve({ services: [chain], port: Number(process.argv[2]) });
`;

export async function startRestate(folder: string): Promise<Restate> {
  const data = mkdtempSync(join(tmpdir(), 'stepwell-restate-'));
  const script = join(folder, 'service.mjs');
  writeFileSync(script, service);
  const [ingress = 0, admin = 0, fabric = 0, endpoint = 0] = await freePorts(4);
  const server = spawn(
    join(folder, 'node_modules/@restatedev/restate-server-linux-x64/bin/restate-server'),
    ['--base-dir', data, '--no-logo', '--listen-mode', 'tcp'],
    {
      stdio: 'ignore',
      env: {
        ...process.env,
        RESTATE_LOG_FILTER: 'error',
        RESTATE_BIND_ADDRESS: `127.0.0.1:${fabric}`,
        RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingress}`,
        RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${admin}`,
      },
    },
  );
  const worker = spawn(process.execPath, [script, String(endpoint)], { stdio: 'ignore' });
  await register(admin, endpoint);
  return {
    async run() {
      const answer = await fetch(`http://127.0.0.1:${ingress}/chain/run`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"value":1}',
      });
      const { value } = (await answer.json()) as { value: number };
      if (value !== 4) throw new Error(`Restate gave ${value}.`);
    },
    async stop() {
      await Promise.all([ended(server), ended(worker)]);
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function register(admin: number, endpoint: number): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const answer = await fetch(`http://127.0.0.1:${admin}/deployments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ uri: `http://127.0.0.1:${endpoint}` }),
    }).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The Restate server did not take the service within a minute.');
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) => {
          server.listen(0, '127.0.0.1', () => {
            const address = server.address();
            resolve(typeof address === 'object' && address !== null ? address.port : 0);
          });
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
