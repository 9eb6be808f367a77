import type { Services } from '../../../src-main/services/create-services';
import type { DebugMessage } from '../../../src-shared/ipc/debug';
import type { RunId } from '../../../src-shared/lib/ids';
import { stepRunKey, type ScopePath } from '../../../src-shared/runs/scope-path';

// A person at the debugger who starts runs, leaves them standing for a while and lets them go on, and
// after a crash opens what stands. All of it through the adapter, as the studio does.

/** Where some run stops, now and then. */
const places = ['look', 'each', 'add', 'charge', 'charge -> breathe', 'pay', 'pay -> paid', 'ask'];
/** Long enough that most kills hit runs that stand. */
const longestStand = 120;

interface Told {
  /** The run stands there when somebody opens it. */
  readonly stands: string;
  readonly at: string;
}

interface Client {
  readonly name: string;
  run: string | null;
  seq: number;
  readonly answers: Map<number, PromiseWithResolvers<Record<string, unknown>>>;
}

export class DebugUser {
  private readonly clients = new Map<string, Client>();
  private readonly opened = new Set<string>();

  constructor(
    private readonly services: () => Services,
    private readonly text: string,
    private readonly say: (told: Told) => void,
    /** Nothing is to stand any more. */
    private readonly finishes: boolean,
  ) {}

  async start(input: object): Promise<void> {
    const client = this.open();
    const body = await this.begin(client, 'launch', { text: this.text, input, restricted: false });
    client.run = String(body['runId']);
    this.opened.add(client.run);
  }

  /** Opens what stands and nobody looks at. */
  look(): void {
    for (const { id, status } of this.services().runs.list({ limit: 200 }).runs) {
      if (status === 'paused' && !this.opened.has(id)) void this.attach(id);
    }
  }

  receive(name: string, message: DebugMessage): void {
    const client = this.clients.get(name);
    if (client === undefined) return;
    if (message['type'] === 'response') {
      const answer = client.answers.get(message['request_seq'] as number);
      if (message['success'] === true) answer?.resolve((message['body'] ?? {}) as never);
      else answer?.reject(new Error(String(message['message'])));
      return;
    }
    if (message['event'] === 'initialized') void this.ask(client, 'configurationDone');
    else if (message['event'] === 'stopped') this.stopped(client, message['body'] as Stopped);
    else if (message['event'] === 'terminated') this.close(client);
  }

  private async attach(run: RunId): Promise<void> {
    this.opened.add(run);
    const client = this.open();
    client.run = run;
    try {
      await this.begin(client, 'attach', { runId: run });
    } catch {
      // Another process has it.
      this.opened.delete(run);
      this.close(client);
    }
  }

  private begin(client: Client, command: string, given: object) {
    const breakpoints = this.finishes ? [] : places.filter(() => Math.random() < 0.5);
    void this.ask(client, 'initialize', { adapterID: 'proof' });
    return this.ask(client, command, { ...given, breakpoints });
  }

  private stopped(client: Client, { threadId, stepwell }: Stopped): void {
    if (stepwell === undefined) return;
    const { place, path, step } = stepwell;
    if (client.run !== null) {
      this.say({ stands: client.run, at: `${place} ${stepRunKey(path, step)}` });
    }
    const ways = this.finishes ? ['continue'] : ['continue', 'next', 'stepIn', 'stepOut'];
    const way = ways[Math.floor(Math.random() * ways.length)] ?? 'continue';
    const wait = this.finishes ? 0 : Math.random() * longestStand;
    setTimeout(() => void this.ask(client, way, { threadId }).catch(() => undefined), wait);
  }

  private open(): Client {
    const name = this.services().debug.open();
    const client: Client = { name, run: null, seq: 0, answers: new Map() };
    this.clients.set(name, client);
    return client;
  }

  private close({ name }: Client): void {
    this.clients.delete(name);
    void this.services().debug.close(name);
  }

  private ask({ name, answers }: Client, command: string, given: object = {}) {
    const client = this.clients.get(name);
    if (client === undefined) return Promise.reject(new Error('It is closed.'));
    client.seq += 1;
    const answer = Promise.withResolvers<Record<string, unknown>>();
    answers.set(client.seq, answer);
    const request = { seq: client.seq, type: 'request', command, arguments: given };
    this.services().debug.receive(name, request);
    return answer.promise;
  }
}

interface Stopped {
  readonly threadId: number;
  readonly stepwell?: { readonly place: string; readonly path: ScopePath; readonly step: string };
}
