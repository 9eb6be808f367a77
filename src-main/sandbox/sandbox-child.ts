import type { ToProcess } from './protocol';

/** A process that the sandbox talks to, however it was started. */
export interface SandboxChild {
  readonly pid: number | undefined;
  /** What everything that it starts carries in its environment. */
  readonly marker: string;
  /** Structured clone or better; messages keep their order. */
  send(message: ToProcess | string): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once when the process has ended; says how: `exit code 1`, `SIGKILL`. */
  onExit(listener: (how: string) => void): void;
  /** Ends it at once (SIGKILL), and what it has started if it may have started something. */
  kill(mayHaveStarted: boolean): void;
  /** Whether the app must stay alive for it; an idle process may not hold the command line back. */
  keepAlive?(needed: boolean): void;
}

/** Starts an entry such as `sandbox-child.js` (src-main/sandbox/child.ts) in a process of its own. */
export type SpawnChild = () => SandboxChild;
