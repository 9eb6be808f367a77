import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunId } from '@shared/lib/ids';
import type { RunEvent } from '@shared/runs/events';
import type { Recorded } from '@shared/runs/recorded';
import { stepRunKey } from '@shared/runs/scope-path';
import { foldRun } from '@shared/runs/reducer';
import type { Database } from '../../../src-main/storage/database';
import { createEventsRepository } from '../../../src-main/storage/repositories/events';

// What is seen from outside: which events were acknowledged, and what the server was asked for.

export interface Line {
  readonly run?: string;
  readonly seq?: number;
  readonly type?: string;
  readonly key?: string | null;
  readonly marker?: string;
  readonly finished?: true;
  readonly notices?: readonly string[];
  readonly refused?: string;
  readonly error?: string;
  readonly fault?: string;
  /** Somebody has opened the run in a debugger, and it stands there. */
  readonly stands?: string;
  readonly at?: string;
  /** It ends itself here. */
  readonly crash?: string;
}

interface SeenRun {
  marker: string;
  seq: number;
  /** Step runs that were acknowledged as finished. */
  readonly finished: Set<string>;
  /** Step runs at work, by the last acknowledged event. */
  readonly atWork: Set<string>;
  readonly waiting: Set<string>;
  ended: boolean;
}

/** What is told of an event. */
export function lineOf(event: RunEvent): Line {
  const { run, seq, type } = event;
  const key = 'step' in event && 'path' in event ? stepRunKey(event.path, event.step) : null;
  return { run, seq, type, key, ...(type === 'run.created' && { marker: markerOf(event.input) }) };
}

export function markerOf(input: Recorded): string {
  const value = 'value' in input ? (input.value as { readonly marker?: string } | null) : null;
  return value?.marker ?? '';
}

export class Witness {
  readonly runs = new Map<string, SeenRun>();
  readonly violations: string[] = [];
  readonly counts = { unsafeInterrupted: 0, asked: 0, keyed: 0, paused: 0, stoodAgain: 0 };
  /** Runs that had something waiting when the process was killed. */
  readonly waited = new Set<string>();
  readonly #runOf = new Map<string, string>();
  /** Idempotency keys by place. */
  readonly #keys = new Map<string, Set<string>>();
  readonly #effects = new Map<string, number>();
  /** Unsafe steps at work when the process was killed, which must be asked about. */
  readonly #mustAsk = new Set<string>();
  /** Where runs stood under a debugger when the process was killed, until somebody opens them. */
  readonly #mustStand = new Map<string, ReadonlySet<string>>();
  #server: Server | undefined;

  async listen(): Promise<string> {
    const server = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(this.#answer(request)));
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  #answer(request: IncomingMessage): object {
    const [, step = '', marker = '', round] = (request.url ?? '').split('/');
    if (step === 'paid') return { paid: (this.#effects.get(`pay ${marker}`) ?? 0) > 0 };
    const key = round === undefined ? step : `each[${round}]/${step}`;
    const place = `${step} ${marker}${round === undefined ? '' : ` ${round}`}`;
    const seen = this.runs.get(this.#runOf.get(marker) ?? '');
    if (seen?.finished.has(key))
      this.violations.push(`${marker}: ${key} had finished and ran again`);
    this.#effects.set(place, (this.#effects.get(place) ?? 0) + 1);
    const idempotencyKey = request.headers['idempotency-key'];
    if (typeof idempotencyKey === 'string') {
      this.counts.keyed += 1;
      const keys = this.#keys.get(place) ?? new Set();
      this.#keys.set(place, keys.add(idempotencyKey));
    }
    return { number: 7 };
  }

  take(line: Line): void {
    if (line.fault !== undefined) this.violations.push(`fault: ${line.fault}`);
    if (line.notices?.length) this.violations.push(`notices: ${line.notices.join(' ')}`);
    if (line.stands !== undefined) this.#takeStand(line.stands, line.at ?? '');
    if (line.type !== undefined) this.#takeEvent(line);
  }

  /** Of what stood when the process was killed, this is the first that is seen again. */
  #takeStand(run: string, at: string): void {
    const places = this.#mustStand.get(run);
    if (places === undefined) return;
    this.#mustStand.delete(run);
    this.counts.stoodAgain += 1;
    if (places.has(at)) return;
    this.violations.push(`${run} stood ${[...places].join(', ')}, and after the crash ${at}`);
  }

  #takeEvent({ run = '', seq = 0, type = '', key, marker }: Line): void {
    if (marker !== undefined) this.#runOf.set(marker, run);
    let seen = this.runs.get(run);
    if (!seen) {
      seen = {
        marker: marker ?? '',
        seq: 0,
        finished: new Set(),
        atWork: new Set(),
        waiting: new Set(),
        ended: false,
      };
      this.runs.set(run, seen);
    }
    if (marker !== undefined) seen.marker = marker;
    seen.seq = Math.max(seen.seq, seq);
    if (type.startsWith('run.')) {
      seen.ended = ['run.completed', 'run.failed', 'run.cancelled'].includes(type);
    }
    if (key === null || key === undefined) return;
    if (type === 'step.started' && this.#mustStand.get(run)?.has(`before ${key}`)) {
      this.violations.push(`${run}: ${key} stood still and went on by itself after the crash`);
    }
    if (type === 'step.started') seen.atWork.add(key);
    if (type === 'step.resumed') seen.waiting.delete(key);
    if (type === 'step.waiting') seen.waiting.add(key);
    if (type === 'step.interrupted') {
      this.counts.asked += 1;
      this.#mustAsk.delete(`${run} ${key}`);
    }
    if (type === 'step.completed' || type === 'step.interrupted') {
      seen.atWork.delete(key);
      seen.waiting.delete(key);
    }
    if (type === 'step.completed') {
      seen.finished.add(key);
      // It had finished before the kill; only its acknowledgement had not come.
      this.#mustAsk.delete(`${run} ${key}`);
    }
  }

  /**
   * The process was killed. What it had kept and not told any more is in the log, and counts; what
   * it had told and is not in the log is lost.
   */
  killed(database: Database): void {
    const log = createEventsRepository(database);
    const all = database.prepare<[], string>('SELECT id FROM runs').pluck().all() as string[];
    for (const run of all) {
      const [created] = this.runs.has(run) ? [] : log.after(run as RunId, 0, 1);
      if (created) this.take(lineOf(created));
    }
    for (const [run, seen] of this.runs) {
      if (seen.ended) continue;
      const last = log.lastSeq(run as RunId);
      if (last < seen.seq)
        this.violations.push(`${run}: ${last} of ${seen.seq} events, the rest is lost`);
      for (const event of log.after(run as RunId, seen.seq, 10_000)) this.take(lineOf(event));
      for (const key of ['pay', 'note']) {
        if (!seen.atWork.has(key)) continue;
        const place = `${run} ${key}`;
        // Killed again before it could ask, it asks once.
        if (!this.#mustAsk.has(place)) this.counts.unsafeInterrupted += 1;
        this.#mustAsk.add(place);
      }
      if (seen.waiting.size > 0) this.waited.add(run);
      const stops = foldRun(log.after(run as RunId, 0, 10_000)).stops ?? [];
      if (stops.length === 0) this.#mustStand.delete(run);
      else {
        this.counts.paused += 1;
        const places = stops.map(({ place, path, step }) => `${place} ${stepRunKey(path, step)}`);
        this.#mustStand.set(run, new Set(places));
      }
    }
  }

  /** After everything finished. `ledger` has one marker per line. */
  conclude(ledger: readonly string[]): void {
    for (const marker of ledger) {
      const place = `note ${marker}`;
      this.#effects.set(place, (this.#effects.get(place) ?? 0) + 1);
    }
    for (const [run, { marker }] of this.runs) {
      for (const step of ['pay', 'note']) {
        const place = `${step} ${marker}`;
        const count = this.#effects.get(place) ?? 0;
        if (count !== 1) this.violations.push(`${run}: ${place} had ${count} effects`);
      }
    }
    for (const [place, keys] of this.#keys) {
      if (keys.size !== 1) this.violations.push(`${place}: ${keys.size} idempotency keys`);
    }
    for (const run of this.#mustStand.keys()) this.violations.push(`${run} was never opened again`);
    for (const place of this.#mustAsk) this.violations.push(`${place} was never asked about`);
  }

  acknowledged(): Map<string, number> {
    return new Map([...this.runs].map(([run, { seq }]) => [run, seq]));
  }
}
