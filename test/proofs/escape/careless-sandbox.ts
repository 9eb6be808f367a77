import { createRequire } from 'node:module';
import { runInNewContext, runInThisContext } from 'node:vm';
import { isVariableName, programText } from '../../../src-main/sandbox/program-text';
import type { CodeRequest, CodeSandbox } from '../../../src-main/sandbox/types';

// Lanes that hold nothing, for the modes in which the proof must fail.

/** node:vm: its objects come from the realm outside, and lead back to it. */
export function createVmSandbox(): CodeSandbox {
  return sandboxOf((program, values) => {
    const context = { ...values, console };
    return runInNewContext(`(${program})`, context) as Outer;
  });
}

/** No boundary at all. */
export function createNakedSandbox(): CodeSandbox {
  return sandboxOf((program) => runInThisContext(`(${program})`) as Outer);
}

type Outer = (...values: unknown[]) => () => Promise<unknown>;

function sandboxOf(compile: (program: string, values: object) => Outer): CodeSandbox {
  return {
    warm: async () => undefined,
    close: async () => undefined,
    async run({ code, roots, onLog, calls, timeLimit = 1_000 }: CodeRequest) {
      const log = Object.assign((message: string) => onLog({ level: 'info', message }), {
        warn: (message: string) => onLog({ level: 'warn', message }),
      });
      const values: Record<string, unknown> = {
        ...roots,
        log,
        signal: AbortSignal.timeout(timeLimit),
        sleep: (milliseconds: number) =>
          new Promise((resolve) => setTimeout(resolve, milliseconds)),
        setVariable: calls.setVariable,
        emit: async () => undefined,
        require: createRequire(import.meta.url),
        fetch,
      };
      const names = Object.keys(values).filter(isVariableName);
      const outer = compile(programText(code, names), values);
      const given = outer(...names.map((name) => values[name]))();
      const late = new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 1_500));
      const result: unknown = await Promise.race([given, late]);
      return JSON.parse(JSON.stringify(result) ?? 'null');
    },
  };
}
