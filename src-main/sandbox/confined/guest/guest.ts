import type { TextPlace } from '@shared/errors/app-error';
import type { createSleep } from '../../guest/create-sleep';
import type { fixSurroundings } from '../../guest/fix-surroundings';
import type { FixedSurroundings } from '../../types';
import type { createGuestConsole } from './console';
import type { createInspect } from './inspect';
import type { createResultText } from './result';
import type { createStackReader } from './stack';

// What runs beside the user's code, in the same realm: it gives the code its names, catches what it
// logs, throws and returns, and says so as text. It is no boundary: the app believes nothing it says
// before checking it, and what it could forge are the messages of its own run.

/** What the guest is given. */
export interface GuestJob {
  /** An expression that gives a function of `names`, which gives the user's code. */
  readonly program: string;
  readonly name: string;
  /** Roots that the code sees as variables. */
  readonly names: readonly string[];
  /** JSON of an object. */
  readonly roots: string;
  readonly fixed?: FixedSurroundings;
  /** The engine's inspector looks at it. */
  readonly debugged?: boolean;
}

/** A failure as the guest tells it; the app makes the error of it. */
export type GuestFailure =
  | { readonly type: 'syntax'; readonly message: string; readonly place?: TextPlace }
  | { readonly type: 'restricted'; readonly name: string; readonly place?: TextPlace }
  | { readonly type: 'memory' }
  | { readonly type: 'result'; readonly path: string; readonly what: string; readonly hint: string }
  | { readonly type: 'large'; readonly length: number }
  | { readonly type: 'variables' }
  | {
      readonly type: 'thrown';
      readonly message: string;
      readonly place?: TextPlace;
      readonly frames: readonly string[];
    };

/** What the engine around the guest does for it. */
export interface GuestHost {
  send(text: string): void;
  /** Evaluates a script that stack traces call `name`. */
  evaluate(program: string, name: string): unknown;
  /** Resolves when all that was due has happened. */
  turn(): Promise<void>;
  /** Returns how to call it off. */
  after(milliseconds: number, callback: () => void): () => void;
  milliseconds(): number;
  /** Hears of promises that failed unnoticed, and of errors in callbacks. */
  onStray(
    rejected: (reason: unknown, promise?: unknown) => void,
    thrown: (error: unknown) => void,
  ): void;
}

export interface GuestParts {
  readonly createStackReader: typeof createStackReader;
  readonly createInspect: typeof createInspect;
  readonly createGuestConsole: typeof createGuestConsole;
  readonly createResultText: typeof createResultText;
  readonly createSleep: typeof createSleep;
  readonly fixSurroundings: typeof fixSurroundings;
}

export interface GuestLimits {
  readonly linesBefore: number;
  readonly maximumResultLength: number;
  readonly maximumResultDepth: number;
  readonly maximumVariables: number;
  readonly maximumLogLength: number;
  readonly maximumLogLines: number;
  readonly fullLogMessage: string;
  /** Names of Node and of the web that a confined step does not have. */
  readonly missingNames: readonly string[];
}

/** Sent into the guest as text: it may use nothing from outside itself. */
export function createGuest(
  parts: GuestParts,
  limits: GuestLimits,
  host: GuestHost,
): (job: GuestJob) => Promise<void> {
  const { stringify, parse } = JSON;
  const { assign, defineProperty } = Object;
  const { race } = Promise;
  const { then } = Promise.prototype;
  const NativePromise = Promise;
  const missing = new Set(limits.missingNames);
  const longestMessage = 4_000;

  return async function run(job) {
    const stacks = parts.createStackReader(job.name, limits.linesBefore);
    const text = parts.createInspect(stacks.readable);
    const resultText = parts.createResultText(
      limits.maximumResultLength,
      limits.maximumResultDepth,
    );
    /** Errors made here, as opposed to those of the code. */
    const ours = new WeakMap<object, GuestFailure>();
    const clock = job.fixed && parts.fixSurroundings(globalThis, job.fixed);
    let variables = 0;
    /** Of a debugged job: the promise whose failure is the code's. */
    let awaited: unknown;
    let failAwaited: (reason: unknown) => void = () => undefined;

    let flushing = false;
    const output = parts.createGuestConsole({
      text,
      maximumLength: limits.maximumLogLength,
      maximumLines: limits.maximumLogLines,
      maximumDepth: limits.maximumResultDepth,
      fullMessage: limits.fullLogMessage,
      send: (lines) => host.send(`L${stringify(lines)}`),
      flushSoon(flush) {
        if (flushing) return;
        flushing = true;
        void host.after(50, () => {
          flushing = false;
          flush();
        });
      },
      callerLine: () => stacks.placeIn(stackOf(new Error()))?.line,
      milliseconds: host.milliseconds,
    });

    const thrownLater = new NativePromise<never>((_, reject) => {
      host.onStray((reason, promise) => {
        if (promise !== undefined && promise === awaited) return failAwaited(reason);
        const { message, place } = describe(reason);
        const line = `A promise failed and nobody waited for it: ${message}`;
        output.write('warn', line, undefined, place?.line);
      }, reject);
    });

    let answer = `F${stringify({ type: 'thrown', message: 'an error that cannot be shown', frames: [] })}`;
    try {
      answer = await outcome();
    } catch {
      // The code broke what describing its error needs.
    }
    await host.turn();
    output.flush();
    host.send(answer);

    async function outcome(): Promise<string> {
      let code: () => Promise<unknown>;
      try {
        code = compile();
      } catch (error) {
        return failed(syntaxFailure(error));
      }
      try {
        const ended = job.debugged ? unhandled(code) : code();
        const value = await race.call(NativePromise, [ended, thrownLater]);
        return `D${jsonOf(value, 'result')}`;
      } catch (error) {
        return failed(thrownFailure(error));
      }
    }

    /**
     * Runs the code so that nothing handles its failure: an inspector takes an error for caught
     * already when anybody waits for it.
     */
    function unhandled(code: () => Promise<unknown>): Promise<unknown> {
      return new NativePromise((resolve, reject) => {
        failAwaited = reject;
        host.after(0, () => {
          awaited = then.call(code(), resolve);
        });
      });
    }

    function compile(): () => Promise<unknown> {
      const roots = parse(job.roots) as Record<string, unknown>;
      defineProperty(globalThis, 'console', {
        value: assign(globalThis.console ?? {}, output.console),
        configurable: true,
        writable: true,
        enumerable: false,
      });
      const signal = quietSignal();
      const values: Record<string, unknown> = {
        ...roots,
        log: output.log,
        signal,
        sleep: parts.createSleep(clock, job.fixed?.skipWaits ?? false, signal, host.after),
        setVariable: (name: unknown, value: unknown) => setVariable(roots, name, value),
        emit: async () => notAvailable('emit'),
        require: () => notAvailable('require'),
        fetch: async () => notAvailable('fetch'),
      };
      const outer = host.evaluate(job.program, job.name) as (
        ...values: unknown[]
      ) => () => Promise<unknown>;
      return outer(...job.names.map((name) => values[name]));
    }

    function setVariable(roots: Record<string, unknown>, name: unknown, value: unknown): void {
      if (typeof name !== 'string' || name === '') {
        throw new TypeError(
          "setVariable: its name must be a text; write setVariable('name', value)",
        );
      }
      variables += 1;
      if (variables > limits.maximumVariables) refuse({ type: 'variables' });
      host.send(`V${stringify(name)}\n${jsonOf(value, `the variable "${name}"`)}`);
      const { vars } = roots;
      // The code sees what it has set.
      if (typeof vars === 'object' && vars !== null) assign(vars, { [name]: value });
    }

    /** The JSON of a value of the code; `path` is what errors call it. */
    function jsonOf(value: unknown, path: string): string {
      const result = resultText(value, path);
      if ('text' in result) return result.text;
      return refuse(
        'length' in result
          ? { type: 'large', length: result.length }
          : { type: 'result', ...result.refused },
      );
    }

    function notAvailable(name: string): never {
      const error = new Error(`${name} is not available in a restricted workflow`);
      const place = stacks.placeIn(stackOf(error));
      return refuse({ type: 'restricted', name, ...(place && { place }) }, error);
    }

    function refuse(
      failure: GuestFailure,
      error = new Error(`not possible: ${failure.type}`),
    ): never {
      ours.set(error, failure);
      throw error;
    }

    /** The name of what a confined step lacks, when that is what went wrong. */
    function missingName(error: Error): string | undefined {
      const message = String(error.message);
      if (/module specifier|dynamically imported module|could not load module/i.test(message)) {
        return 'import';
      }
      const name = /^'?([A-Za-z_$][\w$]*)'? is not defined/.exec(message)?.[1];
      return error instanceof ReferenceError && name && missing.has(name) ? name : undefined;
    }

    function describe(thrown: unknown) {
      let message = 'something that cannot be shown';
      let stack = '';
      try {
        if (thrown instanceof Error) {
          stack = stackOf(thrown);
          message = `${thrown.name}: ${thrown.message}`;
        } else {
          message = `threw ${typeof thrown === 'string' ? `"${thrown}"` : text.inspect(thrown)}`;
        }
      } catch {
        // A getter or a proxy of the thrown object threw: the fallback stands.
      }
      const place = stacks.placeIn(stack);
      const frames = stacks.framesIn(stack);
      return { message: message.slice(0, longestMessage), frames, ...(place && { place }) };
    }

    function thrownFailure(error: unknown): GuestFailure {
      const known = typeof error === 'object' && error !== null ? ours.get(error) : undefined;
      if (known) return known;
      const described = describe(error);
      const { place } = described;
      const name = error instanceof Error ? missingName(error) : undefined;
      if (name !== undefined) return { type: 'restricted', name, ...(place && { place }) };
      // QuickJS says it so when its memory is used up.
      if (/^(Internal|Range)Error: out of memory$/.test(described.message))
        return { type: 'memory' };
      return { type: 'thrown', ...described };
    }

    function syntaxFailure(error: unknown): GuestFailure {
      if (!(error instanceof SyntaxError)) return thrownFailure(error);
      const { place } = describe(error);
      return { type: 'syntax', message: error.message, ...(place && { place }) };
    }

    function failed(failure: GuestFailure): string {
      return `F${stringify(failure)}`;
    }
  };

  /** A confined step has nothing to clean up: it is ended where it stands, and hears of nothing. */
  function quietSignal(): AbortSignal {
    if (typeof AbortController === 'function') return new AbortController().signal;
    const nothing = () => undefined;
    const signal: Partial<AbortSignal> = {
      aborted: false,
      reason: undefined,
      onabort: null,
      throwIfAborted: nothing,
      addEventListener: nothing,
      removeEventListener: nothing,
    };
    // A bare engine has no events; these are the parts that code uses.
    return signal as AbortSignal;
  }

  function stackOf(error: Error): string {
    const { stack } = error;
    return typeof stack === 'string' ? stack : '';
  }
}
