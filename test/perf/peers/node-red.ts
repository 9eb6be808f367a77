import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Node-RED inside this process, without its editor and without a listening port: the same runtime,
// the same V8, the same moment as what it is measured against.

interface Message {
  [key: string]: unknown;
}

interface RedNode {
  receive(message: Message): void;
}

interface Red {
  init(server: unknown, settings: Record<string, unknown>): void;
  start(): Promise<void>;
  stop(): Promise<void>;
  readonly nodes: { getNode(id: string): RedNode | null };
  readonly runtime: { events: { once(name: string, listener: () => void): void } };
}

export interface NodeRed {
  /** Milliseconds from loading its code to started flows. */
  readonly startedIn: number;
  /** Sends a message into a flow and waits for it to come out at the end. */
  run(entry: string, payload: Message): Promise<void>;
  stop(): Promise<void>;
}

/** A tab with function nodes: ids, their code, and where each output leads. */
export interface FunctionNode {
  readonly id: string;
  readonly code: string;
  readonly wires: readonly (readonly string[])[];
}

/** Joins messages that carry `parts`, as its join node does by default. */
export interface JoinNode {
  readonly id: string;
  readonly join: true;
  readonly wires: readonly (readonly string[])[];
}

const tab = 'tab';

/** The node every measured flow ends in. */
export const end = 'end';

/** Starts Node-RED from the folder it was installed in, with these nodes deployed. */
export async function startNodeRed(
  folder: string,
  nodes: readonly (FunctionNode | JoinNode)[],
): Promise<NodeRed> {
  const userDir = mkdtempSync(join(tmpdir(), 'stepwell-node-red-'));
  writeFileSync(join(userDir, 'flows.json'), JSON.stringify(flowsOf(nodes)));
  const waiting = new Map<number, () => void>();
  let next = 0;
  const began = performance.now();
  const require = createRequire(join(folder, 'package.json'));
  const red = require('node-red') as Red;
  red.init(createServer(), {
    userDir,
    flowFile: 'flows.json',
    httpAdminRoot: false,
    httpNodeRoot: false,
    logging: { console: { level: 'off' } },
    externalModules: { palette: { allowInstall: false } },
    telemetry: { enabled: false },
    functionGlobalContext: {
      finished(ticket: number) {
        waiting.get(ticket)?.();
        waiting.delete(ticket);
      },
    },
  });
  const started = new Promise<void>((resolve) => {
    red.runtime.events.once('flows:started', resolve);
  });
  await red.start();
  await started;
  const startedIn = performance.now() - began;
  return {
    startedIn,
    run(entry, payload) {
      const node = red.nodes.getNode(entry);
      if (node === null) throw new Error(`Node-RED has no node "${entry}".`);
      next += 1;
      const ticket = next;
      return new Promise((resolve) => {
        waiting.set(ticket, resolve);
        node.receive({ ...payload, ticket });
      });
    },
    async stop() {
      await red.stop();
      rmSync(userDir, { recursive: true, force: true });
    },
  };
}

function flowsOf(nodes: readonly (FunctionNode | JoinNode)[]): unknown[] {
  const ending: FunctionNode = {
    id: end,
    code: "global.get('finished')(msg.ticket ?? msg.payload.ticket); return null;",
    wires: [],
  };
  return [
    { id: tab, type: 'tab', label: 'measured', disabled: false },
    ...[...nodes, ending].map((node) =>
      'join' in node
        ? { id: node.id, type: 'join', z: tab, mode: 'auto', wires: node.wires }
        : {
            id: node.id,
            type: 'function',
            z: tab,
            func: node.code,
            outputs: Math.max(1, node.wires.length),
            wires: node.wires,
          },
    ),
  ];
}
