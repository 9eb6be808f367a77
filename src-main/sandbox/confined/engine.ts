import type { InspectChannel } from '../inspect/channel';

/** A killable place where a guest runs one job, however it is made. It has said that it is ready. */
export interface ConfinedEngine {
  /** Of a process of its own. */
  readonly pid: number | undefined;
  /** The job as JSON text; once. */
  start(job: string): void;
  /** Whatever comes from in there, unread. */
  onMessage(listener: (message: unknown) => void): void;
  /** The last listener hears when it is gone, for whatever reason, even if it is gone already. */
  onGone(listener: (why: EngineEnd) => void): void;
  /** Bytes it takes now; absent where the engine keeps the limit by itself. */
  memory?(): number | undefined;
  /** For a debugger, before the start; absent where the engine cannot be looked into. */
  inspect?(): InspectChannel;
  /** Ends it at once, whatever it does. Resolves when it is gone. */
  end(): Promise<void>;
}

export type EngineEnd =
  { readonly type: 'memory' } | { readonly type: 'crash'; readonly how: string };

/** Tells the listener of an engine's end, also when it ended before anybody listened. */
export class EngineLife {
  private end: EngineEnd | undefined;
  private listener: ((why: EngineEnd) => void) | undefined;

  readonly onGone = (listener: (why: EngineEnd) => void): void => {
    this.listener = listener;
    if (this.end) listener(this.end);
  };

  /** What comes after the first is a consequence of it. */
  gone(why: EngineEnd): void {
    if (this.end) return;
    this.end = why;
    this.listener?.(why);
  }
}

export type OpenEngine = () => Promise<ConfinedEngine>;
