import type { CodeDebugHook } from '@shared/debug/code-target';
import { AppError } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';
import { closedError, crashedError, engineError, memoryError, timeoutError } from '../code-errors';
import { failureData } from '../child/failure';
import { inspectCode, type CodeInspection } from '../inspect/inspect-code';
import { refuseDebugger } from '../inspect/refusing-target';
import { isVariableName, linesBefore, programText, refuseTooLarge } from '../program-text';
import { startTimeLimit } from '../time-limit';
import type { CodeRequest, CodeSandbox } from '../types';
import type { ConfinedEngine, OpenEngine } from './engine';
import { createEnginePool } from './engine-pool';
import type { GuestJob } from './guest/guest';
import { createGuestReader, type GuestReader } from './guest-messages';

// Runs the code of workflows that nobody trusts: each step in an engine of its own, which is ended
// afterwards. What comes back is text that is checked here.

export interface ConfinedOptions {
  readonly open: OpenEngine;
  /** Takes the types out of a TypeScript program. */
  readonly stripTypes: (program: string) => Promise<string>;
  /** Engines at work at the same time; further steps wait. */
  readonly engines?: number;
  /** Why a debugger cannot stop code in these engines, for people; absent where it can. */
  readonly refusesDebugger?: string;
}

/** A job as engines get it; QuickJS keeps to the memory by itself. */
export interface EngineJob extends GuestJob {
  /** Megabytes. */
  readonly memory: number;
}

const watchInterval = 50;
/** What an engine itself may grow by, besides the user's data. */
const memoryAllowance = 48 * 1_048_576;

export function createConfinedSandbox(options: ConfinedOptions): CodeSandbox {
  const pool = createEnginePool({ open: options.open, most: options.engines ?? 4 });
  let closed = false;

  async function run(request: CodeRequest): Promise<JsonValue> {
    if (closed) throw new AppError(closedError());
    request.signal.throwIfAborted();
    const job = await jobOf(request, options);
    const engine = await pool.take(request.signal).catch((error: unknown) => {
      if (request.signal.aborted) throw request.signal.reason;
      throw new AppError(engineError(error instanceof Error ? error.message : String(error)));
    });
    try {
      return await runIn(engine, request, job, options.refusesDebugger);
    } catch (error) {
      // Closing ends what runs; that is no crash of the code.
      throw closed && !request.signal.aborted ? new AppError(closedError()) : error;
    } finally {
      pool.drop(engine);
    }
  }

  return {
    run,
    warm: () => pool.warm(),
    close: () => {
      closed = true;
      return pool.close();
    },
  };
}

async function jobOf(
  request: CodeRequest,
  { stripTypes, refusesDebugger }: ConfinedOptions,
): Promise<string> {
  const { code, language, name, roots, memory } = request;
  const debugged = Boolean(request.debug) && refusesDebugger === undefined;
  try {
    refuseTooLarge(code);
    const names = [...new Set([...Object.keys(roots), ...guestNames, ...pageNames])].filter(
      isVariableName,
    );
    const text = programText(code, names, { debugged });
    const program = language === 'typescript' ? await stripTypes(text) : text;
    const job: EngineJob = {
      program,
      name,
      names,
      roots: JSON.stringify(roots),
      memory,
      ...(request.fixed && { fixed: request.fixed }),
      ...(debugged && { debugged }),
    };
    return JSON.stringify(job);
  } catch (error) {
    const data = failureData(error, name);
    throw data ? new AppError(data) : error;
  }
}

/** What the guest itself puts at hand. */
const guestNames: readonly string[] = [
  'log',
  'signal',
  'sleep',
  'setVariable',
  'emit',
  'require',
  'fetch',
];

/** What a page will not let go of: the code sees variables without a value, or its own root. */
const pageNames: readonly string[] = ['window', 'document', 'location', 'top'];

function runIn(
  engine: ConfinedEngine,
  request: CodeRequest,
  job: string,
  refusesDebugger: string | undefined,
): Promise<JsonValue> {
  const { signal, timeLimit, memory, onLog } = request;
  const settled = Promise.withResolvers<JsonValue>();
  const fail = (error: unknown) => settled.reject(error);
  const onAbort = () => fail(signal.reason);
  const reader = createGuestReader(memory);
  let over = false;

  signal.throwIfAborted();
  signal.addEventListener('abort', onAbort, { once: true });
  const limit = startTimeLimit(timeLimit, () => fail(new AppError(timeoutError(timeLimit ?? 0))));
  let inspection: CodeInspection | undefined;
  const watch = watchMemory(engine, memory, fail);
  engine.onGone((why) => {
    fail(new AppError(why.type === 'memory' ? memoryError(memory) : crashedError(why.how)));
  });
  engine.onMessage((message) => {
    if (!over) receive(reader, message);
  });
  if (request.debug) letIn(request.debug).then(start, fail);
  else start();

  function start(): void {
    if (!over) engine.start(job);
  }

  async function letIn(hook: CodeDebugHook): Promise<void> {
    const { name, code } = request;
    const onHeld = (held: boolean) => (held ? limit.hold() : limit.goOn());
    const channel = refusesDebugger === undefined ? engine.inspect?.() : undefined;
    const options = { hook, name, code, firstLine: linesBefore, onHeld, onBroken: fail };
    inspection = channel
      ? await inspectCode({ channel, ...options })
      : await refuseDebugger(options, refusesDebugger ?? 'Nothing can stop this code at a line');
    if (over) inspection.end();
  }

  function receive(from: GuestReader, message: unknown): void {
    try {
      const said = from.read(message);
      if (said.type === 'log') for (const line of said.lines) onLog(line);
      else if (said.type === 'variable') request.calls.setVariable(said.name, said.value);
      else if (said.type === 'done') settled.resolve(said.value);
      else if (said.type === 'failed') fail(new AppError(said.error));
    } catch (error) {
      fail(error);
    }
  }

  return settled.promise.finally(() => {
    over = true;
    signal.removeEventListener('abort', onAbort);
    limit.end();
    inspection?.end();
    clearInterval(watch);
  });
}

/** No engine's own limit counts array buffers; the size of its process does. */
function watchMemory(
  engine: ConfinedEngine,
  memory: number,
  fail: (error: AppError) => void,
): NodeJS.Timeout | undefined {
  const atStart = engine.memory?.();
  if (atStart === undefined) return undefined;
  const limit = atStart + memory * 1_048_576 + memoryAllowance;
  return setInterval(() => {
    if ((engine.memory?.() ?? 0) > limit) fail(new AppError(memoryError(memory)));
  }, watchInterval);
}
