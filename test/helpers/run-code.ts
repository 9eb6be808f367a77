import type { CodeLogLine, CodeRequest, CodeSandbox } from '../../src-main/sandbox/types';
import { noCalls } from './no-calls';

export interface CodeRun {
  readonly result: Promise<unknown>;
  readonly logs: CodeLogLine[];
  readonly cancel: AbortController;
}

type Options = Partial<CodeRequest>;

/** Short ways to run code, the same in every kind of sandbox. */
export interface RunCode {
  start(code: string, options?: Options): CodeRun;
  /** To its end. */
  run(
    code: string,
    options?: Options,
  ): Promise<{ readonly result: unknown; readonly logs: CodeLogLine[] }>;
  resultOf(code: string, options?: Options): Promise<unknown>;
  /** What it fails with; it must fail. */
  failure(code: string, options?: Options): Promise<unknown>;
}

/** `defaults` are asked at each run: what they are made of may be opened later. */
export function runCode(sandbox: () => CodeSandbox, defaults: () => Options): RunCode {
  function start(code: string, options: Options = {}): CodeRun {
    const logs: CodeLogLine[] = [];
    const cancel = new AbortController();
    const result = sandbox().run({
      language: 'javascript',
      code,
      name: 'stepwell://flow/step',
      roots: {},
      folder: null,
      confined: false,
      modules: 'none',
      calls: noCalls,
      memory: 256,
      timeLimit: 5_000,
      signal: cancel.signal,
      onLog: (line) => logs.push(line),
      ...defaults(),
      ...options,
    });
    return { result, logs, cancel };
  }

  async function run(code: string, options?: Options) {
    const { result, logs } = start(code, options);
    return { result: await result, logs };
  }

  return {
    start,
    run,
    resultOf: (code, options) => start(code, options).result,
    failure: (code, options) =>
      start(code, options).result.then(
        (result) => {
          throw new Error(`It should have failed, and gave ${JSON.stringify(result)}`);
        },
        (error: unknown) => error,
      ),
  };
}
