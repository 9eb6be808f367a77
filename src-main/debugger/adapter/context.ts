import type { DebugProtocol } from '@vscode/debugprotocol';
import type { RequestPhase } from './request';

/** What the requests of one client share. */
export interface AdapterContext {
  /** What the client said about itself; null before `initialize`. */
  client: DebugProtocol.InitializeRequestArguments | null;
  phase: RequestPhase | 'ended';
  event(name: string, body?: object): void;
  cancel(requestSeq: number): boolean;
  /** Lets go of the run; resolves when that is done. */
  leave(then: 'continue' | 'cancel'): Promise<void>;
}
